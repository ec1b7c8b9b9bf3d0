"""What can be booked, for tests: a doctor from nine to twelve on every day of the week, a quarter of an hour each."""

from collections.abc import Sequence
from datetime import date
from typing import Any

import httpx
import sqlalchemy as sa

from app.contracts.booking import Attendee
from app.core.context import SYSTEM
from app.core.database import Database
from app.modules.booking import editing
from app.modules.booking.models import Booking, PersonCell, Slot, SlotCell
from app.modules.booking.schemas import ResourceIn, ScheduleIn
from tests.keys import new_key
from tests.types import Person

NINE, TWELVE, QUARTER = 9 * 60, 12 * 60, 15
TUESDAY = date(2026, 11, 24)


def line(**more: Any) -> ScheduleIn:  # noqa: ANN401  # JSON
    usual = {"weekday": 0, "from_minute": NINE, "to_minute": TWELVE, "slot_minutes": QUARTER}
    return ScheduleIn.model_validate(usual | more)


def every_day(**more: Any) -> list[ScheduleIn]:  # noqa: ANN401  # JSON
    return [line(weekday=weekday, **more) for weekday in range(7)]


async def resource(
    database: Database,
    code: str = "wang",
    *,
    staff_id: int | None = None,
    lines: Sequence[ScheduleIn] | None = None,
    **more: Any,  # noqa: ANN401  # JSON
) -> int:
    """Its id; `more` is said of each line of its schedule."""
    async with database.begin() as session:
        body = ResourceIn(code=code, name=f"医生{code}", kind="复诊", place="二楼", staff_id=staff_id)
        made = await editing.create(session, SYSTEM, body)
        await editing.set_schedules(session, SYSTEM, made.id, every_day(**more) if lines is None else lines)
        return made.id


async def slots(database: Database, resource_id: int = 1) -> list[Slot]:
    async with database.read() as session:
        mine = sa.select(Slot).where(Slot.resource_id == resource_id).order_by(Slot.starts_at)
        return list(await session.scalars(mine))


async def slot_at(database: Database, hour: int, minute: int = 0, day: int = 24, resource_id: int = 1) -> int:
    """The id of the slot at that time, in China, in November 2026."""
    wanted = [one.id for one in await slots(database, resource_id) if _local(one) == (day, hour, minute)]
    return wanted[0]


def _local(slot: Slot) -> tuple[int, int, int]:
    return slot.starts_at.day, slot.starts_at.hour + 8, slot.starts_at.minute


def himself(user_id: int) -> Attendee:
    return Attendee(0, "本人", f"user:{user_id}")


async def try_book(person: Person, slot_id: int, **more: Any) -> httpx.Response:  # noqa: ANN401  # JSON
    return await person.client.post("/bookings", json={"slot_id": slot_id, **more}, headers=new_key())


async def book(person: Person, slot_id: int, **more: Any) -> int:  # noqa: ANN401  # JSON
    return int((await try_book(person, slot_id, **more)).raise_for_status().json()["id"])


async def booking(database: Database, booking_id: int) -> Booking:
    async with database.read() as session:
        return await session.get_one(Booking, booking_id)


async def status(database: Database, booking_id: int) -> str:
    return (await booking(database, booking_id)).status


async def taken(database: Database, slot_id: int) -> int:
    async with database.read() as session:
        return (await session.get_one(Slot, slot_id)).taken


async def cells_of(database: Database, booking_id: int) -> int:
    """How many cells the booking's person has through it."""
    async with database.read() as session:
        mine = sa.select(sa.func.count()).select_from(PersonCell).where(PersonCell.booking_id == booking_id)
        return await session.scalar(mine) or 0


async def sound(database: Database) -> None:
    """What is counted is what there is, and every cell belongs to whoever takes up the time."""
    async with database.read() as session:
        live = sa.select(Booking.slot_id).where(Booking.status.not_in(("canceled", "expired")))
        bookings = list(await session.scalars(live))
        for slot in await session.scalars(sa.select(Slot)):
            assert slot.taken == bookings.count(slot.id) <= slot.capacity
            own = list(await session.scalars(sa.select(SlotCell.cell).where(SlotCell.slot_id == slot.id)))
            if slot.open:
                assert len(own) * 5 * 60 == (slot.ends_at - slot.starts_at).total_seconds()
