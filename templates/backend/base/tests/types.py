"""The types of the fixtures, for the annotations of tests."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Protocol

import httpx

from tests.console import Console


@dataclass(frozen=True)
class Person:
    """Somebody who has signed in, customer or staff; `client` carries the token."""

    id: int
    client: httpx.AsyncClient


class AsUser(Protocol):
    async def __call__(self, name: str = "小明", *, consents: tuple[str, ...] = ()) -> Person: ...


class AsStaff(Protocol):
    async def __call__(self, *permissions: str, scope: str = "all") -> Person: ...


class OpenConsole(Protocol):
    async def __call__(self, *permissions: str, scope: str = "all") -> Console: ...


class DrainJobs(Protocol):
    async def __call__(self, *, failing: bool = False) -> int: ...


class OpenClient(Protocol):
    async def __call__(self, token: str | None = None) -> httpx.AsyncClient: ...


class Configure(Protocol):
    def __call__(self, module: str = "", *, roles: dict[str, object] | None = None, **rules: object) -> None: ...


class Hand:
    """The hand of the clock: it moves only when told to."""

    def __init__(self) -> None:
        self.time = datetime.now(UTC)

    def __call__(self) -> datetime:
        return self.time

    def advance(self, **span: float) -> None:
        """`hand.advance(minutes=31)`."""
        self.time += timedelta(**span)
