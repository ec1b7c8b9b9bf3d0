"""The message arrives, and leads to the order."""

from app.core.database import Database
from tests.purchase_order.ordered import EVERYTHING, placed, seller
from tests.types import AsStaff, AsUser, DrainJobs


async def test_there_is_an_order(as_staff: AsStaff, as_user: AsUser, database: Database, drain_jobs: DrainJobs) -> None:
    boss, (supplier_id, person) = await as_staff(EVERYTHING), await seller(as_user, database)
    order_id = await placed(boss, supplier_id)
    await drain_jobs()
    [told] = (await person.client.get("/messages")).raise_for_status().json()["items"]
    path = f"modules/purchase_order/pages/detail/index?id={order_id}"
    assert (told["title"], told["path"]) == ("采购订单通知", path)
