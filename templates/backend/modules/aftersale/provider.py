"""What others may ask of this module (`app/contracts/aftersale.py`)."""

from collections.abc import Mapping

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession

from app.modules.aftersale.models import LineBalance


class CountedReturns:
    async def kept_back(self, session: AsyncSession, order_id: int) -> Mapping[int, int]:
        return await _pieces(session, order_id, LineBalance.open_quantity + LineBalance.refunded_quantity)

    async def refunded(self, session: AsyncSession, order_id: int) -> Mapping[int, int]:
        return await _pieces(session, order_id, LineBalance.refunded_quantity.expression)


async def _pieces(session: AsyncSession, order_id: int, pieces: sa.ColumnElement[int]) -> dict[int, int]:
    rows = await session.execute(
        sa.select(LineBalance.line_id, pieces).where(LineBalance.order_id == order_id, pieces > 0)
    )
    return dict(rows.all())
