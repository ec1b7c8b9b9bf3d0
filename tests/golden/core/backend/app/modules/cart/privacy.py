"""What the cart knows about a person."""

from typing import Any

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession

from app.core.database import changed
from app.modules.cart.models import CartItem
from app.modules.catalog.api import skus_by_id


class CartData:
    section = "cart"

    async def export(self, session: AsyncSession, user_id: int) -> Any:  # noqa: ANN401  # plain JSON data
        statement = sa.select(CartItem).where(CartItem.user_id == user_id).order_by(CartItem.id)
        rows = (await session.scalars(statement)).all()
        skus = await skus_by_id(session, [row.sku_id for row in rows])
        return [
            {
                "name": skus[row.sku_id].name,
                "specs": skus[row.sku_id].specs_text,
                "quantity": row.quantity,
                "added_at": row.added_at,
            }
            for row in rows
        ]

    async def erase(self, session: AsyncSession, user_id: int) -> None:
        await changed(session, sa.delete(CartItem).where(CartItem.user_id == user_id))

    async def withdraw(self, session: AsyncSession, user_id: int, purpose: str) -> None:
        """Nothing in the cart was collected for a purpose of its own."""
