"""From staying away to one greeting, or back by oneself and none."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Final

from sqlalchemy.ext.asyncio import AsyncSession

from app.contracts.messaging import Value
from app.contracts.order import OrderCreated
from app.core import clock
from app.core.jobs import Payload
from app.modules.marketing_automation.api import ORDERED, drop, ordered, put_off
from app.modules.order.api import has_ordered_since, last_orders, placed_at
from app.modules.win_back.settings import WinBackSettings

LOOKS_BACK: Final = timedelta(days=30)
"""Whoever has been away for longer than that beyond the wait is left alone: a shop that begins with this does not write
to everybody it ever had.
"""


class DormantJourney:
    id = "dormant"
    title = "沉睡唤醒"
    message = "win_back.dormant"

    async def say(self, session: AsyncSession, user_id: int, since: datetime) -> Mapping[str, Value] | str:
        """`since` is the payment that was the last."""
        if await has_ordered_since(session, user_id, since + timedelta(microseconds=1)):
            return ORDERED
        return {"last_at": since}


JOURNEY = DormantJourney()


async def look(session: AsyncSession, _: Payload) -> None:
    """Set out everybody who has stayed away for long enough, once for each last order."""
    until = clock.now() - WinBackSettings.load().after
    for last in await last_orders(session, until - LOOKS_BACK, until):
        await put_off(session, JOURNEY, last.user_id, str(last.order_id), last.paid_at, clock.now())


async def stop(session: AsyncSession, event: OrderCreated) -> None:
    at = await placed_at(session, event.order_id)
    if at is None:
        return
    await drop(session, JOURNEY, event.user_id, at, ORDERED)
    await ordered(session, event.user_id, at)
