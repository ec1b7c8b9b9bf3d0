"""Orders that make members grow, and a look at what they are."""

from typing import Any

import sqlalchemy as sa

from app.core import clock
from app.core.context import SYSTEM
from app.core.database import Database
from app.modules.member_tier import growth, service
from app.modules.member_tier.ladder import tier_of
from app.modules.member_tier.models import Change, GrowthEntry, OrderGrowth
from app.modules.member_tier.schemas import AdjustIn
from app.modules.order import moves
from tests.catalog.factory import spu
from tests.order.factory import place
from tests.types import DrainJobs, Person


async def bought(database: Database, person: Person, price_fen: int, drain_jobs: DrainJobs) -> dict[str, Any]:
    """An order for one piece, paid and done."""
    order = await place(person, (await spu(database, price_fen=price_fen)).sku_id)
    async with database.begin() as session:
        await moves.pay(session, order["id"], SYSTEM)
    async with database.begin() as session:
        await moves.complete(session, order["id"], SYSTEM)
    await drain_jobs()
    return order


async def refund(database: Database, order: dict[str, Any], total_fen: int, drain_jobs: DrainJobs) -> None:
    """So much of the order has been given back so far."""
    async with database.begin() as session:
        await moves.refunded(session, order["id"], total_fen)
    await drain_jobs()


async def grow(database: Database, person: Person, change: int) -> None:
    async with database.begin() as session:
        await service.adjust(session, SYSTEM, person.id, AdjustIn(change=change, reason="测试"))


async def tier(database: Database, person: Person) -> str:
    async with database.read() as session:
        held = await tier_of(session, person.id)
    return held.name if held else ""


async def grown(database: Database, person: Person) -> int:
    async with database.read() as session:
        return await growth.counted(session, person.id, clock.now())


async def changes(database: Database, person: Person) -> list[tuple[str, str]]:
    """(to which tier, why), the oldest first."""
    query = sa.select(Change.now, Change.reason).where(Change.user_id == person.id).order_by(Change.id)
    async with database.read() as session:
        return [(name, reason) for name, reason in await session.execute(query)]


async def check_books(database: Database) -> None:
    """What the ledger says of each order is what the order says of itself."""
    async with database.read() as session:
        for order in await session.scalars(sa.select(OrderGrowth)):
            told = sa.select(sa.func.coalesce(sa.func.sum(GrowthEntry.growth), 0)).where(
                GrowthEntry.order_id == order.order_id
            )
            assert await session.scalar(told) == (order.growth or 0) - order.growth_back
