"""What others may know of purchase orders: what was received, of whom, and in which lots."""

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar, Protocol

from sqlalchemy.ext.asyncio import AsyncSession

from app.core.events import Event
from app.core.ports import Port


@dataclass(frozen=True)
class ReceivedLine:
    """`line_id` is the receipt's line; `lot` the number that the supplier gave it, "" for none."""

    line_id: int
    item: str
    quantity: int
    lot: str


@dataclass(frozen=True)
class PurchaseOrderReceived(Event):
    """Goods came in. Whoever inspects goods may hold them until they are passed."""

    name: ClassVar[str] = "purchase_order.received"

    receipt_id: int
    supplier_id: int
    lines: tuple[ReceivedLine, ...]


@dataclass(frozen=True)
class Receipt:
    """A delivery as it was taken in."""

    id: int
    number: str
    order_id: int
    order_number: str
    supplier_id: int
    supplier: str
    received_at: datetime
    lines: tuple[ReceivedLine, ...]


class Receipts(Protocol):
    async def receipt(self, session: AsyncSession, receipt_id: int) -> Receipt | None:
        """None for one that there is not."""
        ...


class NoReceipts:
    """Nobody orders anything."""

    async def receipt(self, session: AsyncSession, receipt_id: int) -> Receipt | None:
        del session, receipt_id
        return None


RECEIPTS: Port[Receipts] = Port("receipts")
