"""Orders for the business's ERP, as soon as they are paid."""

from sqlalchemy.ext.asyncio import AsyncSession

from app.contracts.erp_connector import ErpDocument
from app.contracts.order import OrderPaid
from app.core.clock import ZONE
from app.modules.order.models import Order


class OrdersForErp:
    kind = "order"
    label = "销售订单"
    events = (OrderPaid,)

    async def document(self, session: AsyncSession, entity_id: int) -> ErpDocument | None:
        order = await session.get_one(Order, entity_id)
        if order.paid_at is None:
            return None
        content = {
            "goods_fen": order.goods_fen,
            "discount_fen": order.discount_fen,
            "freight_fen": order.freight_fen,
            "paid_at": order.paid_at.isoformat(),
            "lines": [
                {"sku_id": line.sku_id, "name": line.name, "quantity": line.quantity, "total_fen": line.total_fen}
                for line in order.lines
            ],
        }
        return ErpDocument(order.order_no, order.paid_at.astimezone(ZONE).date(), order.payable_fen, content)
