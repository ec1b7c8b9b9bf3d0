from datetime import UTC, datetime

import pytest

from app.contracts.booking import ATTENDEES, OnlyOneself
from tests.types import Configure, Hand

MONDAY = datetime(2026, 11, 23, 0, 0, tzinfo=UTC)
"""Eight in the morning, in China."""


@pytest.fixture(autouse=True)
def rules(configure: Configure) -> None:
    """The rules that these tests count on, whatever the business's own are."""
    configure(
        "booking",
        ahead="14d",
        notice="30m",
        hold="10m",
        cancel_until="2h",
        moves=2,
        check_in_from="2h",
        no_show_after="30m",
        no_shows=3,
        no_shows_within="90d",
        remind_before="24h",
        max_open=5,
    )


@pytest.fixture(autouse=True)
def oneself(monkeypatch: pytest.MonkeyPatch) -> None:
    """Customers come themselves, whoever else is kept of them here."""
    alone = OnlyOneself()
    monkeypatch.setattr(ATTENDEES, "one", lambda _default: alone)


@pytest.fixture
def monday(clock_hand: Hand) -> Hand:
    clock_hand.time = MONDAY
    return clock_hand
