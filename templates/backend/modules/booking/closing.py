"""Holidays and sudden absences: no more bookings meanwhile, and what becomes of those that there are."""

from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession

from app.core import audit, clock, jobs
from app.core.context import SYSTEM, Actor
from app.modules.booking import booking
from app.modules.booking.editing import locked
from app.modules.booking.errors import ClosureNotFound
from app.modules.booking.laying import lay_out
from app.modules.booking.models import Booking, Closure, Resource, Slot
from app.modules.booking.schemas import ClosureIn
from app.modules.booking.states import AHEAD

CANCEL = "booking.cancel_closed"


async def close(session: AsyncSession, actor: Actor, body: ClosureIn) -> Closure:
    """Those who have booked are told one by one, where they are cancelled, and get their money back.

    Raises ResourceNotFound.
    """
    if body.resource_id is not None:
        await locked(session, body.resource_id)
    row = Closure(**body.model_dump(exclude={"cancel_bookings"}))
    session.add(row)
    await session.flush()
    await _lay_out(session, row)
    if body.cancel_bookings:
        for booking_id in await affected(session, row):
            payload = {"booking_id": booking_id, "closure_id": row.id}
            await jobs.schedule(session, CANCEL, key=f"{row.id}:{booking_id}", payload=payload)
    await audit.record(session, actor, "booking.close", "booking_closure", row.id, cancels=body.cancel_bookings)
    return row


async def reopen(session: AsyncSession, actor: Actor, closure_id: int) -> None:
    """Raises ClosureNotFound."""
    row = await session.get(Closure, closure_id)
    if row is None:
        raise ClosureNotFound
    await session.delete(row)
    await session.flush()
    await _lay_out(session, row)
    await audit.record(session, actor, "booking.reopen", "booking_closure", closure_id)


async def _lay_out(session: AsyncSession, closure: Closure) -> None:
    if closure.resource_id is not None:
        await lay_out(session, closure.resource_id)
        return
    for resource_id in (await session.scalars(sa.select(Resource.id).order_by(Resource.id))).all():
        await lay_out(session, resource_id)


async def affected(session: AsyncSession, closure: Closure) -> Sequence[int]:
    """The bookings ahead that it gets in the way of."""
    meanwhile = sa.and_(
        Slot.starts_at < closure.ends_at, Slot.ends_at > closure.starts_at, Slot.starts_at > clock.now()
    )
    statement = sa.select(Booking.id).join(Slot, Slot.id == Booking.slot_id)
    statement = statement.where(meanwhile, Booking.status.in_(AHEAD)).order_by(Booking.id)
    if closure.resource_id is not None:
        statement = statement.where(Slot.resource_id == closure.resource_id)
    return (await session.scalars(statement)).all()


async def cancel_closed(session: AsyncSession, payload: dict[str, Any]) -> None:
    """One of them, unless the closure is gone, or the booking is elsewhere by now."""
    closure = await session.get(Closure, payload["closure_id"])
    booking_id = payload["booking_id"]
    if closure is not None and booking_id in await affected(session, closure):
        await booking.cancel(session, booking_id, SYSTEM, closure.reason, source=AHEAD)
