"""What others may know of orders: the facts, in the words of the business; and how they may keep one waiting."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar, Literal, Protocol

import sqlalchemy as sa
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
class OrderReady(OrderEvent):
    """It is paid and nothing holds it: whoever sends or hands over goods may begin."""

    name: ClassVar[str] = "order.ready"


@dataclass(frozen=True)
class OrderCompleted(OrderEvent):
    name: ClassVar[str] = "order.completed"


@dataclass(frozen=True)
class OrderCanceled(OrderEvent):
    """`reason` is `user`, `timeout`, `staff`, and for one that had been paid `refunded_all` or what its hold says."""

    name: ClassVar[str] = "order.canceled"
    reason: str = ""


@dataclass(frozen=True)
class OrderRefunded(OrderEvent):
    """`refunded_fen` is what has been given back so far, of all that was paid; it only grows."""

    name: ClassVar[str] = "order.refunded"
    refunded_fen: int = 0


@dataclass(frozen=True)
class Kept:
    """Why a paid order is not served yet, in the customer's words, and when that ends at the latest, if known."""

    text: str
    until: datetime | None


class Hold(Protocol):
    """Keeps orders that are paid from being served until something else has happened: until their group is complete."""

    async def holds(self, session: AsyncSession, order_id: int) -> bool:
        """Asked in the transaction of the payment. Who answers True lets the order go, or cancels it, later."""
        ...

    async def kept(self, session: AsyncSession, order_ids: Collection[int]) -> Mapping[int, Kept]:
        """Of these orders those that it holds now, and why: meanwhile their customers cannot cancel them."""
        ...


HOLDS: Port[Hold] = Port("holds")


class HandedOver(Protocol):
    """Sends goods before an order is done: in parcels, one after the other."""

    async def gone(self, session: AsyncSession, order_id: int) -> Mapping[int, int]:
        """Pieces by the id of the order's line that have left the shop; lines of which all is here may be missing.

        Asked while the order's row is locked: nothing leaves meanwhile.
        """
        ...


class HandedOverAt(Protocol):
    """Hands orders over at places that have staff of their own."""

    def orders_at(self, places: Collection[int]) -> sa.Select[int]:
        """The ids of the orders of these places."""
        ...


ORDER_PLACES: Port[HandedOverAt] = Port("order_places")


HANDED_OVER: Port[HandedOver] = Port("handed_over")
