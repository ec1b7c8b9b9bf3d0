import pytest

from app.contracts.booking import ATTENDEES, OnlyOneself
from tests.booking.conftest import MONDAY
from tests.types import Configure, Hand


@pytest.fixture(autouse=True)
def rules(configure: Configure) -> None:
    """The rules that these tests count on, whatever the clinic's own are."""
    configure("practitioner", follow_ups=1, follow_ups_within="7d")
    configure("booking", ahead="14d", notice="30m", hold="10m", cancel_until="2h", check_in_from="2h", max_open=5)


@pytest.fixture(autouse=True)
def oneself(monkeypatch: pytest.MonkeyPatch) -> None:
    """Patients come themselves, whoever else is kept of them here."""
    alone = OnlyOneself()
    monkeypatch.setattr(ATTENDEES, "one", lambda _default: alone)


@pytest.fixture
def monday(clock_hand: Hand) -> Hand:
    clock_hand.time = MONDAY
    return clock_hand
