"""How often something was sold is counted from paid orders."""

from app.contracts.order import OrderedLine, OrderPaid
from app.core.database import Database
from app.modules.catalog.events import count_sold
from app.modules.catalog.models import Spu
from tests.catalog.factory import spu


async def test_counts_every_piece_of_a_paid_order(database: Database) -> None:
    tea = await spu(database, specs={"规格": ["50g", "100g"]})
    cup = await spu(database, "盖碗")
    lines = (
        OrderedLine(tea.sku_ids[0], tea.id, 2, 13600),
        OrderedLine(tea.sku_ids[1], tea.id, 3, 20700),
        OrderedLine(cup.sku_id, cup.id, 1, 6800),
    )
    async with database.begin() as session:
        await count_sold(session, OrderPaid(1, "20260101", 1, 41100, lines))
    async with database.read() as session:
        counts = [(await session.get_one(Spu, made.id)).sold_count for made in (tea, cup)]
    assert counts == [5, 1]
