"""What others may ask of this module (`app/contracts/aftersale.py`)."""

from collections.abc import Mapping

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession

from app.modules.aftersale.models import LineBalance


class CountedReturns:
    async def kept_back(self, session: AsyncSession, order_id: int) -> Mapping[int, int]:
        pieces = LineBalance.open_quantity + LineBalance.refunded_quantity
        rows = await session.execute(
            sa.select(LineBalance.line_id, pieces).where(LineBalance.order_id == order_id, pieces > 0)
        )
        return dict(rows.all())
