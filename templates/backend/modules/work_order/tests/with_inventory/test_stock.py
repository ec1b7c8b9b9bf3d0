"""Parts come from the shop's own stock, and go back there when they were written down by mistake."""

from app.core.database import Database
from tests.inventory.shelf import counts, stocked
from tests.keys import new_key
from tests.types import AsStaff
from tests.work_order.workshop import BASE, EVERYTHING, in_progress


async def test_a_part_leaves_the_stock_and_comes_back(as_staff: AsStaff, database: Database) -> None:
    boss, sku_id = await as_staff(EVERYTHING), (await stocked(database, 5)).sku_id
    url = f"{BASE}/{await in_progress(boss, boss)}/entries"
    part = {"kind": "part", "text": "轴承", "quantity": 3, "sku_id": sku_id, "cost_fen": 11400}
    key = new_key()
    for _ in range(2):
        made = (await boss.client.post(url, json=part, headers=key)).raise_for_status().json()
    assert await counts(database, sku_id) == (2, 0)
    short = await boss.client.post(url, json=part, headers=new_key())
    assert (short.status_code, short.json()["code"]) == (409, "OUT_OF_STOCK")
    assert await counts(database, sku_id) == (2, 0)
    for status in (204, 404):
        assert (await boss.client.delete(f"{url}/{made['id']}")).status_code == status
    assert await counts(database, sku_id) == (5, 0)
