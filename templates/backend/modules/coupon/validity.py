"""From when until when a coupon can be used."""

from datetime import datetime, time, timedelta

from app.core import clock
from app.core.clock import ZONE
from app.modules.coupon.models import CouponTemplate


def span(template: CouponTemplate) -> tuple[datetime, datetime]:
    """Of a coupon claimed now: the template's dates, or from now until the end of the last day in the shop's time."""
    if template.valid_from is not None and template.valid_until is not None:
        return template.valid_from, template.valid_until
    now = clock.now()
    last = now.astimezone(ZONE).date() + timedelta(days=(template.valid_days or 0) + 1)
    return now, datetime.combine(last, time.min, ZONE)
