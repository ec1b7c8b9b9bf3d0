"""A paid order goes to the ERP, once, and without what it says about its customer."""

import pytest

from app.contracts.payment import PAYMENT, NobodyCollects
from app.core.context import SYSTEM
from app.core.database import Database
from app.modules.order import moves
from devtools.erp_connector.standin import Control, StandIn
from tests.catalog.factory import spu
from tests.erp_connector.erp import EVERYTHING, documents
from tests.order.factory import place
from tests.types import AsStaff, AsUser, Configure, DrainJobs, Hand


@pytest.fixture(autouse=True)
def anything_can_be_bought(configure: Configure, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever this shop has decided, and whether or not stock is kept."""
    configure("order", payment_timeout="30m", max_open_orders=5, max_lines=50, address="required")
    configure("inventory", uncounted="unlimited")
    monkeypatch.setattr(PAYMENT, "one", lambda _default: NobodyCollects())


async def test_paid_and_booked(  # noqa: PLR0917  # all that it takes
    as_staff: AsStaff,
    as_user: AsUser,
    database: Database,
    drain_jobs: DrainJobs,
    erp: StandIn,
    clock_hand: Hand,
) -> None:
    boss = await as_staff(EVERYTHING)
    order = await place(await as_user(consents=("address",)), (await spu(database)).sku_id)
    await drain_jobs()
    assert await documents(boss) == []
    erp.control = Control(fail=3)
    async with database.begin() as session:
        assert await moves.pay(session, int(order["id"]), SYSTEM)
    for _ in range(5):
        await drain_jobs(failing=True)
        clock_hand.advance(minutes=2)
    [sent] = await documents(boss)
    assert (sent["kind_label"], sent["number"], sent["status"]) == ("销售订单", order["order_no"], "sent")
    [(erp_number, booked)] = erp.booked.values()
    assert (erp_number, booked.amount_fen) == (sent["erp_number"], order["payable_fen"])
    assert booked.content.keys() == {"goods_fen", "discount_fen", "freight_fen", "paid_at", "lines"}
