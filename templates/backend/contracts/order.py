"""What others may know of orders: the facts, in the words of the business."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar, Literal, Protocol

from sqlalchemy.ext.asyncio import AsyncSession

from app.core.events import Event
from app.core.ports import Port

Source = Literal["cart", "direct"]
"""Where the customer chose what to order: in the cart, or on a product's page, past the cart."""


class OrderActions(Protocol):
    """What another module lets customers do with their orders, beside what the order's own state allows."""

    async def of(self, session: AsyncSession, user_id: int, order_ids: Collection[int]) -> Mapping[int, Sequence[str]]:
        """The actions (by their ids among `order_actions`) of those of the customer's orders that allow any now."""
        ...


ORDER_ACTIONS: Port[OrderActions] = Port("order_actions")


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
