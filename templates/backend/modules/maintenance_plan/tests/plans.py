"""Plans for tests, and the orders that come of them."""

from datetime import timedelta
from typing import Any

import sqlalchemy as sa

from app.core.context import SYSTEM
from app.core.database import Database
from app.modules.maintenance_plan import planning
from app.modules.maintenance_plan.dates import today
from app.modules.maintenance_plan.schemas import PlanIn
from app.modules.work_order.api import WorkOrder

BASE = "/staff/maintenance-plans"
METER = {"kind": "meter", "meter": "运转小时", "meter_every": 500, "meter_next": 1500}


def in_days(days: int) -> str:
    return (today() + timedelta(days=days)).isoformat()


async def plan(database: Database, **fields: Any) -> int:  # noqa: ANN401  # JSON
    """Monthly, due today, unless `fields` say otherwise."""
    body = {"title": "月度保养", "asset": "CNC-01", "checklist": "service", "first_on": in_days(0), **fields}
    async with database.begin() as session:
        return (await planning.create(session, SYSTEM, PlanIn.model_validate(body))).id


async def make(database: Database) -> None:
    """As the job does it."""
    async with database.begin() as session:
        await planning.make(session, {})


async def orders(database: Database) -> list[WorkOrder]:
    async with database.read() as session:
        return list(await session.scalars(sa.select(WorkOrder).order_by(WorkOrder.id)))
