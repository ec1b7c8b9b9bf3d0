import pytest

from tests.types import Configure


@pytest.fixture(autouse=True)
def usual_rules(configure: Configure) -> None:
    """Whatever this business has decided."""
    configure("purchase_order", over_receipt_percent=5, over_billing_percent=1, photos=2)
