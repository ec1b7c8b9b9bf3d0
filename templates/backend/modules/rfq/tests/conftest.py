import pytest

from tests.types import Configure


@pytest.fixture(autouse=True)
def usual_rules(configure: Configure) -> None:
    """Whatever this business has decided."""
    configure("rfq", files=2)
