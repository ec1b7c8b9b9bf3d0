import pytest

from tests.types import Configure


@pytest.fixture(autouse=True)
def usual_rules(configure: Configure) -> None:
    """Whatever this shop has decided."""
    configure("multi_store", listed=50, closed="show")
