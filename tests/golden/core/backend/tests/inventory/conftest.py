import pytest

from tests.types import Configure


@pytest.fixture(autouse=True)
def rules(configure: Configure) -> None:
    """The rules that these tests count on, whatever the shop's own are."""
    configure("inventory", low_at=5, uncounted="sold_out")
