"""What activities use."""

from app.modules.activity.errors import LimitReached
from app.modules.activity.forms import as_typed, count_typed, fen_typed, rows_of, shop_time, yuan_typed
from app.modules.activity.limits import Claim, enter, enter_with_order, leave

__all__ = [
    "Claim",
    "LimitReached",
    "as_typed",
    "count_typed",
    "enter",
    "enter_with_order",
    "fen_typed",
    "leave",
    "rows_of",
    "shop_time",
    "yuan_typed",
]
