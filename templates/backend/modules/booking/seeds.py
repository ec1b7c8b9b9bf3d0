"""Demo data: what can be booked, and when."""

from collections.abc import Iterator, Mapping
from typing import Any

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession

from app.core.context import SYSTEM
from app.core.module import SeedData
from app.core.money import fen_from_yuan
from app.core.staff.demo import hire
from app.core.staff.model import StaffAccount
from app.modules.booking import editing
from app.modules.booking.calendar import minute_typed
from app.modules.booking.schemas import ResourceIn, ScheduleIn

_PLAIN = ("code", "name", "kind", "summary", "place")


async def seed(session: AsyncSession, data: SeedData) -> None:
    """Write `staff` (`app/core/staff/demo.py`) and `resources`: `code`, `name`, `kind`, `summary`, `place`, `staff` (a
    username, where somebody has it), and `hours`, a list of `days` (0 is Monday), `from`, `to`, `every` (minutes),
    `seats`, `price` in yuan.
    """
    await hire(session, data.rows.get("staff", ()))
    for position, row in enumerate(data.rows.get("resources", ())):
        named = sa.select(StaffAccount.id).where(StaffAccount.username == row.get("staff", ""))
        plain = {name: row.get(name, "") for name in _PLAIN}
        body = ResourceIn(**plain, staff_id=await session.scalar(named), position=position)
        made = await editing.create(session, SYSTEM, body)
        lines = [line for hours in row.get("hours", ()) for line in _lines(hours)]
        await editing.set_schedules(session, SYSTEM, made.id, lines)


def _lines(hours: Mapping[str, Any]) -> Iterator[ScheduleIn]:
    for weekday in hours["days"]:
        yield ScheduleIn(
            weekday=weekday,
            from_minute=minute_typed(hours["from"]),
            to_minute=minute_typed(hours["to"]),
            slot_minutes=hours["every"],
            capacity=hours.get("seats", 1),
            price_fen=fen_from_yuan(str(hours.get("price", 0))),
        )
