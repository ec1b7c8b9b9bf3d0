import pytest

from tests.types import Configure


@pytest.fixture(autouse=True)
def rules(configure: Configure) -> None:
    """The rules that these tests count on, whatever the shop's own are."""
    configure("invoice", begins="completed", window="180d", companies=True)
    configure("order", payment_timeout="30m", max_open_orders=5, max_lines=50, address="required")
    configure("inventory", uncounted="unlimited")
