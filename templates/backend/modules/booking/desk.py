"""Which bookings a member of staff reaches, and what he may do with one."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession

from app.core import audit
from app.core.context import Actor
from app.core.pagination import PageQuery, paginate
from app.core.staff import Staff
from app.modules.booking import booking, rules
from app.modules.booking.calendar import midnight
from app.modules.booking.errors import BookingNotFound, BookingStatus
from app.modules.booking.models import Booking, Resource, Slot
from app.modules.booking.states import BOOKING, CANCELED, CHECKED_IN, DONE, IN_SERVICE, NO_SHOW

READ, CHECK_IN, CANCEL = "booking.read", "booking.check_in", "booking.cancel"


@dataclass(frozen=True)
class Action:
    permission: str
    to: str
    run: Callable[[AsyncSession, Booking, Actor], Awaitable[bool]]


async def _check_in(session: AsyncSession, row: Booking, actor: Actor) -> bool:
    """Raises TooEarly."""
    rules.check_arrival(row.slot)
    return await booking.check_in(session, row.id, actor)


ACTIONS: Mapping[str, Action] = {
    "check_in": Action(CHECK_IN, CHECKED_IN, _check_in),
    "start": Action(CHECK_IN, IN_SERVICE, lambda session, row, actor: booking.start(session, row.id, actor)),
    "finish": Action(CHECK_IN, DONE, lambda session, row, actor: booking.finish(session, row.id, actor)),
    "miss": Action(CHECK_IN, NO_SHOW, lambda session, row, actor: booking.miss(session, row.id, row.slot_id, actor)),
}


def within_reach(staff: Staff, permission: str = READ) -> sa.ColumnElement[bool]:
    """Who is kept to his own sees the bookings of what he sees to. Of a statement that has joined Resource."""
    return Resource.staff_id == staff.id if staff.scope(permission) == "self" else sa.true()


def reached(staff: Staff, permission: str = READ) -> sa.Select[Booking]:
    joined = sa.select(Booking).join(Slot, Slot.id == Booking.slot_id).join(Resource, Resource.id == Slot.resource_id)
    return joined.where(within_reach(staff, permission))


async def page(
    session: AsyncSession,
    staff: Staff,
    page: PageQuery,
    *,
    day: date | None,
    status: str | None,
    resource_id: int | None,
) -> tuple[list[Booking], str | None]:
    """Those within reach: of a day in the order of their times, without one the latest first."""
    statement = reached(staff)
    if status:
        statement = statement.where(Booking.status == status)
    if resource_id:
        statement = statement.where(Slot.resource_id == resource_id)
    if day is None:
        return await paginate(session, statement, page, key=[Booking.id])
    start = midnight(day)
    statement = statement.where(Slot.starts_at >= start, Slot.starts_at < start + timedelta(days=1))
    return await paginate(session, statement, page, key=[Slot.starts_at, Booking.id], descending=False)


async def find(session: AsyncSession, staff: Staff, booking_id: int, permission: str = READ) -> Booking:
    """Raises BookingNotFound, also for what he does not reach."""
    return await _one(session, reached(staff, permission).where(Booking.id == booking_id))


async def by_code(session: AsyncSession, staff: Staff, number: str) -> Booking:
    """Raises BookingNotFound."""
    return await _one(session, reached(staff, CHECK_IN).where(Booking.number == number))


async def _one(session: AsyncSession, statement: sa.Select[Booking]) -> Booking:
    row = await session.scalar(statement, execution_options={"populate_existing": True})
    if row is None:
        raise BookingNotFound
    return row


async def act(session: AsyncSession, staff: Staff, booking_id: int, name: str) -> Booking:
    """Again is nothing more. Raises BookingNotFound, BookingStatus, TooEarly."""
    action = ACTIONS[name]
    row = await find(session, staff, booking_id, action.permission)
    if row.status != action.to and not await action.run(session, row, staff.actor):
        raise BookingStatus(status=row.status)
    return await booking.find(session, booking_id)


async def cancel(session: AsyncSession, staff: Staff, booking_id: int, reason: str) -> Booking:
    """Whenever it is; what was paid goes back. Raises BookingNotFound, BookingStatus."""
    row = await find(session, staff, booking_id, CANCEL)
    if row.status == CANCELED:
        return row
    if not await booking.cancel(session, booking_id, staff.actor, reason, source=BOOKING.sources(CANCELED)):
        raise BookingStatus(status=row.status)
    await audit.record(session, staff.actor, "booking.cancel", "booking", booking_id, reason=reason)
    return await booking.find(session, booking_id)


def may(row: Booking, staff: Staff) -> list[str]:
    """What its state and his permissions leave."""
    names = [
        name
        for name, action in ACTIONS.items()
        if BOOKING.allows(row.status, action.to) and staff.can(action.permission)
    ]
    cancels = BOOKING.allows(row.status, CANCELED) and staff.can(CANCEL)
    return [*names, *(["cancel"] if cancels else [])]
