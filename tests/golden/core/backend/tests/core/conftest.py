"""Fixtures for tests that add handlers and routes of their own, and for customers in a shop without their accounts."""

from collections.abc import Iterator
from datetime import timedelta

import pytest

from app.core import events
from app.core.auth import open_session
from app.core.database import Database
from app.core.jobs.queue import HANDLERS
from tests.types import AsUser, OpenClient, Person


@pytest.fixture
def own_handlers(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Handlers and subscriptions made in the test are forgotten after it."""
    monkeypatch.setattr(events, "_subscribers", {kind: list(names) for kind, names in events._subscribers.items()})  # noqa: SLF001  # restored as a whole
    before = dict(HANDLERS)
    yield
    HANDLERS.clear()
    HANDLERS.update(before)


@pytest.fixture
def as_user(database: Database, open_client: OpenClient) -> AsUser:
    """A customer as the core knows one, by a session; one name is one person, and gives no consents."""
    numbers: dict[str, int] = {}

    async def sign_in(name: str = "小明", *, consents: tuple[str, ...] = ()) -> Person:
        del consents
        number = numbers.setdefault(name, len(numbers) + 1)
        async with database.begin() as session:
            token, _ = await open_session(session, "user", number, timedelta(hours=1))
        return Person(number, await open_client(token))

    return sign_in
