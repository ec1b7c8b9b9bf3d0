"""What came in goes to the ERP, once for each delivery."""

from app.core.database import Database
from devtools.erp_connector.standin import StandIn
from tests.erp_connector.erp import EVERYTHING, documents
from tests.purchase_order import ordered
from tests.types import AsStaff, AsUser, DrainJobs


async def test_taken_in_and_booked(
    as_staff: AsStaff, as_user: AsUser, database: Database, drain_jobs: DrainJobs, erp: StandIn
) -> None:
    boss = await as_staff(EVERYTHING, ordered.EVERYTHING)
    supplier_id, _ = await ordered.seller(as_user, database)
    order_id = await ordered.placed(boss, supplier_id)
    (await ordered.receives(boss, order_id, 100, 0, lot="B2611")).raise_for_status()
    (await ordered.receives(boss, order_id, 100, 33)).raise_for_status()
    await drain_jobs()
    worth = [100 * 380, 100 * 380 + 33 * 125]
    assert sorted(booked.amount_fen for _, booked in erp.booked.values()) == worth
    assert {(sent["kind_label"], sent["status"]) for sent in await documents(boss)} == {("采购收货", "sent")}
    lots = [line["lot"] for _, booked in erp.booked.values() for line in booked.content["lines"]]
    assert sorted(lots) == ["", "", "B2611"]
