"""A batch of one of the shop's SKUs is called as the SKU is."""

from app.core.database import Database
from tests.catalog.factory import spu
from tests.keys import new_key
from tests.traceability.batches import BASE, EVERYTHING, FACTS, created, sees
from tests.types import AsStaff


async def test_a_sku_says_what_it_is(as_staff: AsStaff, database: Database) -> None:
    boss, made = await as_staff(EVERYTHING), await spu(database, name="明前龙井", specs={"规格": ["100g", "250g"]})
    seen = await sees(boss, await created(boss, item="", sku_id=made.sku_ids[1]))
    assert (seen["item"], seen["sku_id"]) == ("明前龙井 250g", made.sku_ids[1])
    body = {**FACTS, "number": "B-2", "sku_id": made.sku_ids[1] + 100}
    refused = await boss.client.post(BASE, json=body, headers=new_key())
    assert (refused.status_code, refused.json()["code"]) == (422, "BATCH_ITEM_UNKNOWN")
