"""Bookings at the console: the desk, and what can be booked when."""

from datetime import timedelta

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession

from app.core.admin import AUDIT_WORDS, CARDS, Card, Figure, start_of_today
from app.modules.booking import desk
from app.modules.booking.admin.bookings import BookingView
from app.modules.booking.admin.closures import ClosureView
from app.modules.booking.admin.resources import ResourceView
from app.modules.booking.admin.schedules import ScheduleView
from app.modules.booking.models import Booking, Slot
from app.modules.booking.states import BOOKED, GIVEN_UP

__all__ = ["BookingView", "ClosureView", "ResourceView", "ScheduleView", "contribute"]

_DAY = timedelta(days=1)

WORDS = {
    "booking": "预约",
    "booking_resource": "预约项目",
    "booking_closure": "停约",
    "booking.create_resource": "新建预约项目",
    "booking.edit_resource": "修改预约项目",
    "booking.schedule": "修改排班",
    "booking.unschedule": "删除排班",
    "booking.close": "停约",
    "booking.reopen": "撤销停约",
    "booking.cancel": "取消预约",
    "booking.cancel_closed": "停约时取消预约",
    "booking.refund_late_payment": "预约取消后到账，自动退款",
    "booking.payment_succeeded": "把预约记为已付款",
    "booking.expire": "取消未付款的预约",
    "booking.remind": "提醒预约",
    "booking.miss": "记下预约未到",
    "booking.lay_out": "放出新的预约时段",
    "booking.finish_past": "结束已过时间的预约",
    "pay_no": "支付单号",
    "lines": "排班行数",
    "cancels": "取消已有预约",
}


async def _today(session: AsyncSession) -> Figure:
    start = start_of_today()
    of_today = sa.and_(Slot.starts_at >= start, Slot.starts_at < start + _DAY, Booking.status.not_in(GIVEN_UP))
    joined = sa.select(sa.func.count(), sa.func.count().filter(Booking.status == BOOKED)).select_from(Booking)
    count, awaited = (await session.execute(joined.join(Slot, Slot.id == Booking.slot_id).where(of_today))).one()
    note = f"{awaited} 个还没有到" if awaited else "都到了" if count else "今天没有预约"
    return Figure("今日预约", f"{count} 个", "fa-calendar-day", note, "bookings/list?day=today")


def contribute() -> None:
    """The card on the first page, and words for the audit."""
    CARDS.provide(Card(desk.READ, _today), owner="booking", order=15)
    AUDIT_WORDS.provide(WORDS, owner="booking")
