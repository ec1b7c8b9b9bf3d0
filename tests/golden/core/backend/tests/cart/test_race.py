"""One cart, filled from several processes at once."""

from app.core.database import Database
from app.modules.cart import service
from app.modules.cart.errors import CartFull
from app.modules.cart.schemas import AddIn
from tests.catalog.factory import spu
from tests.racing import race
from tests.types import AsUser, Configure

PROCESSES, SKUS_EACH, MAX_LINES = 4, 6, 5


async def add(database: Database, user_id: int, sku_id: int) -> int | None:
    """The SKU, if it found a place."""
    try:
        async with database.begin() as session:
            await service.add(session, user_id, AddIn(sku_id=sku_id, quantity=1))
    except CartFull:
        return None
    return sku_id


async def test_never_more_lines_than_fit(as_user: AsUser, database: Database, configure: Configure) -> None:
    user = await as_user()
    sizes = [f"{number}g" for number in range(PROCESSES * SKUS_EACH)]
    sku_ids = (await spu(database, specs={"规格": sizes})).sku_ids
    configure("cart", max_lines=MAX_LINES)
    configure("inventory", uncounted="unlimited")
    calls = [[(user.id, sku_id) for sku_id in sku_ids[n::PROCESSES]] for n in range(PROCESSES)]
    added = [sku_id for sku_id in await race(database, add, calls) if sku_id]
    items = (await user.client.get("/cart")).json()["items"]
    assert len(added) == MAX_LINES
    assert {item["sku_id"] for item in items} == set(added)
