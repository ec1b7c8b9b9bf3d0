"""Facts that other modules may react to, delivered through the job table after the commit, at least once and in order.

Emit after the conditional update that made the fact true: on PostgreSQL the row lock of that update is what puts the
events of one entity in order.
"""

import secrets
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, fields
from typing import Any, ClassVar, TypeVar

from pydantic import TypeAdapter
from sqlalchemy.ext.asyncio import AsyncSession

from app.core import jobs
from app.core.jobs import JobContext, Payload


@dataclass(frozen=True)
class Event:
    """A frozen dataclass with `name = "<entity>.<past_participle>"`; its first field is the id of the entity."""

    name: ClassVar[str]

    @property
    def stream(self) -> str:
        """Events of one stream reach a handler one after the other."""
        first = fields(self)[0].name
        return f"{self.name.partition('.')[0]}:{getattr(self, first)}"


E = TypeVar("E", bound=Event)

_subscribers: dict[type[Event], list[str]] = {}


_adapters: dict[type[Event], TypeAdapter[Any]] = {}


def _adapter(kind: type[Event]) -> TypeAdapter[Any]:
    if kind not in _adapters:
        _adapters[kind] = TypeAdapter(kind)
    return _adapters[kind]


def on(kind: type[E], handler: Callable[[AsyncSession, E], Awaitable[None]], *, name: str) -> None:
    """Call `handler(session, event)`; what it writes commits together with the row, so it takes effect exactly once.

    `name` (`<module>.<what it does>`) is stored in the row: keep it when the function is renamed.
    """

    async def call(session: AsyncSession, payload: Payload) -> None:
        await handler(session, _adapter(kind).validate_python(payload))

    jobs.register(name, call)
    _subscribers.setdefault(kind, []).append(name)


def on_outside(kind: type[E], handler: Callable[[JobContext, E], Awaitable[None]], *, name: str) -> None:
    """Call `handler(job, event)`, which talks to the outside world and may run more than once."""

    async def call(job: JobContext, payload: Payload) -> None:
        await handler(job, _adapter(kind).validate_python(payload))

    jobs.register_outside(name, call)
    _subscribers.setdefault(kind, []).append(name)


async def emit(session: AsyncSession, event: Event) -> None:
    """Write a row for each subscriber in the caller's transaction."""
    payload = _adapter(type(event)).dump_python(event, mode="json")
    fact = secrets.token_hex(12)
    names = _subscribers.get(type(event), ())
    await jobs.schedule_each(session, names, key=fact, payload=payload, stream=event.stream)
