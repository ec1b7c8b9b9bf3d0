import pytest

from tests.types import Configure


@pytest.fixture(autouse=True)
def usual_rules(configure: Configure) -> None:
    """Whatever this shop has decided; and what nobody has counted can be sold, whether or not stock is kept at all."""
    configure("store_pickup", offered=10, wrong_codes=10)
    configure("multi_store", listed=50, closed="show")
    configure("delivery", freight="8", free_from="0", auto_complete="10d", track_every="2h")
    configure("order", payment_timeout="30m", max_open_orders=5, max_lines=50, address="required")
    configure("inventory", uncounted="unlimited", low_at=5)
