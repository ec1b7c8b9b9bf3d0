from collections.abc import Sequence

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession

from app.core.pagination import Page, PageQuery, paginate
from app.modules.maintenance_plan.dates import UNITS
from app.modules.maintenance_plan.models import Made, Plan
from app.modules.maintenance_plan.schemas import PlanOut


def rhythm(plan: Plan) -> str:
    """How people say it."""
    if plan.kind == "meter":
        return f"{plan.meter}每 {plan.meter_every:g}"
    every = f"每 {plan.every} {UNITS[plan.unit]}"
    return f"完成后{every}" if plan.from_completion else every


async def running(session: AsyncSession, plan_ids: Sequence[int]) -> dict[int, int]:
    """The last order of each plan that is not over."""
    open_ones = sa.select(Made.plan_id, sa.func.max(Made.order_id)).where(
        Made.plan_id.in_(plan_ids), Made.ended_on.is_(None)
    )
    return dict((await session.execute(open_ones.group_by(Made.plan_id))).all())


async def page_of(session: AsyncSession, page: PageQuery, asset: str | None) -> Page[PlanOut]:
    """Raises CursorInvalid."""
    statement = sa.select(Plan)
    if asset is not None:
        statement = statement.where(Plan.asset == asset)
    plans, cursor = await paginate(session, statement, page, key=[Plan.id])
    return Page(items=await outs(session, plans), next_cursor=cursor)


async def outs(session: AsyncSession, plans: Sequence[Plan]) -> list[PlanOut]:
    orders = await running(session, [plan.id for plan in plans])
    told = PlanOut.model_fields.keys() - {"rhythm", "open_order_id"}
    return [
        PlanOut(**{name: getattr(plan, name) for name in told}, rhythm=rhythm(plan), open_order_id=orders.get(plan.id))
        for plan in plans
    ]
