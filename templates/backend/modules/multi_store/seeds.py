"""Demo data: stores, their hours, and what lies in them."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

from app.core.context import SYSTEM
from app.core.module import SeedData
from app.modules.multi_store import keeping
from app.modules.multi_store.schemas import StoreIn

WEEK_LENGTH = 7


async def seed(session: AsyncSession, data: SeedData) -> None:
    """Write `stores`: fields of StoreIn, with `hours` ("09:00-21:00", for the whole week or a list of seven)."""
    for row in data.rows.get("stores", ()):
        plain: Mapping[str, Any] = {name: value for name, value in row.items() if name != "hours"}
        hours = row.get("hours", "09:00-21:00")
        week = hours if isinstance(hours, list) else [hours] * WEEK_LENGTH
        body = StoreIn.model_validate({**plain, "week": [spans(day) for day in week]})
        await keeping.create(session, SYSTEM, body)


def spans(day: str) -> list[tuple[str, str]]:
    """[("09:00", "12:00"), ("13:00", "18:00")] for "09:00-12:00, 13:00-18:00"; none for ""."""
    parts = day.replace("，", ",").replace("、", ",").replace("–", "-").split(",")
    return [
        (opens.strip(), closes.strip()) for opens, _, closes in (part.partition("-") for part in parts if part.strip())
    ]
