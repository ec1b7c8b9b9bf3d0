import pytest

from tests.types import Configure


@pytest.fixture(autouse=True)
def goods_without_count(configure: Configure) -> None:
    """What nobody has counted can be sold, whether or not stock is kept at all."""
    configure("inventory", uncounted="unlimited")
