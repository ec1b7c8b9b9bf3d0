"""Points that customers collect, without the one who rewards them knowing whether anybody counts points."""

from datetime import datetime
from decimal import Decimal
from typing import Protocol

from sqlalchemy.ext.asyncio import AsyncSession

from app.core.ports import Port


class Points(Protocol):
    collected: bool
    """Whether this shop has points: a promise of more of them is only made where it does."""


class NoPoints:
    collected = False


POINTS: Port[Points] = Port("points")


class Multiplier(Protocol):
    """What makes some customers earn more than others."""

    async def of(self, session: AsyncSession, user_id: int, at: datetime) -> Decimal:
        """By how much the points are multiplied that the customer earns with what he paid at that moment.

        1 for nothing special.
        """
        ...


MULTIPLIERS: Port[Multiplier] = Port("point_multipliers")


async def multiplier(session: AsyncSession, user_id: int, at: datetime) -> Decimal:
    """All multipliers together."""
    product = Decimal(1)
    for one in MULTIPLIERS.all():
        product *= await one.of(session, user_id, at)
    return product
