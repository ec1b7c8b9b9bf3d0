"""What a customer asks the money back for does not leave any more."""

import sqlalchemy as sa

from app.contracts.aftersale import AftersaleCompleted
from app.core.database import Database
from app.core.events import emit
from app.modules.aftersale.models import LineBalance
from tests.aftersale.factory import asked
from tests.delivery.parcels import SF, Waiting, pack, waiting
from tests.types import AsStaff, AsUser, DrainJobs


async def refunded(database: Database, order: Waiting, line: int) -> None:
    """As the case leaves it behind when the money has arrived."""
    async with database.begin() as session:
        mine = sa.update(LineBalance).where(LineBalance.line_id == order.line_ids[line])
        await session.execute(mine.values(refunded_quantity=LineBalance.open_quantity, open_quantity=0))
        await emit(session, AftersaleCompleted(1, "A1", order.id, order.customer.id, "refund_only", 100))


async def test_only_the_rest_leaves(
    as_user: AsUser, as_staff: AsStaff, database: Database, drain_jobs: DrainJobs
) -> None:
    order = await waiting(as_user, database, drain_jobs, lines=2, quantity=2)
    clerk = await as_staff("delivery.*")
    await asked(order.customer, {"id": order.id, "line_ids": order.line_ids}, "refund_only", 0, 1)
    assert [piece["quantity"] for piece in (await order.seen())["left"]] == [2, 1]

    too_much = await pack(clerk, order.id, pieces=[{"order_line_id": order.line_ids[1], "quantity": 2}], **SF)
    assert (too_much.status_code, too_much.json()["code"]) == (409, "TOO_MUCH_TO_SHIP")
    parcel = (await pack(clerk, order.id, **SF)).raise_for_status().json()
    assert [piece["quantity"] for piece in parcel["pieces"]] == [2, 1]
    assert await order.status() == "to_ship", "the case may still be refused"

    await refunded(database, order, 1)
    await drain_jobs()
    assert await order.status() == "shipped"


async def test_the_last_parcel_after_the_refund(
    as_user: AsUser, as_staff: AsStaff, database: Database, drain_jobs: DrainJobs
) -> None:
    order = await waiting(as_user, database, drain_jobs, lines=2)
    await asked(order.customer, {"id": order.id, "line_ids": order.line_ids}, "refund_only", 0, 1)
    await refunded(database, order, 1)
    await drain_jobs()
    assert await order.status() == "to_ship"
    (await pack(await as_staff("delivery.*"), order.id, **SF)).raise_for_status()
    assert await order.status() == "shipped"


async def test_a_parcel_with_something_refunded_stays(
    as_user: AsUser, as_staff: AsStaff, database: Database, drain_jobs: DrainJobs
) -> None:
    order = await waiting(as_user, database, drain_jobs, quantity=2)
    clerk = await as_staff("delivery.*")
    parcel = (await pack(clerk, order.id)).raise_for_status().json()["id"]
    await asked(order.customer, {"id": order.id, "line_ids": order.line_ids}, "refund_only", 1)
    await refunded(database, order, 0)
    await drain_jobs()
    refused = await clerk.client.post(f"/staff/shipments/{parcel}/send", json=SF)
    assert (refused.status_code, refused.json()["code"]) == (409, "REFUNDED_INSIDE")
    (await clerk.client.post(f"/staff/shipments/{parcel}/unpack")).raise_for_status()
    sent = (await pack(clerk, order.id, **SF)).raise_for_status().json()
    assert [piece["quantity"] for piece in sent["pieces"]] == [1]
    assert await order.status() == "shipped"
