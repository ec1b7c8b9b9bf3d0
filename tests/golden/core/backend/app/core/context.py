"""What belongs to the request or job at hand: its id, and who acts."""

import re
import secrets
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Literal

from structlog.contextvars import bind_contextvars, get_contextvars

_SAFE = re.compile(r"[A-Za-z0-9._-]{8,64}")


def request_id() -> str:
    """The id of the request being served or of the request that caused this job; "" outside of both."""
    return str(get_contextvars().get("request_id", ""))


def begin_request(offered: str | None = None) -> str:
    """Bind a request id to this context: the caller's when it looks like one, else a new one."""
    chosen = offered if offered and _SAFE.fullmatch(offered) else secrets.token_hex(8)
    bind_contextvars(request_id=chosen)
    return chosen


_client_ip: ContextVar[str] = ContextVar("client_ip", default="")


def client_ip() -> str:
    """The network address of the request being served; "" outside of one.

    Not in `contextvars` of the log on purpose.
    """
    return _client_ip.get()


def set_client_ip(ip: str) -> None:
    _client_ip.set(ip)


@dataclass(frozen=True)
class Actor:
    """Who did it, for history and audit."""

    kind: Literal["user", "staff", "system", "wechat", "key"]
    id: int | None = None

    def __str__(self) -> str:
        return self.kind if self.id is None else f"{self.kind}:{self.id}"


SYSTEM = Actor("system")
