"""Who wants to hear what WeChat pushes."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from typing import Any, TypeAlias

from sqlalchemy.ext.asyncio import AsyncSession

from app.core.ports import Port

Message: TypeAlias = Mapping[str, Any]
"""An event as it came. It is WeChat's own, but nobody has looked whether its fields are what they should be."""


@dataclass(frozen=True)
class Listener:
    """`hear(session, message)` for messages whose `Event` is `event`.

    WeChat repeats a message until it is answered, and sometimes after that: what `hear` writes must be the same however
    often it is called, several times at once included. It commits together with what others write for the message.
    """

    event: str
    hear: Callable[[AsyncSession, Message], Awaitable[None]]


LISTENERS: Port[Listener] = Port("wechat_push_listeners")
