import pytest

from tests.qc.inspections import PLANS
from tests.types import Configure


@pytest.fixture(autouse=True)
def usual_rules(configure: Configure) -> None:
    """Whatever this business has decided."""
    configure("qc", plans=PLANS)
    configure("traceability", labels=24)
