"""From putting something into the cart to one reminder, or to an order and none."""

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from app.contracts.cart import CartFilled
from app.contracts.messaging import Value
from app.contracts.order import OrderCreated
from app.modules.cart.api import glance
from app.modules.cart_reminder.settings import CartReminderSettings
from app.modules.marketing_automation.api import GONE, ORDERED, drop, ordered, put_off
from app.modules.order.api import has_ordered_since, placed_at


class CartJourney:
    id = "cart_idle"
    title = "购物车提醒"
    message = "cart_reminder.cart_idle"

    async def say(self, session: AsyncSession, user_id: int, since: datetime) -> Mapping[str, Value] | str:
        """The order is looked at itself: that it was placed may not have been told yet."""
        if await has_ordered_since(session, user_id, since):
            return ORDERED
        cart = await glance(session, user_id)
        return {"name": cart.latest, "pieces": cart.pieces, "total_fen": cart.total_fen} if cart else GONE


JOURNEY = CartJourney()


async def begin(session: AsyncSession, event: CartFilled) -> None:
    """Each time something is put in, the wait begins anew."""
    key = f"{event.at:%Y%m%d%H%M%S%f}"
    await put_off(session, JOURNEY, event.user_id, key, event.at, event.at + CartReminderSettings.load().after)


async def stop(session: AsyncSession, event: OrderCreated) -> None:
    """By the order's own time: what was put in after it is another wish."""
    at = await placed_at(session, event.order_id)
    if at is None:
        return
    await drop(session, JOURNEY, event.user_id, at, ORDERED)
    await ordered(session, event.user_id, at)
