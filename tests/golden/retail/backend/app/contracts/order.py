"""What others may know of orders: the facts, in the words of the business."""

from dataclasses import dataclass
from typing import ClassVar, Literal

from app.core.events import Event

Source = Literal["cart", "direct"]
"""Where the customer chose what to order: in the cart, or on a product's page, past the cart."""


@dataclass(frozen=True)
class OrderedLine:
    sku_id: int
    spu_id: int
    quantity: int
    total_fen: int


@dataclass(frozen=True)
class OrderEvent(Event):
    """`payable_fen` is the whole amount; `lines` what was bought."""

    order_id: int
    order_no: str
    user_id: int
    payable_fen: int
    lines: tuple[OrderedLine, ...]


@dataclass(frozen=True)
class OrderCreated(OrderEvent):
    name: ClassVar[str] = "order.created"
    source: Source


@dataclass(frozen=True)
class OrderPaid(OrderEvent):
    name: ClassVar[str] = "order.paid"


@dataclass(frozen=True)
class OrderCompleted(OrderEvent):
    name: ClassVar[str] = "order.completed"


@dataclass(frozen=True)
class OrderCanceled(OrderEvent):
    """`reason` is `user`, `timeout`, `staff`, or `refunded_all` for one that had been paid."""

    name: ClassVar[str] = "order.canceled"
    reason: str = ""


@dataclass(frozen=True)
class OrderRefunded(OrderEvent):
    """`refunded_fen` is what has been given back so far, of all that was paid; it only grows."""

    name: ClassVar[str] = "order.refunded"
    refunded_fen: int = 0
