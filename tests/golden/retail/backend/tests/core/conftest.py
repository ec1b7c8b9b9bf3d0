"""Fixtures for tests that add handlers and routes of their own."""

from collections.abc import Iterator

import pytest

from app.core import events
from app.core.jobs.queue import HANDLERS


@pytest.fixture
def own_handlers(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Handlers and subscriptions made in the test are forgotten after it."""
    monkeypatch.setattr(events, "_subscribers", {kind: list(names) for kind, names in events._subscribers.items()})  # noqa: SLF001  # restored as a whole
    before = dict(HANDLERS)
    yield
    HANDLERS.clear()
    HANDLERS.update(before)
