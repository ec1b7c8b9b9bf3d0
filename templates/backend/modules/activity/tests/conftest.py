import pytest

from tests.types import Configure


@pytest.fixture(autouse=True)
def rules(configure: Configure) -> None:
    """The rules that these tests count on, whatever the shop's own are."""
    configure("activity", accounts_per_phone=2, accounts_per_address=1)
    configure("inventory", uncounted="unlimited")
