"""`environments`, or `app.appid` for a shop with one mini-program."""

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

from pintu.model.blueprint import Blueprint
from pintu.model.diagnostic import Diagnostic

NUMBERS = re.compile(r"[0-9.]+|[0-9a-f:.]*:[0-9a-f:.]*")
LOCAL = ("localhost", ".local", ".localhost", ".internal", ".test", ".lan")


def check(blueprint: Blueprint) -> Iterator[Diagnostic]:
    said = blueprint.get("environments")
    if blueprint.get("app", "appid") is not None and said is not None:
        yield Diagnostic("environments.appid_twice", blueprint.where("app", "appid", key=True))
    api = blueprint.get("environments", "prod", "api")
    if not isinstance(api, str):
        return
    where = blueprint.where("environments", "prod", "api")
    if not api.startswith("https://"):
        fix = api.replace("http://", "https://", 1)
        yield Diagnostic("environments.not_https", where, {"api": api}, fix=fix)
    elif _is_local(urlsplit(api).hostname or ""):
        yield Diagnostic("environments.not_public", where, {"api": api})


def _is_local(host: str) -> bool:
    """WeChat reaches registered domains only: neither an address in numbers nor a name of one's own network."""
    return bool(NUMBERS.fullmatch(host)) or host.endswith(LOCAL) or "." not in host
