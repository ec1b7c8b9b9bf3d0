from sqlalchemy.ext.asyncio import AsyncSession

from app.core.module import SeedData
from app.modules.wishlist import service


async def seed(session: AsyncSession, data: SeedData) -> None:
    for row in data.rows.get("wishes", ()):
        await service.add(session, row["user_id"], row["spu_id"])
