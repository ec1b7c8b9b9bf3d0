"""Presales at the console: activities, and the bookings of customers."""

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession

from app.core.admin import AUDIT_WORDS, CARDS, Card, Figure
from app.modules.presale.admin.activities import READ, ActivityView
from app.modules.presale.admin.bookings import BookingView
from app.modules.presale.models import PresaleBooking
from app.modules.presale.states import BOOKED

__all__ = ["ActivityView", "BookingView", "contribute"]

WORDS = {
    "presale": "预订",
    "presale_activity": "预售活动",
    "presale.create": "新建预售活动",
    "presale.edit": "修改预售活动",
    "presale.publish": "发布预售活动",
    "presale.close": "结束预售活动",
    "presale.refund": "取消预订并退还定金",
    "presale.refund_late_payment": "预订取消后到账，自动退款",
    "presale.payment_succeeded": "把预订记为已付定金",
    "presale.note_completed": "记下预订已付清",
    "presale.expire": "取消未付定金的预订",
    "presale.open_balance": "开始收尾款",
    "presale.lapse": "处理逾期未付的尾款",
    "pay_no": "支付单号",
    "title": "名称",
}


async def _booked(session: AsyncSession) -> Figure:
    statement = sa.select(sa.func.count()).select_from(PresaleBooking).where(PresaleBooking.status == BOOKED)
    count = await session.scalar(statement) or 0
    return Figure("待付尾款", f"{count} 个", "fa-calendar-check", "已付定金的预订", "presales/list?status=booked")


def contribute() -> None:
    """The card on the first page, and words for the audit."""
    CARDS.provide(Card(READ, _booked), owner="presale", order=54)
    AUDIT_WORDS.provide(WORDS, owner="presale")
