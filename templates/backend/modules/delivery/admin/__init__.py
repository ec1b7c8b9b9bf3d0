"""Sending at the console: orders that wait for it, parcels, and what it costs."""

from collections.abc import Sequence

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession
from starlette_admin.views import BaseView

from app.core.admin import AUDIT_WORDS, CARDS, Card, Figure
from app.modules.delivery.admin.common import READ
from app.modules.delivery.admin.rules import FreightRuleView
from app.modules.delivery.admin.shipments import ShipmentView
from app.modules.delivery.admin.to_ship import ToShipView
from app.modules.delivery.shipping import TO_SHIP
from app.modules.order.api import Order

WORDS = {
    "delivery": "发货",
    "delivery.confirmed": "把微信的确认收货记入订单",
    "delivery.go_on": "退款之后继续发货",
    "shipment": "包裹",
    "shipment.pack": "打包",
    "shipment.send": "寄出包裹",
    "shipment.unpack": "取消打包",
    "shipment.correct": "更正快递单号",
    "shipment.delivered": "标记为已签收",
    "freight_rule": "运费规则",
    "freight_rule.create": "新增运费规则",
    "freight_rule.edit": "修改运费规则",
    "freight_rule.delete": "删除运费规则",
    "courier": "快递公司",
    "tracking_no": "快递单号",
    "order_id": "订单编号",
    "place": "地区",
    "delivery.take_over": "把订单列入待发货",
    "delivery.stop": "停止发货",
    "delivery.finish": "结束配送",
    "delivery.complete": "发货后自动完成订单",
    "delivery.track": "查询物流进度",
}


async def _waiting(session: AsyncSession) -> Figure:
    waiting = sa.select(sa.func.count()).select_from(Order).where(Order.status == TO_SHIP)
    count = await session.scalar(waiting) or 0
    note = "付款后 48 小时内要发货" if count else "没有待发货的订单"
    return Figure("待发货", str(count), "fa-box", note, "to-ship/list", waits=count > 0)


def contribute() -> None:
    """The card on the first page, and words for the audit."""
    CARDS.provide(Card(READ, _waiting), owner="delivery", order=13)
    AUDIT_WORDS.provide(WORDS, owner="delivery")


def views() -> Sequence[BaseView]:
    return (ToShipView(), ShipmentView(), FreightRuleView())
