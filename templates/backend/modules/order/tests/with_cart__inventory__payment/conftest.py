import pytest

from app.core.context import SYSTEM
from app.core.database import Database
from app.modules.inventory import service as stock
from app.modules.inventory.schemas import AdjustIn
from tests.catalog.factory import Made, spu
from tests.order.with_cart__inventory__payment.buying import PIECES
from tests.types import AsUser, Person


@pytest.fixture
async def tea(database: Database) -> Made:
    """A product with ten pieces of its one SKU."""
    made = await spu(database, "西湖龙井", price_fen=6800)
    async with database.begin() as session:
        await stock.adjust(session, SYSTEM, made.sku_id, AdjustIn(change=PIECES, reason="received"))
    return made


@pytest.fixture
async def customer(as_user: AsUser) -> Person:
    return await as_user(consents=("address",))
