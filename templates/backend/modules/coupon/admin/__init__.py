"""Coupons at the console: what is given away on which terms, and who holds what."""

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession

from app.core.admin import AUDIT_WORDS, CARDS, Card, Figure, start_of_today
from app.modules.coupon.admin.coupons import CouponView
from app.modules.coupon.admin.templates import READ, TemplateView
from app.modules.coupon.models import Coupon
from app.modules.coupon.states import USED

__all__ = ["CouponView", "TemplateView", "contribute"]

WORDS = {
    "coupon": "优惠券",
    "coupon_template": "优惠券",
    "coupon.create": "新建优惠券",
    "coupon.edit": "修改优惠券",
    "coupon.set_limits": "修改优惠券的名称与限量",
    "coupon.issue": "开始发放优惠券",
    "coupon.stop": "停止发放优惠券",
    "coupon.make_codes": "生成兑换码",
    "coupon.give_on_birthday": "送出生日优惠券",
    "coupon.use_paid": "核销已付款订单的优惠券",
    "coupon.expire": "让到期的优惠券失效",
    "total_limit": "发放总量",
    "per_user_limit": "每人限领",
    "count": "个数",
    "uses": "每个可用次数",
}


async def _used_today(session: AsyncSession) -> Figure:
    used = sa.and_(Coupon.status == USED, Coupon.used_at >= start_of_today())
    count = await session.scalar(sa.select(sa.func.count()).select_from(Coupon).where(used)) or 0
    return Figure("今日用券", str(count), "fa-ticket", "今天付款的订单用掉的优惠券", "coupons/list?status=used")


def contribute() -> None:
    """The card on the first page, and words for the audit."""
    CARDS.provide(Card(READ, _used_today), owner="coupon", order=60)
    AUDIT_WORDS.provide(WORDS, owner="coupon")
