"""What deliveries are worth, for the business's ERP, as soon as they are taken in."""

from sqlalchemy.ext.asyncio import AsyncSession

from app.contracts.erp_connector import ErpDocument
from app.contracts.purchase_order import PurchaseOrderReceived
from app.core.clock import ZONE
from app.modules.purchase_order.models import PurchaseOrder, ReceiptRow
from app.modules.supplier import api as supplier


class ReceiptsForErp:
    kind = "purchase_receipt"
    label = "采购收货"
    events = (PurchaseOrderReceived,)

    async def document(self, session: AsyncSession, entity_id: int) -> ErpDocument | None:
        receipt = await session.get_one(ReceiptRow, entity_id)
        order = await session.get_one(PurchaseOrder, receipt.order_id)
        names = await supplier.names(session, [order.supplier_id])
        content = {
            "order": order.number,
            "supplier": names[order.supplier_id],
            "delivery_note": receipt.delivery_note,
            "lines": [
                {
                    "item": line.order_line.item,
                    "spec": line.order_line.spec,
                    "quantity": line.quantity,
                    "unit": line.order_line.unit,
                    "price_fen": line.order_line.price_fen,
                    "lot": line.lot,
                }
                for line in receipt.lines
            ],
        }
        worth = sum(line.quantity * line.order_line.price_fen for line in receipt.lines)
        return ErpDocument(receipt.number, receipt.received_at.astimezone(ZONE).date(), worth, content)
