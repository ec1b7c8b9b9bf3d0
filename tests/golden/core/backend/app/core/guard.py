"""Refuses to start in production with what is only fit for a developer's machine."""

from collections.abc import Callable, Iterable, Iterator
from urllib.parse import urlsplit

from app.core.crypto.cipher import decode_key, parse_keys
from app.core.ports import Port
from app.core.settings import WECHAT_API, Settings

DEVELOPMENT_MARK = "dev"
"""Ids of development keys start with it (see devtools/run.py), and so do development secrets."""

GUARDS: Port[Callable[[], Iterable[str]]] = Port("guards")
"""A module's own checks: each yields a sentence per thing that must not go to production."""


class Unsafe(RuntimeError):
    """Settings that production must not have; the message lists all of them."""


def check(settings: Settings) -> None:
    """Raises Unsafe when `environment` is production and the settings, core's or a module's, are not fit for it."""
    if not settings.production:
        return
    problems = [*_problems(settings), *(problem for guard in GUARDS.all() for problem in guard())]
    if problems:
        raise Unsafe("不能以这些设置启动生产环境：\n" + "\n".join(f"  - {problem}" for problem in problems))


def is_public_https(url: str) -> bool:
    parts = urlsplit(url)
    host = parts.hostname or ""
    return (
        parts.scheme == "https" and "." in host and not host.replace(".", "").isdigit() and not host.endswith(".local")
    )


def _problems(settings: Settings) -> Iterator[str]:
    if not is_public_https(settings.public_url):
        yield "PUBLIC_URL 必须是 https 的公开域名"
    if settings.wechat_api_url != WECHAT_API:
        yield f"WECHAT_API_URL 必须是 {WECHAT_API}"
    if not settings.wechat_appid or not settings.wechat_secret.get_secret_value():
        yield "缺少 WECHAT_APPID 或 WECHAT_SECRET"
    if settings.wechat_secret.get_secret_value().startswith(DEVELOPMENT_MARK):
        yield "WECHAT_SECRET 是开发用的"
    try:
        keys = parse_keys(settings.field_keys.get_secret_value())
        decode_key(settings.index_key.get_secret_value())
    except ValueError as error:
        yield f"FIELD_KEYS 或 INDEX_KEY 无效：{error}"
    else:
        if not keys:
            yield "缺少 FIELD_KEYS"
        if any(key_id.startswith(DEVELOPMENT_MARK) for key_id in keys):
            yield "FIELD_KEYS 里有开发用的密钥"
