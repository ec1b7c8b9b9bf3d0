"""Bargaining at the console: activities, and the bargains of customers."""

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession

from app.core.admin import AUDIT_WORDS, CARDS, Card, Figure
from app.modules.bargain.admin.activities import READ, ActivityView
from app.modules.bargain.admin.records import BargainView
from app.modules.bargain.models import Bargain
from app.modules.bargain.states import BARGAINING

__all__ = ["ActivityView", "BargainView", "contribute"]

WORDS = {
    "bargain": "砍价",
    "bargain_activity": "砍价活动",
    "bargain.create": "新建砍价活动",
    "bargain.edit": "修改砍价活动",
    "bargain.publish": "发布砍价活动",
    "bargain.close": "结束砍价活动",
    "bargain.note_bought": "记下砍价商品已购买",
    "bargain.expire": "结束到时的砍价",
    "title": "名称",
}


async def _open(session: AsyncSession) -> Figure:
    statement = sa.select(sa.func.count()).select_from(Bargain).where(Bargain.status == BARGAINING)
    count = await session.scalar(statement) or 0
    return Figure("砍价中", f"{count} 个", "fa-scissors", "正在请好友帮忙的砍价", "bargains/list?status=bargaining")


def contribute() -> None:
    """The card on the first page, and words for the audit."""
    CARDS.provide(Card(READ, _open), owner="bargain", order=53)
    AUDIT_WORDS.provide(WORDS, owner="bargain")
