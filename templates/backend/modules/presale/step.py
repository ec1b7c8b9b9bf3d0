"""The presale's step in the chain of prices: its own price, less the deposit that was paid."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import sqlalchemy as sa
from pydantic import ValidationError
from sqlalchemy.ext.asyncio import AsyncSession

from app.contracts.order import OrderPaid
from app.contracts.pricing import ActivityConflict, Adjustment, Quote, asked_for, at_activity_price
from app.core import clock
from app.core.database import changed
from app.modules.presale import booking, queries
from app.modules.presale.errors import BookingNotFound, BookingStatus, NotInWindow, PresaleAlone, PresaleInvalid
from app.modules.presale.models import PresaleBooking
from app.modules.presale.schemas import Wish
from app.modules.presale.states import BOOKED

STEP = "presale"
LABEL = "预售价"
DEPOSIT = "已付定金"


class PresaleStep:
    name = STEP
    refusals = (ActivityConflict, BookingNotFound, BookingStatus, NotInWindow, PresaleAlone, PresaleInvalid)

    async def apply(self, session: AsyncSession, quote: Quote) -> Quote:
        wish = _wish(quote.inputs)
        if wish is None:
            return quote
        asked_for(quote)
        row = await _ready(session, quote.user_id, wish)
        if [(line.sku_id, line.quantity) for line in quote.lines] != [(wish.sku_id, row.quantity)]:
            raise PresaleAlone
        quote = at_activity_price(quote, self.name, LABEL, {wish.sku_id: row.activity.price_fen})
        # Where the usual price has fallen below the deposit there is nothing left to pay.
        deposit_fen = min(row.deposit_fen, quote.lines[0].total_fen)
        line = quote.lines[0].adjusted(Adjustment(self.name, DEPOSIT, -deposit_fen, activity=True))
        offer = {"booking_id": row.id, "ships_at": row.activity.ships_at.isoformat()}
        return replace(quote, lines=(line,)).offering(self.name, offer)

    async def lock(self, session: AsyncSession, order_id: int, quote: Quote) -> None:
        """The order holds the booking."""
        wish = _wish(quote.inputs)
        if wish is None:
            return
        row = await _ready(session, quote.user_id, wish)
        free = sa.and_(PresaleBooking.id == row.id, PresaleBooking.status == BOOKED, PresaleBooking.order_id.is_(None))
        if not await changed(session, sa.update(PresaleBooking).where(free).values(order_id=order_id)):
            raise BookingStatus(status=row.status)

    async def release(self, session: AsyncSession, order_id: int) -> None:
        await booking.order_gone(session, order_id)


async def note_completed(session: AsyncSession, event: OrderPaid) -> None:
    """The booking that the order holds is paid for altogether."""
    await booking.completed(session, event.order_id)


def _wish(inputs: Mapping[str, Any]) -> Wish | None:
    """Raises PresaleInvalid for what makes no sense."""
    if (said := inputs.get(STEP)) is None:
        return None
    try:
        return Wish.model_validate(said, strict=True)
    except ValidationError:
        raise PresaleInvalid("预售请求有误") from None


async def _ready(session: AsyncSession, user_id: int, wish: Wish) -> PresaleBooking:
    """The customer's booking, when its balance can be ordered. Raises why it cannot."""
    row = await queries.booking(session, wish.booking_id, user_id=user_id)
    if row.activity.sku_id != wish.sku_id:
        raise BookingNotFound
    if row.status != BOOKED or row.order_id is not None:
        raise BookingStatus(status=row.status)
    activity = row.activity
    if not activity.balance_from <= clock.now() < activity.balance_until:
        window = {"from": activity.balance_from.isoformat(), "until": activity.balance_until.isoformat()}
        raise NotInWindow(**window)
    return row
