"""What the console's first page says of purchase orders, and words for the audit."""

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession

from app.core.admin import AUDIT_WORDS, CARDS, Card, Figure
from app.modules.purchase_order.models import PurchaseOrder
from app.modules.purchase_order.receiving import RECEIPT
from app.modules.purchase_order.states import RUNNING

WORDS = {
    "purchase_order": "采购订单",
    RECEIPT: "采购收货",
    "purchase_order.create": "新建采购订单",
    "purchase_order.place": "采购下单",
    "purchase_order.hold": "暂停采购订单",
    "purchase_order.close": "关闭采购订单",
    "purchase_order.reopen": "恢复采购订单",
    "purchase_order.cancel": "取消采购订单",
    "purchase_order.receive": "采购收货",
    "purchase_order.bill": "登记供应商发票",
    "receipt_id": "收货单编号",
    "number": "号码",
    "amount_fen": "金额",
}


async def _running(session: AsyncSession) -> Figure:
    running = PurchaseOrder.status.in_(sorted(RUNNING))
    count = await session.scalar(sa.select(sa.func.count()).select_from(PurchaseOrder).where(running)) or 0
    silent = sa.select(sa.func.count()).select_from(PurchaseOrder).where(running, PurchaseOrder.milestone == "")
    unconfirmed = await session.scalar(silent) or 0
    note = f"其中 {unconfirmed} 张供应商还没有确认" if unconfirmed else "供应商都已确认"
    link = "purchase-orders/list?status=running"
    return Figure("进行中的采购订单", str(count), "fa-file-contract", note, link, waits=unconfirmed > 0)


def contribute() -> None:
    """The card on the first page, and words for the audit."""
    CARDS.provide(Card("purchase_order.read", _running), owner="purchase_order", order=34)
    AUDIT_WORDS.provide(WORDS, owner="purchase_order")
