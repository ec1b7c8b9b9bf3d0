"""What WeChat says of a payment by itself: that it waits for us, that the goods have arrived, that the money is free.

Source: https://developers.weixin.qq.com/miniprogram/dev/platform-capabilities/business-capabilities/order-shipping/,
section on message push. Moments are seconds since 1970, 0 or missing for what has not happened.
"""

from datetime import UTC, datetime
from typing import Final

import sqlalchemy as sa
import structlog
from sqlalchemy.ext.asyncio import AsyncSession

from app.contracts.shipping_info import ReceiptConfirmed
from app.core import clock
from app.core.database import changed, upsert
from app.core.events import emit
from app.modules.payment.api import PayOrder
from app.modules.shipping_info.models import Reminder, Upload
from app.modules.wechat_push.api import Message

REMIND: Final = "trade_manage_remind_shipping"
"""Two days after a payment of which nothing was told."""
SETTLEMENT: Final = "trade_manage_order_settlement"
"""When everything has been told, and again when the money is free."""
BY_CUSTOMER: Final = 2
"""`confirm_receive_method`; 1 is WeChat itself, after some days."""
LATEST: Final = 2**33
"""Far from any moment that is meant."""

log = structlog.get_logger(__name__)


async def reminded(session: AsyncSession, message: Message) -> None:
    """Note it for staff, once, as long as the payment is one of ours."""
    number = message.get("transaction_id")
    known = sa.select(PayOrder).where(PayOrder.transaction_id == number) if isinstance(number, str) else None
    payment = await session.scalar(known) if known is not None else None
    if payment is None:
        log.warning("shipping_reminder_of_nothing_known", transaction_id=number)
        return
    row = {
        "transaction_id": payment.transaction_id,
        "subject": payment.subject,
        "subject_id": payment.subject_id,
        "reminded_at": clock.now(),
    }
    await changed(session, upsert(session, Reminder).values(row).on_conflict_do_nothing())


async def settled(session: AsyncSession, message: Message) -> None:
    """Note when the customer had it and when the money was free, each once."""
    number = message.get("transaction_id")
    if not isinstance(number, str):
        return
    mine = Upload.transaction_id == number
    if confirmed_at := _moment(message.get("confirm_receive_time")):
        first = sa.update(Upload).where(mine, Upload.confirmed_at.is_(None))
        if await changed(session, first.values(confirmed_at=confirmed_at)):
            row = (await session.scalars(sa.select(Upload).where(mine))).one()
            by_customer = message.get("confirm_receive_method") == BY_CUSTOMER
            await emit(session, ReceiptConfirmed(row.id, row.subject, row.subject_id, by_customer))
    if settled_at := _moment(message.get("settlement_time")):
        await changed(session, sa.update(Upload).where(mine, Upload.settled_at.is_(None)).values(settled_at=settled_at))


def _moment(seconds: object) -> datetime | None:
    if type(seconds) is not int or not 0 < seconds < LATEST:
        return None
    return datetime.fromtimestamp(seconds, UTC)
