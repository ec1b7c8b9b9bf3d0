"""Points for tests, the orders they come from, and a look at the books."""

from collections.abc import Sequence
from itertools import count
from typing import Any

import sqlalchemy as sa

from app.core.context import SYSTEM
from app.core.database import Database
from app.modules.order import moves
from app.modules.points import lots
from app.modules.points.ledger import ADJUSTED, Cause
from app.modules.points.models import Account, Lot, OrderPoints, PointsEntry, Use
from app.modules.points.service import credit
from tests.types import DrainJobs, Person

_numbers = count(1)


async def give(database: Database, person: Person, points: int) -> None:
    async with database.begin() as session:
        await credit(session, person.id, points, Cause(ADJUSTED, f"test-{next(_numbers)}"))


async def pay(database: Database, order: dict[str, Any]) -> None:
    async with database.begin() as session:
        assert await moves.pay(session, order["id"], SYSTEM)


async def complete(database: Database, order: dict[str, Any], drain_jobs: DrainJobs) -> None:
    """The order is paid and done."""
    await pay(database, order)
    async with database.begin() as session:
        await moves.complete(session, order["id"], SYSTEM)
    await drain_jobs()


async def refund(database: Database, order: dict[str, Any], total_fen: int, drain_jobs: DrainJobs) -> None:
    """So much of the order has been given back so far."""
    async with database.begin() as session:
        await moves.refunded(session, order["id"], total_fen)
    await drain_jobs()


async def usable(database: Database, person: Person) -> int:
    async with database.read() as session:
        return await lots.available(session, person.id)


async def balance(database: Database, person: Person) -> int:
    async with database.read() as session:
        return await session.scalar(sa.select(Account.balance).where(Account.user_id == person.id)) or 0


async def owed(database: Database, person: Person) -> int:
    async with database.read() as session:
        return await session.scalar(sa.select(Account.owed).where(Account.user_id == person.id)) or 0


async def entries(database: Database, person: Person) -> Sequence[tuple[str, int]]:
    """(what for, how many), the oldest first."""
    query = (
        sa.select(PointsEntry.biz_type, PointsEntry.points)
        .where(PointsEntry.user_id == person.id)
        .order_by(PointsEntry.seq)
    )
    async with database.read() as session:
        return [(biz_type, points) for biz_type, points in await session.execute(query)]


async def check_books(database: Database) -> None:
    """Ledger, balances, lots and orders all say the same."""
    async with database.read() as session:
        for account in await session.scalars(sa.select(Account)):
            mine = PointsEntry.user_id == account.user_id
            assert (
                await session.scalar(sa.select(sa.func.sum(PointsEntry.points)).where(mine))
                == account.balance - account.owed
            )
            left = sa.select(sa.func.coalesce(sa.func.sum(Lot.left), 0)).where(Lot.user_id == account.user_id)
            assert await session.scalar(left) == account.balance
        for order in await session.scalars(sa.select(OrderPoints)):
            query = sa.select(PointsEntry.biz_type, sa.func.sum(PointsEntry.points)).where(
                PointsEntry.order_id == order.order_id
            )
            told = dict((await session.execute(query.group_by(PointsEntry.biz_type))).all())
            assert -told.get("spent", 0) == order.spent
            assert told.get("returned", 0) + told.get("refunded", 0) == order.spent_back
            assert told.get("earned", 0) + told.get("reversed", 0) == (order.earned or 0) - order.earned_back
            used = sa.select(sa.func.coalesce(sa.func.sum(Use.points), 0), sa.func.coalesce(sa.func.sum(Use.back), 0))
            row = (await session.execute(used.where(Use.order_id == order.order_id))).one()
            assert tuple(row) == (order.spent, order.spent_back)
