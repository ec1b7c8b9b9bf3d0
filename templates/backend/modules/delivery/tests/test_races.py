"""Several members of staff send the same order at once, from several processes."""

import sqlalchemy as sa

from app.core.context import SYSTEM
from app.core.database import Database
from app.core.errors import AppError
from app.modules.delivery import shipping
from app.modules.delivery.models import Shipment, ToShip
from app.modules.order.models import OrderHistory
from tests.delivery.parcels import waiting
from tests.racing import race
from tests.types import AsUser, DrainJobs

PROCESSES, TRIES, PIECES = 4, 4, 7


async def send_often(database: Database, order_id: int, line_id: int, name: int) -> int:
    """Packs a piece of the line and sends it, `TRIES` times; how many left."""
    left = 0
    for number in range(TRIES):
        try:
            async with database.begin() as session:
                shipment = await shipping.pack(session, SYSTEM, order_id, {line_id: 1})
                await shipping.send(session, SYSTEM, shipment.id, "SF", f"SF{name}{number:06}")
        except AppError:
            continue
        left += 1
    return left


async def test_each_piece_leaves_once(as_user: AsUser, database: Database, drain_jobs: DrainJobs) -> None:
    order = await waiting(as_user, database, drain_jobs, quantity=PIECES)
    line_id = order.line_ids[0]
    left = await race(database, send_often, [[(order.id, line_id, name)] for name in range(PROCESSES)])
    assert sum(left) == PIECES
    async with database.read() as session:
        row = await session.get_one(ToShip, order.line_ids[0])
        assert (row.packed, row.shipped) == (PIECES, PIECES)
        assert await session.scalar(sa.select(sa.func.count()).select_from(Shipment)) == PIECES
        shipped = OrderHistory.status == "shipped"
        assert await session.scalar(sa.select(sa.func.count()).select_from(OrderHistory).where(shipped)) == 1
    assert await order.status() == "shipped"
