"""What others may know of purchase orders."""

from dataclasses import dataclass
from typing import ClassVar

from app.core.events import Event


@dataclass(frozen=True)
class ReceivedLine:
    """`lot` is the supplier's own number for it, "" where he has none."""

    line_id: int
    item: str
    quantity: int
    lot: str


@dataclass(frozen=True)
class PurchaseOrderReceived(Event):
    """Goods have come in."""

    name: ClassVar[str] = "purchase_order.received"

    receipt_id: int
    supplier_id: int
    lines: tuple[ReceivedLine, ...]
