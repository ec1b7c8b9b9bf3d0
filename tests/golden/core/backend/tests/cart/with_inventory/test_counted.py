"""The cart against a stock that is really counted."""

from app.core.context import SYSTEM
from app.core.database import Database
from app.modules.inventory import service
from app.modules.inventory.counting import CountedStock
from app.modules.inventory.schemas import AdjustIn
from tests.catalog.factory import spu
from tests.keys import new_key
from tests.types import AsUser


async def test_others_take_the_pieces_away(as_user: AsUser, database: Database) -> None:
    user = await as_user()
    sku_id = (await spu(database)).sku_id
    async with database.begin() as session:
        await service.adjust(session, SYSTEM, sku_id, AdjustIn(change=5, reason="received"))
    item = {"sku_id": sku_id, "quantity": 3}
    (line,) = (await user.client.post("/cart/items", json=item, headers=new_key())).json()["items"]
    assert (line["available"], line["problem"]) == (5, None)
    assert (await user.client.post("/cart/items", json=item, headers=new_key())).json()["code"] == "OUT_OF_STOCK"
    async with database.begin() as session:
        await CountedStock().reserve(session, "order", 1, {sku_id: 4})
    (line,) = (await user.client.get("/cart")).json()["items"]
    assert (line["available"], line["problem"]) == (1, "short")
