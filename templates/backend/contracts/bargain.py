"""What becomes of bargains, as facts for other modules."""

from dataclasses import dataclass
from typing import ClassVar

from app.core.events import Event


@dataclass(frozen=True)
class BargainSucceeded(Event):
    """The last friend has brought the price down to its floor."""

    name: ClassVar[str] = "bargain.succeeded"

    record_id: int
    user_id: int
    sku_id: int


@dataclass(frozen=True)
class BargainFailed(Event):
    """Its time is up, and it was not bought."""

    name: ClassVar[str] = "bargain.failed"

    record_id: int
    user_id: int
    sku_id: int
