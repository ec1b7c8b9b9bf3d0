"""Several members of staff send the same order at once, from several processes."""

import asyncio
import sys

import sqlalchemy as sa

from app.core.database import Database
from app.core.settings import BACKEND
from app.modules.delivery.models import Shipment, ToShip
from app.modules.order.models import OrderHistory
from tests.delivery.parcels import waiting
from tests.types import AsUser, DrainJobs

PROCESSES, TRIES, PIECES = 4, 4, 7


async def test_each_piece_leaves_once(as_user: AsUser, database: Database, drain_jobs: DrainJobs) -> None:
    order = await waiting(as_user, database, drain_jobs, quantity=PIECES)
    racers = [
        await asyncio.create_subprocess_exec(
            sys.executable, "-m", "tests.delivery.racer",
            database.url, str(order.id), str(order.line_ids[0]), str(TRIES), str(number),
            cwd=BACKEND, stdin=asyncio.subprocess.PIPE, stdout=asyncio.subprocess.PIPE,
        )
        for number in range(PROCESSES)
    ]  # fmt: skip
    results = await asyncio.gather(*(racer.communicate(b"go\n") for racer in racers))
    assert [racer.returncode for racer in racers] == [0] * PROCESSES
    assert sum(int(out) for out, _ in results) == PIECES
    async with database.read() as session:
        row = await session.get_one(ToShip, order.line_ids[0])
        assert (row.packed, row.shipped) == (PIECES, PIECES)
        assert await session.scalar(sa.select(sa.func.count()).select_from(Shipment)) == PIECES
        shipped = OrderHistory.status == "shipped"
        assert await session.scalar(sa.select(sa.func.count()).select_from(OrderHistory).where(shipped)) == 1
    assert await order.status() == "shipped"
