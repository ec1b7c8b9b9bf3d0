import pytest

from tests.smart_shelf.shelves import TYPES, WEIGHTS
from tests.types import Configure


@pytest.fixture(autouse=True)
def usual_rules(configure: Configure) -> None:
    """Whatever this business has decided."""
    configure("device", types=TYPES, keep_for="90d", late_for="1d", ahead_for="5m", command_timeout="30s")
    configure("inventory", low_at=5, uncounted="sold_out")
    configure("smart_shelf", weights=WEIGHTS, tolerance=20, keep_for="365d")
