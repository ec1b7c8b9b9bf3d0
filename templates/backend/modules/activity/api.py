"""What activities use."""

from app.modules.activity.errors import LimitReached
from app.modules.activity.limits import Claim, enter, enter_with_order, leave

__all__ = ["Claim", "LimitReached", "enter", "enter_with_order", "leave"]
