import pytest

from tests.types import Configure


@pytest.fixture(autouse=True)
def rules(configure: Configure) -> None:
    """The rules that these tests count on, whatever the shop's own are."""
    configure("bargain", buy_at="floor", helps_per_day=100)
    configure("activity", accounts_per_phone=0, accounts_per_address=0)
    configure("order", payment_timeout="30m", max_open_orders=5, max_lines=50, address="required")
    configure("delivery", freight="0", free_from="0")
    configure("inventory", uncounted="unlimited")
