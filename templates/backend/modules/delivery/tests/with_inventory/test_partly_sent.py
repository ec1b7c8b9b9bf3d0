"""The money of an order goes back of which some has left: what has left is with the customer, not on the shelf."""

from app.core.context import SYSTEM
from app.core.database import Database
from app.core.errors import AppError
from app.modules.delivery import shipping
from app.modules.order import moves
from tests.delivery.parcels import CLERK, Waiting, paid
from tests.inventory.shelf import check_books, counts, stocked
from tests.order.factory import place
from tests.racing import race
from tests.types import AsUser, DrainJobs


async def send(database: Database, order: Waiting, line: int, pieces: int) -> None:
    """A parcel with some of one line leaves."""
    async with database.begin() as session:
        shipment = await shipping.pack(session, CLERK, order.id, {order.line_ids[line]: pieces})
        await shipping.send(session, CLERK, shipment.id, "SF", "SF1234567890")


async def all_refunded(database: Database, order_id: int, payable_fen: int) -> None:
    """As when staff give everything back at once, without a case."""
    async with database.begin() as session:
        await moves.refunded(session, order_id, payable_fen)


async def test_only_what_is_still_here_is_on_the_shelf_again(
    as_user: AsUser, database: Database, drain_jobs: DrainJobs
) -> None:
    customer = await as_user(consents=("address",))
    made = await stocked(database, 10, 10)
    placed = await place(customer, *made.sku_ids, quantity=3)
    order = await paid(customer, placed["id"], database, drain_jobs)
    await send(database, order, 0, 3)
    await send(database, order, 1, 1)
    async with database.begin() as session:  # packed, and on the counter
        await shipping.pack(session, CLERK, order.id, {order.line_ids[1]: 1})
    await all_refunded(database, order.id, placed["payable_fen"])
    await drain_jobs()
    assert await order.status() == "canceled"
    assert [await counts(database, sku_id) for sku_id in made.sku_ids] == [(7, 0), (9, 0)]
    await all_refunded(database, order.id, placed["payable_fen"])
    await drain_jobs()
    assert [await counts(database, sku_id) for sku_id in made.sku_ids] == [(7, 0), (9, 0)]
    for sku_id in made.sku_ids:
        await check_books(database, sku_id)


PIECES = 6


async def send_and_refund(database: Database, order_id: int, line_id: int, pieces: int, refund_fen: int) -> int:
    """Sends so many pieces, one in a parcel, then gives `refund_fen` back, if any; how many left."""
    left = 0
    for number in range(pieces):
        try:
            async with database.begin() as session:
                shipment = await shipping.pack(session, SYSTEM, order_id, {line_id: 1})
                await shipping.send(session, SYSTEM, shipment.id, "SF", f"SF12345678{number}")
        except AppError:
            break
        left += 1
    if refund_fen:
        await all_refunded(database, order_id, refund_fen)
    return left


async def test_a_refund_while_parcels_leave(as_user: AsUser, database: Database, drain_jobs: DrainJobs) -> None:
    """A piece has left or is on the shelf, whoever was faster."""
    customer = await as_user(consents=("address",))
    sku_id = (await stocked(database, PIECES)).sku_id
    placed = await place(customer, sku_id, quantity=PIECES)
    order = await paid(customer, placed["id"], database, drain_jobs)
    line_id = order.line_ids[0]
    calls = [[(order.id, line_id, PIECES - 1, 0)], [(order.id, line_id, 1, placed["payable_fen"])]]
    left = sum(await race(database, send_and_refund, calls))
    await drain_jobs()
    assert 1 <= left <= PIECES
    assert await counts(database, sku_id) == (PIECES - left, 0)
    await check_books(database, sku_id)
