"""What the console's first page says of requests, and words for the audit."""

from sqlalchemy.ext.asyncio import AsyncSession

from app.core.admin import AUDIT_WORDS, CARDS, Card, Figure
from app.core.database import count_by
from app.modules.rfq.models import Rfq
from app.modules.rfq.states import CLOSED, OPEN

WORDS = {
    "rfq": "询价",
    "rfq.create": "新建询价",
    "rfq.edit": "修改询价",
    "rfq.open": "发出询价",
    "rfq.close": "询价截止",
    "rfq.cancel": "取消询价",
    "rfq.award": "定标",
    "rfq.attach": "上传询价附件",
    "revision": "版本",
    "supplier_ids": "供应商编号",
}


async def _waiting(session: AsyncSession) -> Figure:
    counts = await count_by(session, Rfq.status, Rfq.status.in_([OPEN, CLOSED]))
    closed = counts[CLOSED]
    note = "等待定标" if closed else f"另有 {counts[OPEN]} 份正在报价"
    return Figure("待定标询价", str(closed), "fa-scale-balanced", note, "rfqs/list?status=closed", waits=closed > 0)


def contribute() -> None:
    """The card on the first page, and words for the audit."""
    CARDS.provide(Card("rfq.read", _waiting), owner="rfq", order=32)
    AUDIT_WORDS.provide(WORDS, owner="rfq")
