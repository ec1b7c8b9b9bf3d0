import pytest

from tests.price_tag.tags import TAGS, TYPES
from tests.types import Configure


@pytest.fixture(autouse=True)
def usual_rules(configure: Configure) -> None:
    """Whatever this business has decided."""
    configure("device", types=TYPES, keep_for="90d", late_for="1d", ahead_for="5m", command_timeout="30s")
    configure("price_tag", tags=TAGS, late_after="5m")
