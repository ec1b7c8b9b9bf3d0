"""What comes in with a SKU can be sold or used; taken in once."""

from app.core.database import Database
from tests.inventory.shelf import check_books, counts, stocked
from tests.keys import new_key
from tests.purchase_order.ordered import EVERYTHING, LINES, STAFF, placed, receives, sees, seller
from tests.types import AsStaff, AsUser


async def test_into_the_stock(as_staff: AsStaff, as_user: AsUser, database: Database) -> None:
    boss, (supplier_id, _) = await as_staff(EVERYTHING), await seller(as_user, database)
    sku_id = (await stocked(database, 5)).sku_id
    order_id = await placed(boss, supplier_id, lines=[{**LINES[0], "sku_id": sku_id}])
    line_id = (await sees(boss, order_id))["lines"][0]["id"]
    key, body = new_key(), {"lines": [{"line_id": line_id, "quantity": 40}, {"line_id": line_id, "quantity": 60}]}
    for _ in range(2):
        (await boss.client.post(f"{STAFF}/{order_id}/receipts", json=body, headers=key)).raise_for_status()
    assert await counts(database, sku_id) == (105, 0)
    assert (await receives(boss, order_id, 111)).status_code == 422
    (await receives(boss, order_id, 110)).raise_for_status()
    assert await counts(database, sku_id) == (215, 0)
    await check_books(database, sku_id)
