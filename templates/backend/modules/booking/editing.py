"""What staff do to what can be booked: resources and when they are there. Each change lays out the slots anew."""

from collections.abc import Sequence

import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncSession

from app.core import audit, clock
from app.core.context import Actor
from app.core.staff.model import StaffAccount
from app.modules.booking.calendar import clash
from app.modules.booking.errors import CodeTaken, ResourceNotFound, ScheduleNotFound, SchedulesClash, StaffUnknown
from app.modules.booking.laying import lay_out
from app.modules.booking.models import Resource, Schedule
from app.modules.booking.schemas import ResourceIn, ScheduleIn


async def create(session: AsyncSession, actor: Actor, body: ResourceIn) -> Resource:
    """Raises CodeTaken, StaffUnknown."""
    await _check_staff(session, body)
    row = Resource(**body.model_dump(), created_at=clock.now())
    session.add(row)
    await _flush(session)
    await audit.record(session, actor, "booking.create_resource", "booking_resource", row.id, name=row.name)
    return row


async def edit(session: AsyncSession, actor: Actor, resource_id: int, body: ResourceIn) -> Resource:
    """One that is not active any more takes no more bookings; those that it has stay. Raises ResourceNotFound,
    CodeTaken, StaffUnknown.
    """
    await _check_staff(session, body)
    row = await locked(session, resource_id)
    for name, value in body.model_dump().items():
        setattr(row, name, value)
    await _flush(session)
    await lay_out(session, resource_id)
    await audit.record(session, actor, "booking.edit_resource", "booking_resource", row.id, name=row.name)
    return row


async def set_schedules(
    session: AsyncSession, actor: Actor, resource_id: int, bodies: Sequence[ScheduleIn]
) -> Sequence[Schedule]:
    """The resource's from now on, all of them. Raises ResourceNotFound, SchedulesClash."""
    await locked(session, resource_id)
    await session.execute(sa.delete(Schedule).where(Schedule.resource_id == resource_id))
    rows = [Schedule(resource_id=resource_id, **body.model_dump()) for body in bodies]
    _check_clashes(rows)
    session.add_all(rows)
    await session.flush()
    await lay_out(session, resource_id)
    await audit.record(session, actor, "booking.schedule", "booking_resource", resource_id, lines=len(rows))
    return rows


async def save_schedule(
    session: AsyncSession, actor: Actor, resource_id: int, body: ScheduleIn, schedule_id: int | None = None
) -> Schedule:
    """One line more, or another in its place. Raises ResourceNotFound, ScheduleNotFound, SchedulesClash."""
    await locked(session, resource_id)
    rows = list(await session.scalars(sa.select(Schedule).where(Schedule.resource_id == resource_id)))
    row = next((one for one in rows if one.id == schedule_id), None)
    if schedule_id is not None and row is None:
        raise ScheduleNotFound
    if row is None:
        row = Schedule(resource_id=resource_id)
        session.add(row)
        rows.append(row)
    for name, value in body.model_dump().items():
        setattr(row, name, value)
    _check_clashes(rows)
    await session.flush()
    await lay_out(session, resource_id)
    await audit.record(session, actor, "booking.schedule", "booking_resource", resource_id, lines=len(rows))
    return row


async def remove_schedule(session: AsyncSession, actor: Actor, schedule_id: int) -> None:
    """Raises ScheduleNotFound."""
    row = await session.get(Schedule, schedule_id)
    if row is None:
        raise ScheduleNotFound
    await locked(session, row.resource_id)
    await session.delete(row)
    await session.flush()
    await lay_out(session, row.resource_id)
    await audit.record(session, actor, "booking.unschedule", "booking_resource", row.resource_id)


async def locked(session: AsyncSession, resource_id: int) -> Resource:
    """Raises ResourceNotFound."""
    row = await session.get(Resource, resource_id, with_for_update=True, populate_existing=True)
    if row is None:
        raise ResourceNotFound
    return row


def _check_clashes(rows: Sequence[Schedule]) -> None:
    """Raises SchedulesClash."""
    pairs = [(one, other) for at, one in enumerate(rows) for other in rows[at + 1 :] if clash(one, other)]
    if pairs:
        raise SchedulesClash(days=sorted({_day(row) for pair in pairs for row in pair}))


def _day(row: Schedule) -> str:
    return row.on_day.isoformat() if row.on_day else f"weekday {row.weekday}"


async def _check_staff(session: AsyncSession, body: ResourceIn) -> None:
    """Raises StaffUnknown."""
    if body.staff_id is not None and await session.get(StaffAccount, body.staff_id) is None:
        raise StaffUnknown


async def _flush(session: AsyncSession) -> None:
    """Raises CodeTaken."""
    try:
        await session.flush()
    except IntegrityError as error:
        raise CodeTaken from error
