"""What becomes of flash sales, as facts for other modules."""

from dataclasses import dataclass
from typing import ClassVar

from app.core.events import Event


@dataclass(frozen=True)
class FlashSaleSoldOut(Event):
    """The last piece was taken. An order that is cancelled later may bring some back."""

    name: ClassVar[str] = "flash_sale.sold_out"

    item_id: int
    sale_id: int
    sku_id: int
