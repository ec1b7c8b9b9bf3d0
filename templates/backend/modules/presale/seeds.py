"""Demo data: activities that can be booked."""

from datetime import timedelta
from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

from app.core import clock
from app.core.context import SYSTEM
from app.core.module import SeedData
from app.core.money import fen_from_yuan
from app.modules.catalog.api import sku_ids_by_code
from app.modules.presale import editing
from app.modules.presale.schemas import PresaleIn


async def seed(session: AsyncSession, data: SeedData) -> None:
    """Write `presales`: `title`, `sku` (its code), `price` and `deposit` in yuan, `stock`, `limit`, and in days from
    now `ends`, `balance_from`, `balance_until`, `ships`. Raises KeyError for a code that is not there.
    """
    rows = data.rows.get("presales", ())
    ids = await sku_ids_by_code(session, [row["sku"] for row in rows])
    for row in rows:
        now = clock.now()
        values: dict[str, Any] = {"title": row["title"], "sku_id": ids[row["sku"]], "stock": row["stock"]}
        values |= {f"{name}_fen": fen_from_yuan(str(row[name])) for name in ("price", "deposit")}
        values |= {"per_user_limit": row.get("limit", 2), "starts_at": now}
        days = {
            "ends_at": "ends",
            "ships_at": "ships",
            "balance_from": "balance_from",
            "balance_until": "balance_until",
        }
        values |= {name: now + timedelta(days=row[key]) for name, key in days.items()}
        made = await editing.create(session, SYSTEM, PresaleIn.model_validate(values))
        await editing.publish(session, SYSTEM, made.id)
