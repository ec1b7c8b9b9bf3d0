"""What modules that require orders may use."""

from app.modules.order.models import Order, OrderLine
from app.modules.order.queries import find
from app.modules.order.states import ORDER

__all__ = ["ORDER", "Order", "OrderLine", "find"]
