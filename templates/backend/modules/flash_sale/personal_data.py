"""What flash sales know about a person: what he took. The orders themselves are exported with orders."""

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession

from app.modules.flash_sale.models import FlashSaleTake
from app.modules.flash_sale.queries import taken


class FlashSaleData:
    section = "flash_sales"

    async def export(self, session: AsyncSession, user_id: int) -> list[dict[str, object]]:
        statement = sa.select(FlashSaleTake).where(FlashSaleTake.user_id == user_id).order_by(FlashSaleTake.id)
        return [taken(row).model_dump(mode="json", exclude={"user_id"}) for row in await session.scalars(statement)]

    async def erase(self, session: AsyncSession, user_id: int) -> None:
        """The counts are the sale's books; the account that they name is anonymous from now on."""

    async def withdraw(self, session: AsyncSession, user_id: int, purpose: str) -> None:
        """Nothing was collected for a purpose."""
