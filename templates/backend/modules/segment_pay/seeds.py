"""Demo data: what courses cost."""

from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

from app.core.context import SYSTEM
from app.core.module import SeedData
from app.core.money import fen_from_yuan
from app.modules.course.api import course_ids_by_code, outline_of
from app.modules.segment_pay import offers
from app.modules.segment_pay.schemas import PricesIn


async def seed(session: AsyncSession, data: SeedData) -> None:
    """Write `prices`: `course` (its code), in yuan `whole` and `original` where it is sold as a whole, and `chapters`,
    the price of each in their order, null for one that is not sold alone. Raises KeyError for an unknown code.
    """
    rows = data.rows.get("prices", ())
    ids = await course_ids_by_code(session, [row["course"] for row in rows])
    for row in rows:
        course_id = ids[row["course"]]
        chapters = (await outline_of(session, course_id)).chapters
        body: dict[str, Any] = {
            "chapters": [
                {"chapter_id": chapter.id, "price_fen": fen_from_yuan(str(price))}
                for chapter, price in zip(chapters, row.get("chapters", ()), strict=False)
                if price is not None
            ]
        }
        if "whole" in row:
            body["whole"] = {"price_fen": fen_from_yuan(str(row["whole"]))}
            if "original" in row:
                body["whole"]["original_price_fen"] = fen_from_yuan(str(row["original"]))
        await offers.set_prices(session, SYSTEM, course_id, PricesIn.model_validate(body))
