"""Demo data."""

from pathlib import Path

import pytest
import sqlalchemy as sa

from app.core.business import business
from app.core.database import Database
from app.core.module import SeedData
from app.modules.work_order.models import RepairRequest, WorkOrder
from app.modules.work_order.seeds import WAY, seed


async def test_orders_in_each_state(database: Database) -> None:
    role = next(iter(business().roles), "owner")
    rows = {
        "staff": [{"username": "wangqiang", "name": "王强", "role": role}],
        "requests": [{"asset": "CNC-03", "description": "漏油"}],
        "orders": [
            {"title": "开着"},
            *[{"title": status, "status": status, "worker": "wangqiang", "days_ago": 2} for status in WAY],
        ],
    }
    async with database.begin() as session:
        await seed(session, SeedData(rows, Path()))
        orders = list(await session.scalars(sa.select(WorkOrder).order_by(WorkOrder.id)))
        assert [order.status for order in orders] == ["open", *WAY]
        assert (orders[0].created_at.date() - orders[1].created_at.date()).days == 2
        assert await session.scalar(sa.select(sa.func.count()).select_from(RepairRequest)) == 1


async def test_what_is_wrong_with_it(database: Database) -> None:
    unknown = {"orders": [{"title": "x", "status": "closed", "worker": "nobody"}]}
    broken = {"orders": [{"title": "x", "status": "broken"}]}
    async with database.begin() as session:
        with pytest.raises(KeyError):
            await seed(session, SeedData(unknown, Path()))
        with pytest.raises(ValueError, match="broken"):
            await seed(session, SeedData(broken, Path()))


async def test_nothing_to_write(database: Database) -> None:
    async with database.begin() as session:
        await seed(session, SeedData({}, Path()))
        assert await session.scalar(sa.select(WorkOrder.id)) is None
