import pytest

from tests.types import Configure


@pytest.fixture(autouse=True)
def rules(configure: Configure) -> None:
    """The rules that these tests count on, whatever the shop's own are."""
    configure("coupon", expires_soon="3d", return_after_refund=True)
    configure("order", payment_timeout="30m", max_open_orders=50, max_lines=50, address="required")
    configure("inventory", uncounted="unlimited")
    configure("delivery", freight="0", free_from="0")
