"""Who says to WeChat that he has the goods need not say it to the shop."""

import pytest

from app.contracts.shipping_info import ReceiptConfirmed
from app.core.database import Database
from app.core.events import emit
from tests.delivery.parcels import send_all, waiting
from tests.types import AsUser, DrainJobs


async def confirm(database: Database, order_id: int, *, by_customer: bool = True, subject: str = "order") -> None:
    async with database.begin() as session:
        await emit(session, ReceiptConfirmed(1, subject, order_id, by_customer))


@pytest.mark.parametrize(("by_customer", "note"), [(True, "在微信确认收货"), (False, "微信自动确认收货")])
async def test_the_order_is_done_once(
    as_user: AsUser, database: Database, drain_jobs: DrainJobs, note: str, *, by_customer: bool
) -> None:
    order = await waiting(as_user, database, drain_jobs)
    await confirm(database, order.id, by_customer=by_customer)
    await drain_jobs()
    assert await order.status() == "to_ship", "it has not left"
    await send_all(database, order.id)
    await confirm(database, order.id, subject="gift")
    await drain_jobs()
    assert await order.status() == "shipped"
    for _ in range(2):
        await confirm(database, order.id, by_customer=by_customer)
        await drain_jobs()
        history = (await order.customer.client.get(f"/orders/{order.id}")).json()["history"]
        assert [(row["actor"], row["note"]) for row in history if row["status"] == "completed"] == [("wechat", note)]
