"""What is kept for WeChat about a person: what he got, and the last digits of his number. Who sent what is a record of
trade and stays (E-Commerce Law, article 31); the digits go.
"""

from typing import Any

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession

from app.modules.shipping_info.models import Upload


class ShippingInfoData:
    section = "shipping_info"

    async def export(self, session: AsyncSession, user_id: int) -> object:
        rows = await session.scalars(sa.select(Upload).where(Upload.user_id == user_id).order_by(Upload.id))
        return [
            {
                "transaction_id": row.transaction_id,
                "way": row.way,
                "parcels": row.parcels,
                "uploaded_at": row.uploaded_at,
            }
            for row in rows
        ]

    async def erase(self, session: AsyncSession, user_id: int) -> None:
        for row in await session.scalars(sa.select(Upload).where(Upload.user_id == user_id)):
            row.parcels = [_without_receiver(parcel) for parcel in row.parcels]
        await session.flush()

    async def withdraw(self, session: AsyncSession, user_id: int, purpose: str) -> None:
        """It was collected for no consent of its own: the law of the platform asks for it."""


def _without_receiver(parcel: dict[str, Any]) -> dict[str, Any]:
    return {**parcel, "receiver": ""}
