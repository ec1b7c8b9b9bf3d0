"""What modules that require orders may use."""

from app.modules.order.models import Order, OrderLine
from app.modules.order.moves import advance, cancel_paid, cancel_unpaid, complete, let_go
from app.modules.order.queries import find
from app.modules.order.states import ORDER

__all__ = ["ORDER", "Order", "OrderLine", "advance", "cancel_paid", "cancel_unpaid", "complete", "find", "let_go"]
