"""Who the app is: name, slug, vertical."""

from collections.abc import Iterator

from pintu.model.blueprint import Blueprint
from pintu.model.diagnostic import Diagnostic

REQUIRED = ("name", "slug", "vertical")
DEVICES = {"con", "prn", "aux", "nul", *(f"{name}{n}" for name in ("com", "lpt") for n in range(1, 10))}
"""Names that Windows keeps for devices: no folder can have one."""


def check(blueprint: Blueprint) -> Iterator[Diagnostic]:
    if blueprint.slug in DEVICES:
        yield Diagnostic("app.device_name", blueprint.where("app", "slug"), {"slug": blueprint.slug})


def check_required(said: Blueprint) -> Iterator[Diagnostic]:
    """`said` is the merge of what the layers say, right or wrong: what is wrong has been told already."""
    app = said.get("app")
    if app is None:
        yield Diagnostic("app.absent", said.where(key=True))
    elif isinstance(app, dict):
        for key in REQUIRED:
            if app.get(key) is None:
                yield Diagnostic("app.missing", said.where("app", key), {"key": key})
