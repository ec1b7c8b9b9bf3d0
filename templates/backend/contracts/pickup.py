"""Goods that wait at a store's counter, as facts for other modules."""

from dataclasses import dataclass
from typing import ClassVar

from app.core.events import Event


@dataclass(frozen=True)
class PickupEvent(Event):
    pickup_id: int
    order_id: int
    order_no: str
    user_id: int
    store_id: int
    store_name: str


@dataclass(frozen=True)
class PickupReady(PickupEvent):
    name: ClassVar[str] = "pickup.ready"


@dataclass(frozen=True)
class PickupPicked(PickupEvent):
    name: ClassVar[str] = "pickup.picked"
