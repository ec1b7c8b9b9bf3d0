"""What modules that require orders may use."""

from app.modules.order.errors import OrderNotFound
from app.modules.order.habits import LastOrder, has_ordered_since, last_orders, placed_at
from app.modules.order.models import Order, OrderLine
from app.modules.order.moves import (
    advance,
    cancel_paid,
    cancel_unpaid,
    close_unsent,
    complete,
    handed_over,
    let_go,
    refunded,
)
from app.modules.order.queries import by_number, find, numbered
from app.modules.order.states import CANCELED, COMPLETED, NOT_SENT, ORDER, PENDING_GROUP

__all__ = [
    "CANCELED",
    "COMPLETED",
    "NOT_SENT",
    "ORDER",
    "PENDING_GROUP",
    "LastOrder",
    "Order",
    "OrderLine",
    "OrderNotFound",
    "advance",
    "by_number",
    "cancel_paid",
    "cancel_unpaid",
    "close_unsent",
    "complete",
    "find",
    "handed_over",
    "has_ordered_since",
    "last_orders",
    "let_go",
    "numbered",
    "placed_at",
    "refunded",
]
