"""Keeps the slots of a resource what its schedules and closures say, as far ahead as can be booked.

Nothing that is booked is lost: a slot that is not in the schedule any more is closed, and stays for those who have it.
"""

from collections.abc import Collection, Mapping
from datetime import date, datetime, timedelta

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession

from app.core import clock
from app.core.jobs import Payload
from app.modules.booking.calendar import Opening, day_of, openings
from app.modules.booking.cells import CELL, cell_of, cells
from app.modules.booking.errors import ResourceNotFound
from app.modules.booking.models import Booking, Closure, PersonCell, Resource, Schedule, Slot, SlotCell
from app.modules.booking.settings import BookingSettings

_DAY = timedelta(days=1)
_KEPT_CELLS = _DAY // CELL


async def lay_out_all(session: AsyncSession, _payload: Payload) -> None:
    """Each night: one more day can be booked, and what is over takes up nothing."""
    for table in (SlotCell, PersonCell):
        await session.execute(sa.delete(table).where(table.cell < cell_of(clock.now()) - _KEPT_CELLS))
    active = sa.select(Resource.id).where(Resource.active).order_by(Resource.id)
    for resource_id in (await session.scalars(active)).all():
        await lay_out(session, resource_id)


async def lay_out(session: AsyncSession, resource_id: int) -> None:
    """From now on. Whoever else does the same waits. Raises ResourceNotFound."""
    resource = await session.get(Resource, resource_id, with_for_update=True, populate_existing=True)
    if resource is None:
        raise ResourceNotFound
    now = clock.now()
    wanted = {one.starts_at: one for one in await _openings(session, resource, now)}
    later = sa.select(Slot).where(Slot.resource_id == resource_id, Slot.starts_at > now).order_by(Slot.id)
    slots = (await session.scalars(later.with_for_update(), execution_options={"populate_existing": True})).all()
    used = set(await session.scalars(sa.select(Booking.slot_id).where(Booking.slot_id.in_([one.id for one in slots]))))
    for slot in slots:
        await _bring_up_to_date(session, slot, wanted, used)
    await session.flush()
    await _add(session, resource_id, wanted, now)


async def _openings(session: AsyncSession, resource: Resource, now: datetime) -> list[Opening]:
    if not resource.active:
        return []
    until = now + BookingSettings.load().ahead
    schedules = (await session.scalars(sa.select(Schedule).where(Schedule.resource_id == resource.id))).all()
    of_it = sa.or_(Closure.resource_id == resource.id, Closure.resource_id.is_(None))
    closures = (await session.scalars(sa.select(Closure).where(of_it, Closure.ends_at > now))).all()
    return [
        one
        for day in _days(day_of(now), day_of(until))
        for one in openings(day, schedules, closures)
        if now < one.starts_at <= until
    ]


def _days(first: date, last: date) -> list[date]:
    return [first + _DAY * number for number in range((last - first).days + 1)]


async def _bring_up_to_date(
    session: AsyncSession, slot: Slot, wanted: Mapping[datetime, Opening], used: Collection[int]
) -> None:
    """A slot that is as wanted takes its capacity and its price; any other goes, or closes where somebody has it."""
    opening = wanted.get(slot.starts_at)
    if opening and opening.ends_at == slot.ends_at and (slot.taken or slot.open):
        slot.capacity, slot.price_fen, slot.open = max(opening.capacity, slot.taken), opening.price_fen, True
        return
    slot.open = False
    if not slot.taken:
        await session.execute(sa.delete(SlotCell).where(SlotCell.slot_id == slot.id))
        if slot.id not in used:
            await session.delete(slot)


async def _add(session: AsyncSession, resource_id: int, wanted: Mapping[datetime, Opening], now: datetime) -> None:
    """What is wanted and not there. A time that is booked in some other slot stays that slot's."""
    mine = sa.select(Slot).where(Slot.resource_id == resource_id, Slot.starts_at > now)
    there = {slot.starts_at: slot for slot in await session.scalars(mine)}
    ahead = sa.and_(SlotCell.resource_id == resource_id, SlotCell.cell >= cell_of(now))
    taken = set(await session.scalars(sa.select(SlotCell.cell).where(ahead)))
    for starts_at, opening in wanted.items():
        needed = cells(opening.starts_at, opening.ends_at)
        slot = there.get(starts_at)
        if (slot and slot.open) or not taken.isdisjoint(needed):
            continue
        slot = slot or Slot(resource_id=resource_id, starts_at=starts_at, taken=0)
        slot.ends_at, slot.capacity, slot.price_fen = opening.ends_at, opening.capacity, opening.price_fen
        slot.open = True
        session.add(slot)
        await session.flush()
        session.add_all(SlotCell(resource_id=resource_id, cell=cell, slot_id=slot.id) for cell in needed)
        taken.update(needed)
    await session.flush()
