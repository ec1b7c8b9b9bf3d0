import pytest

from tests.alert.alarms import RULES
from tests.device.machines import TYPES
from tests.types import Configure


@pytest.fixture(autouse=True)
def usual_rules(configure: Configure) -> None:
    """Whatever this business has decided."""
    configure("device", types=TYPES, keep_for="90d", late_for="1d", ahead_for="5m", command_timeout="30s")
    configure("alert", rules=RULES, keep_for="365d")
