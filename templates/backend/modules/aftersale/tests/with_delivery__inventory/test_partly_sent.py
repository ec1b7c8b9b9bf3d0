"""A case about goods of which some have left: by itself comes back only what is still here."""

from app.core.database import Database
from app.modules.delivery import shipping
from tests.aftersale.factory import arrived, asked, done
from tests.delivery.parcels import CLERK, paid
from tests.inventory.shelf import check_books, counts, stocked
from tests.order.factory import place
from tests.types import AsStaff, AsUser, DrainJobs


async def test_what_has_left_is_not_on_the_shelf(
    as_user: AsUser, as_staff: AsStaff, database: Database, drain_jobs: DrainJobs
) -> None:
    person, clerk = await as_user(consents=("address",)), await as_staff("aftersale.*")
    sku_id = (await stocked(database, 10)).sku_id
    placed = await place(person, sku_id, quantity=3)
    order = await paid(person, placed["id"], database, drain_jobs)
    async with database.begin() as session:
        shipment = await shipping.pack(session, CLERK, order.id, {order.line_ids[0]: 1})
        await shipping.send(session, CLERK, shipment.id, "SF", "SF1234567890")
    asked_for = {"id": order.id, "line_ids": order.line_ids}
    paid_back = 0
    for pieces, there in ((1, 8), (2, 9)):
        case = await asked(person, asked_for, "refund_only", pieces)
        fen = (await done(clerk, case, "agree"))["refund_fen"]
        assert await counts(database, sku_id) == (there, 0)
        paid_back += fen
        await arrived(database, order.id, f"aftersale:{case}:1", fen, paid_back)
        await drain_jobs()
        assert await counts(database, sku_id) == (there, 0)
    assert paid_back == placed["payable_fen"]
    await check_books(database, sku_id)
