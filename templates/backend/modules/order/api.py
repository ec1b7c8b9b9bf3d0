"""What modules that require orders may use."""

from app.modules.order.habits import LastOrder, has_ordered_since, last_orders, placed_at
from app.modules.order.models import Order, OrderLine
from app.modules.order.moves import advance, cancel_paid, complete, let_go
from app.modules.order.queries import find
from app.modules.order.states import ORDER

__all__ = [
    "ORDER",
    "LastOrder",
    "Order",
    "OrderLine",
    "advance",
    "cancel_paid",
    "complete",
    "find",
    "has_ordered_since",
    "last_orders",
    "let_go",
    "placed_at",
]
