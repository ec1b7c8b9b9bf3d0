import pytest

from tests.types import Configure


@pytest.fixture(autouse=True)
def rules(configure: Configure) -> None:
    """The rules that these tests count on, whatever the shop's own are."""
    configure("survey", window="14d", low_score=6, question="您愿意推荐本店吗？")
    configure("order", payment_timeout="30m", max_open_orders=5, max_lines=50, address="required")
    configure("inventory", uncounted="unlimited")
