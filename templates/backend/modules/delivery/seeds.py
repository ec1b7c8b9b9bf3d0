"""Demo data: what sending costs."""

from sqlalchemy.ext.asyncio import AsyncSession

from app.core.context import SYSTEM
from app.core.module import SeedData
from app.core.money import fen_from_yuan
from app.modules.delivery import rules
from app.modules.delivery.schemas import RuleIn


async def seed(session: AsyncSession, data: SeedData) -> None:
    """Write `freight_rules`, amounts in yuan: {province, city, first, first_price, next, next_price, free_from}."""
    for row in data.rows.get("freight_rules", ()):
        prices = {f"{name}_fen": fen_from_yuan(str(row.get(f"{name}_price", 0))) for name in ("first", "next")}
        plain = {name: row[name] for name in ("province", "city", "delivers", "by", "first", "next") if name in row}
        free = {"free_from_fen": fen_from_yuan(str(row.get("free_from", 0)))}
        await rules.create(session, SYSTEM, RuleIn.model_validate({**plain, **prices, **free}))
