"""Demo data: activities that are running."""

from datetime import timedelta
from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

from app.core import clock
from app.core.context import SYSTEM
from app.core.module import SeedData
from app.core.money import fen_from_yuan
from app.modules.bargain import editing
from app.modules.bargain.schemas import ActivityIn
from app.modules.catalog.api import sku_ids_by_code


async def seed(session: AsyncSession, data: SeedData) -> None:
    """Write `bargains`: `title`, `sku` (its code), `floor` in yuan, `helps`, `hours`, `stock`, and `days` for the
    activity.

    Raises KeyError for a code that is not there.
    """
    rows = data.rows.get("bargains", ())
    ids = await sku_ids_by_code(session, [row["sku"] for row in rows])
    for row in rows:
        now = clock.now()
        values: dict[str, Any] = {name: row[name] for name in ("title", "helps", "hours", "stock") if name in row}
        values |= {"sku_id": ids[row["sku"]], "floor_fen": fen_from_yuan(str(row["floor"]))}
        values |= {"starts_at": now, "ends_at": now + timedelta(days=row["days"])}
        made = await editing.create(session, SYSTEM, ActivityIn.model_validate(values))
        await editing.publish(session, SYSTEM, made.id)
