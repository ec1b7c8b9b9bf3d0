"""What activities use."""

from app.modules.activity.errors import LimitReached
from app.modules.activity.forms import count_typed, skus_typed
from app.modules.activity.limits import Claim, enter, enter_with_order, leave

__all__ = [
    "Claim",
    "LimitReached",
    "count_typed",
    "enter",
    "enter_with_order",
    "leave",
    "skus_typed",
]
