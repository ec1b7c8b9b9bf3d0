"""Group buying at the console: activities, and the groups that customers open in them."""

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession

from app.core.admin import AUDIT_WORDS, CARDS, Card, Figure
from app.modules.group_buy.admin.activities import READ, ActivityView
from app.modules.group_buy.admin.groups import GroupView
from app.modules.group_buy.models import Group
from app.modules.group_buy.states import FORMING

__all__ = ["ActivityView", "GroupView", "contribute"]

WORDS = {
    "group_buy": "拼团",
    "group": "团",
    "group_buy.create": "新建拼团活动",
    "group_buy.edit": "修改拼团活动",
    "group_buy.publish": "发布拼团活动",
    "group_buy.close": "结束拼团活动",
    "group_buy.disband": "解散团并退款",
    "group_buy.count_paid": "确认参团席位",
    "group_buy.expire": "处理到时未成的团",
    "title": "名称",
}


async def _forming(session: AsyncSession) -> Figure:
    waiting = sa.select(sa.func.count()).select_from(Group).where(Group.status == FORMING)
    count = await session.scalar(waiting) or 0
    note = "正在等人，到时未成团自动退款" if count else "没有正在等人的团"
    return Figure("拼团中", f"{count} 个", "fa-user-group", note, "groups/list?status=forming")


def contribute() -> None:
    """The card on the first page, and words for the audit."""
    CARDS.provide(Card(READ, _forming), owner="group_buy", order=51)
    AUDIT_WORDS.provide(WORDS, owner="group_buy")
