"""What came in waits for its inspection, every line of a delivery once."""

from app.core.database import Database
from tests.purchase_order import ordered
from tests.qc.inspections import BASE, EVERYTHING
from tests.types import AsStaff, AsUser, DrainJobs


async def test_a_delivery_is_inspected(
    as_staff: AsStaff, as_user: AsUser, database: Database, drain_jobs: DrainJobs
) -> None:
    boss = await as_staff(*EVERYTHING, ordered.EVERYTHING)
    supplier_id, _ = await ordered.seller(as_user, database)
    order_id = await ordered.placed(boss, supplier_id)
    (await ordered.receives(boss, order_id, 100, 33, lot="B2611")).raise_for_status()
    await drain_jobs()
    found = (await boss.client.get(BASE)).raise_for_status().json()["items"]
    assert sorted((one["item"], one["lot"]) for one in found) == [("深沟球轴承 6204", "B2611"), ("骨架油封", "B2611")]
