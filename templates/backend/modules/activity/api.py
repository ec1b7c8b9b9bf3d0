"""What activities use."""

from app.modules.activity.errors import LimitReached
from app.modules.activity.forms import count_typed, fen_typed, form_errors, moment_typed, skus_typed, yuan_typed
from app.modules.activity.limits import Claim, enter, enter_with_order, leave

__all__ = [
    "Claim",
    "LimitReached",
    "count_typed",
    "enter",
    "enter_with_order",
    "fen_typed",
    "form_errors",
    "leave",
    "moment_typed",
    "skus_typed",
    "yuan_typed",
]
