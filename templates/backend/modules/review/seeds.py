"""Demo data: what customers of the demo's orders said, as it would have passed the content check."""

from datetime import timedelta

from sqlalchemy.ext.asyncio import AsyncSession

from app.core.module import SeedData
from app.modules.catalog.api import sku_ids_by_code
from app.modules.order.api import by_number
from app.modules.review.content import PASS
from app.modules.review.models import Review
from app.modules.review.states import SHOWN


async def seed(session: AsyncSession, data: SeedData) -> None:
    """Write `reviews`: `order` (its number), `sku` (a code), `stars`, and `text`, `anonymous`, `reply` where given.

    Raises OrderNotFound, and KeyError for a SKU that is not there or not in the order.
    """
    rows = data.rows.get("reviews", [])
    sku_ids = await sku_ids_by_code(session, {row["sku"] for row in rows})
    for row in rows:
        order = await by_number(session, str(row["order"]))
        line = {line.sku_id: line for line in order.lines}[sku_ids[row["sku"]]]
        written_at = (order.completed_at or order.created_at) + timedelta(hours=20)
        reply = row.get("reply")
        session.add(
            Review(
                line_id=line.id,
                spu_id=line.spu_id,
                user_id=order.user_id,
                name=line.name,
                specs_text=line.specs_text,
                stars=row["stars"],
                text=row.get("text", ""),
                anonymous=row.get("anonymous", False),
                status=SHOWN,
                verdict=PASS,
                reply=reply,
                replied_at=written_at + timedelta(hours=3) if reply else None,
                created_at=written_at,
            )
        )
    await session.flush()
