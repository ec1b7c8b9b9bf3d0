"""What modules that require orders may use."""

from app.modules.order.errors import OrderNotFound
from app.modules.order.models import Order, OrderLine
from app.modules.order.moves import advance, cancel_paid, complete, let_go
from app.modules.order.queries import by_number, find
from app.modules.order.states import COMPLETED, ORDER

__all__ = [
    "COMPLETED",
    "ORDER",
    "Order",
    "OrderLine",
    "OrderNotFound",
    "advance",
    "by_number",
    "cancel_paid",
    "complete",
    "find",
    "let_go",
]
