"""Goods that come back are on the shelf again, once, if they can be sold."""

import sqlalchemy as sa

from app.core.database import Database
from app.modules.inventory.models import Move
from tests.aftersale.factory import act, arrived, asked, bought, done, send_back
from tests.inventory.shelf import check_books, counts, put_in, stocked
from tests.types import AsStaff, AsUser, DrainJobs


async def test_what_was_never_sent_is_back_at_once(
    as_user: AsUser, as_staff: AsStaff, database: Database, drain_jobs: DrainJobs
) -> None:
    person, clerk = await as_user(consents=("address",)), await as_staff("aftersale.*")
    sku_id = (await stocked(database, 10)).sku_id
    order = await bought(person, database, sku_id, quantity=3)
    assert await counts(database, sku_id) == (7, 0)
    paid_fen = 0
    for pieces, there in ((1, 8), (2, 10)):
        case = await asked(person, order, "refund_only", pieces)
        fen = (await done(clerk, case, "agree"))["refund_fen"]
        assert await counts(database, sku_id) == (there, 0)
        paid_fen += fen
        await arrived(database, order["id"], f"aftersale:{case}:1", fen, paid_fen)
        await drain_jobs()
        assert await counts(database, sku_id) == (there, 0)  # the cancellation gives back only what is left
    assert (await person.client.get(f"/orders/{order['id']}")).json()["status"] == "canceled"
    await check_books(database, sku_id)


async def test_the_rest_comes_back_with_the_order(
    as_user: AsUser, as_staff: AsStaff, database: Database, drain_jobs: DrainJobs
) -> None:
    person, clerk = await as_user(consents=("address",)), await as_staff("aftersale.*")
    sku_id = (await stocked(database, 10)).sku_id
    order = await bought(person, database, sku_id, quantity=3)
    case = await asked(person, order, "refund_only", 1)
    fen = (await done(clerk, case, "agree"))["refund_fen"]
    await arrived(database, order["id"], f"aftersale:{case}:1", fen)
    await arrived(database, order["id"], "staff:K1", fen * 2, fen * 3)
    await drain_jobs()
    assert await counts(database, sku_id) == (10, 0)
    await check_books(database, sku_id)


async def test_only_what_can_be_sold_again(as_user: AsUser, as_staff: AsStaff, database: Database) -> None:
    person, clerk = await as_user(consents=("address",)), await as_staff("aftersale.*")
    sku_id = (await stocked(database, 10)).sku_id
    order = await bought(person, database, sku_id, quantity=3, status="shipped")
    for sellable, there in ((True, 8), (False, 8)):
        case = await asked(person, order, "return_refund", 1)
        await done(clerk, case, "agree")
        await send_back(person, case)
        assert await counts(database, sku_id) == (7 if sellable else 8, 0)
        await done(clerk, case, "receive", sellable=sellable)
        assert await counts(database, sku_id) == (there, 0)
    async with database.read() as session:
        reasons = await session.scalars(sa.select(Move.reason).where(Move.subject == "aftersale"))
        assert list(reasons) == ["returned"]
    await check_books(database, sku_id)


async def test_an_exchange_takes_new_goods(as_user: AsUser, as_staff: AsStaff, database: Database) -> None:
    person, clerk = await as_user(consents=("address",)), await as_staff("aftersale.*")
    sku_id = (await stocked(database, 2)).sku_id
    order = await bought(person, database, sku_id, quantity=2, status="shipped")
    case = await asked(person, order, "exchange", 1)
    await done(clerk, case, "agree")
    await send_back(person, case)
    await done(clerk, case, "receive", sellable=False)
    waybill = {"courier": "顺丰速运", "tracking_no": "SF12345"}
    refused = await act(clerk, case, "reship", **waybill)
    assert (refused.status_code, refused.json()["code"]) == (409, "OUT_OF_STOCK")
    await put_in(database, sku_id, 1)
    assert (await done(clerk, case, "reship", **waybill))["status"] == "reshipped"
    assert await counts(database, sku_id) == (0, 0)
    await check_books(database, sku_id)
