import pytest

from app.core.database import Database
from tests.catalog.factory import Made
from tests.inventory.shelf import stocked
from tests.order.with_cart__inventory__payment.buying import PIECES
from tests.types import AsUser, Person


@pytest.fixture
async def tea(database: Database) -> Made:
    """A product with ten pieces of its one SKU."""
    return await stocked(database, PIECES)


@pytest.fixture
async def customer(as_user: AsUser) -> Person:
    return await as_user(consents=("address",))
