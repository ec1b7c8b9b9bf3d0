"""Taking up a place, and giving it back. Two constraints decide, whoever asks at the same second: a slot has no more
bookings than it has places, and nobody is in two places at a time.
"""

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession

from app.core.database import changed, insert_once
from app.modules.booking.cells import cells
from app.modules.booking.errors import AttendeeBusy, SlotNotFound, SlotTaken
from app.modules.booking.models import Booking, PersonCell, Slot


async def find_slot(session: AsyncSession, slot_id: int) -> Slot:
    """Raises SlotNotFound."""
    slot = await session.get(Slot, slot_id, populate_existing=True)
    if slot is None:
        raise SlotNotFound
    return slot


async def take_place(session: AsyncSession, slot_id: int) -> None:
    """Raises SlotTaken."""
    free = sa.and_(Slot.id == slot_id, Slot.open, Slot.taken < Slot.capacity)
    if not await changed(session, sa.update(Slot).where(free).values(taken=Slot.taken + 1)):
        raise SlotTaken


async def give_place_back(session: AsyncSession, slot_id: int) -> None:
    await session.execute(sa.update(Slot).where(Slot.id == slot_id).values(taken=Slot.taken - 1))


async def occupy(session: AsyncSession, booking: Booking, slot: Slot) -> None:
    """The person is there for that time, and nowhere else. Raises AttendeeBusy."""
    insert = insert_once(session.get_bind().dialect.name, PersonCell, "person", "cell").returning(PersonCell.cell)
    needed = cells(slot.starts_at, slot.ends_at)
    rows = [{"person": booking.person, "cell": cell, "booking_id": booking.id} for cell in needed]
    if len((await session.scalars(insert, rows)).all()) < len(needed):
        raise AttendeeBusy


async def leave(session: AsyncSession, booking_id: int) -> None:
    await session.execute(sa.delete(PersonCell).where(PersonCell.booking_id == booking_id))


async def lock_slots(session: AsyncSession, *slot_ids: int) -> None:
    """In one order for everybody: two who change places do not wait for each other for ever."""
    wanted = sa.select(Slot.id).where(Slot.id.in_(slot_ids)).order_by(Slot.id)
    await session.execute(wanted.with_for_update())
