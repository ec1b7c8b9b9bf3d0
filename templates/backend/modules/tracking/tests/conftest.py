from collections.abc import Iterator

import pytest

from app.core import clock
from tests.tracking.declared import declared
from tests.types import Configure, Hand


@pytest.fixture(autouse=True)
def tracks(configure: Configure) -> Iterator[None]:
    """What these tests note, whatever the shop does."""
    configure("tracking", funnels=[], keep_for="180d")
    with declared():
        yield


@pytest.fixture
def noon(clock_hand: Hand) -> Hand:
    """A clock that stands a few minutes after twelve o'clock in Beijing."""
    clock_hand.time = clock.now().replace(hour=4, minute=34, second=56, microsecond=0)
    return clock_hand
