"""Plans, and the orders that come of them. However often this runs, one date and one mark of a meter make one order."""

import math
from collections.abc import Sequence
from datetime import date

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession

from app.contracts.maintenance_plan import METERS, NoMeters
from app.contracts.work_order import WorkOrderCanceled, WorkOrderClosed
from app.core import audit, clock
from app.core.context import SYSTEM, Actor
from app.core.database import changed
from app.core.jobs import Payload
from app.modules.maintenance_plan import dates
from app.modules.maintenance_plan.errors import NoMeter, PlanNotFound
from app.modules.maintenance_plan.models import Made, Plan
from app.modules.maintenance_plan.schemas import PlanIn
from app.modules.maintenance_plan.settings import MaintenancePlanSettings
from app.modules.work_order.api import Wish, check_checklist, open_order


async def find(session: AsyncSession, plan_id: int, *, lock: bool = False) -> Plan:
    """Raises PlanNotFound."""
    plan = await session.get(Plan, plan_id, with_for_update=lock, populate_existing=True)
    if plan is None:
        raise PlanNotFound
    return plan


async def create(session: AsyncSession, actor: Actor, body: PlanIn) -> Plan:
    """Raises ChecklistUnknown."""
    check_checklist(body.checklist)
    plan = Plan(**_columns(body), next_on=body.first_on if body.kind == "date" else None, created_at=clock.now())
    session.add(plan)
    await session.flush()
    await audit.record(session, actor, "maintenance_plan.create", "maintenance_plan", plan.id, name=plan.title)
    return plan


async def change(session: AsyncSession, actor: Actor, plan_id: int, body: PlanIn) -> Plan:
    """Another rhythm begins anew, at the first date that has not passed. Raises PlanNotFound, ChecklistUnknown."""
    check_checklist(body.checklist)
    plan = await find(session, plan_id, lock=True)
    rhythm = ("kind", "every", "unit", "first_on", "from_completion")
    before = [getattr(plan, name) for name in rhythm]
    for name, value in _columns(body).items():
        setattr(plan, name, value)
    if [getattr(plan, name) for name in rhythm] != before:
        plan.next_on = _from_today(plan)
    await session.flush()
    await audit.record(session, actor, "maintenance_plan.edit", "maintenance_plan", plan_id, name=plan.title)
    return plan


def _columns(body: PlanIn) -> dict[str, object]:
    return {**body.model_dump(), "meter_every": body.meter_every or 0}


def _from_today(plan: Plan) -> date | None:
    if plan.kind != "date" or plan.first_on is None:
        return None
    return plan.first_on if plan.first_on >= dates.today() else _following(plan, dates.today())


def _following(plan: Plan, day: date) -> date:
    assert plan.first_on is not None  # noqa: S101  # a constraint says so
    return dates.after(plan.first_on, plan.every, plan.unit, day)


async def make(session: AsyncSession, _: Payload) -> None:
    """Whatever is due by date, and by the meters that somebody can read."""
    horizon = dates.day_of(clock.now() + MaintenancePlanSettings.load().ahead)
    due = sa.select(Plan).where(Plan.active, Plan.kind == "date", Plan.next_on <= horizon)
    for plan in await _locked(session, due):
        await _by_date(session, plan)
    metered = sa.select(Plan).where(Plan.active, Plan.kind == "meter")
    for plan in await _locked(session, metered):
        value = await METERS.one(NoMeters()).reading(session, plan.asset, plan.meter)
        if value is not None:
            await _by_meter(session, plan, value)


async def _locked(session: AsyncSession, statement: sa.Select[Plan]) -> Sequence[Plan]:
    return (await session.scalars(statement.order_by(Plan.id).with_for_update())).all()


async def _by_date(session: AsyncSession, plan: Plan) -> None:
    """Of dates that were missed, the last one counts."""
    due = plan.next_on
    assert due is not None  # noqa: S101  # asked for
    following = None if plan.from_completion else _following(plan, max(due, dates.today()))
    mine = sa.and_(Plan.id == plan.id, Plan.next_on == due)
    if await changed(session, sa.update(Plan).where(mine).values(next_on=following)):
        await _open(session, plan, due.isoformat(), max(due, dates.today()))


async def read_meter(session: AsyncSession, actor: Actor, plan_id: int, value: float) -> Plan:
    """What somebody has read. Raises PlanNotFound, NoMeter."""
    plan = await find(session, plan_id, lock=True)
    if plan.kind != "meter":
        raise NoMeter
    await _by_meter(session, plan, value)
    await audit.record(session, actor, "maintenance_plan.meter", "maintenance_plan", plan_id, reading=value)
    return await find(session, plan_id)


async def _by_meter(session: AsyncSession, plan: Plan, value: float) -> None:
    """One order for the mark that is passed, however many readings are beyond it; the next mark is beyond them all."""
    mark = plan.meter_next
    assert mark is not None  # noqa: S101  # a constraint says so
    values: dict[str, float] = {"meter_last": value}
    passed = plan.active and value >= mark
    if passed:
        values["meter_next"] = mark + plan.meter_every * (math.floor((value - mark) / plan.meter_every) + 1)
    mine = sa.and_(Plan.id == plan.id, Plan.meter_next == mark)
    if await changed(session, sa.update(Plan).where(mine).values(values)) and passed:
        await _open(session, plan, f"{mark:g}", None)


async def _open(session: AsyncSession, plan: Plan, due: str, day: date | None) -> None:
    wish = Wish(
        title=plan.title,
        asset=plan.asset,
        priority=plan.priority,
        source="plan",
        description=plan.description,
        source_key=f"plan:{plan.id}:{due}",
        checklist=plan.checklist,
        due_at=dates.end_of(day) if day else None,
    )
    order_id = await open_order(session, SYSTEM, wish)
    if order_id is not None:
        session.add(Made(plan_id=plan.id, due=due, order_id=order_id, made_at=clock.now()))
        await session.flush()


async def on_ended(session: AsyncSession, event: WorkOrderClosed | WorkOrderCanceled) -> None:
    """A plan that counts from completion goes on from today; what was canceled is over as well."""
    made = await session.scalar(sa.select(Made).where(Made.order_id == event.order_id, Made.ended_on.is_(None)))
    if made is None:
        return
    made.ended_on = dates.today()
    await session.flush()
    plan = await find(session, made.plan_id, lock=True)
    if plan.kind == "date" and plan.from_completion and plan.next_on is None:
        plan.next_on = dates.later(dates.today(), plan.every, plan.unit)
        await session.flush()
