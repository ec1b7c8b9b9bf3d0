"""What becomes of the goods, as facts for other modules."""

from dataclasses import dataclass
from typing import ClassVar

from app.core.events import Event


@dataclass(frozen=True)
class SkuChanged(Event):
    """What an SKU costs or is called is not what it was. How it is now is asked of the catalogue: it may have changed
    again since.
    """

    name: ClassVar[str] = "sku.changed"

    sku_id: int
    spu_id: int
