import pytest

from app.core import clock
from tests.types import Configure, Hand


@pytest.fixture(autouse=True)
def rules(configure: Configure) -> None:
    """The rules that these tests count on, whatever the shop's own are."""
    configure("messaging", daily_limit=10, marketing_daily_limit=1, quiet_hours="", keep_for="180d")


@pytest.fixture
def noon(clock_hand: Hand) -> Hand:
    """A clock that stands at twelve o'clock in Beijing."""
    clock_hand.time = clock.now().replace(hour=4, minute=0, second=0, microsecond=0)
    return clock_hand
