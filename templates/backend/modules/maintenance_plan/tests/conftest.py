import pytest

from tests.types import Configure
from tests.work_order.workshop import RULES


@pytest.fixture(autouse=True)
def usual_rules(configure: Configure) -> None:
    """Whatever this business has decided."""
    configure("work_order", **RULES)
    configure("maintenance_plan", ahead="3d")
