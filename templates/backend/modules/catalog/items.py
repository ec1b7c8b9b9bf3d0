"""What batches are batches of: the shop's SKUs."""

from sqlalchemy.ext.asyncio import AsyncSession

from app.modules.catalog.api import skus_by_id


class SkusAsItems:
    async def name(self, session: AsyncSession, sku_id: int) -> str | None:
        known = (await skus_by_id(session, [sku_id])).get(sku_id)
        return known.full_name if known else None
