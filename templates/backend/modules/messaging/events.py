"""Facts that send a message by themselves."""

from collections.abc import Awaitable, Callable, Iterator
from dataclasses import asdict
from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

from app.core.events import Event, on
from app.modules.messaging.catalogue import MESSAGES
from app.modules.messaging.keywords import Message
from app.modules.messaging.telling import tell


def follow() -> None:
    """Subscribe to the event of each message. Raises LookupError for one that no module emits."""
    kinds = {kind.name: kind for kind in _kinds(Event)}
    for message in MESSAGES:
        if not message.event:
            continue
        if message.event not in kinds:
            raise LookupError(f"{message.id}: nobody emits {message.event}")
        on(kinds[message.event], teller(message), name=f"messaging.{message.id}")


def _kinds(kind: type[Event]) -> Iterator[type[Event]]:
    for below in kind.__subclasses__():
        if "name" in vars(below):
            yield below
        yield from _kinds(below)


def teller(message: Message) -> Callable[[AsyncSession, Event], Awaitable[None]]:
    """Tells the customer of the event. The same fact again is the same message: its contents are the key."""

    async def told(session: AsyncSession, event: Event) -> None:
        values: dict[str, Any] = asdict(event)
        await tell(session, message, values["user_id"], repr(sorted(values.items())), values)

    return told
