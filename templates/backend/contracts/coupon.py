"""What becomes of coupons, as facts for other modules."""

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from app.core.events import Event


@dataclass(frozen=True)
class CouponClaimed(Event):
    """A customer got a coupon, by button or by exchange code; it can be used until `valid_until`."""

    name: ClassVar[str] = "coupon.claimed"

    coupon_id: int
    template_id: int
    user_id: int
    valid_until: datetime
