"""What other modules may use of this one; those that do without it take `app.contracts.purchase_order`."""

from app.modules.purchase_order.errors import OrderNotFound, ReceiptNotFound
from app.modules.purchase_order.models import PurchaseOrder, PurchaseOrderLine, ReceiptRow
from app.modules.purchase_order.ordering import find
from app.modules.purchase_order.receiving import find_receipt, receipts_of
from app.modules.purchase_order.states import LABELS

__all__ = [
    "LABELS",
    "OrderNotFound",
    "PurchaseOrder",
    "PurchaseOrderLine",
    "ReceiptNotFound",
    "ReceiptRow",
    "find",
    "find_receipt",
    "receipts_of",
]
