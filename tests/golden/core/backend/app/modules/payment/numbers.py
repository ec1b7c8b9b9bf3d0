"""Business numbers: the time in Beijing, then digits by chance. WeChat takes 6 to 32 of 0-9 A-Z a-z _ - | *."""

import secrets
from datetime import timedelta, timezone

from app.core import clock

BEIJING = timezone(timedelta(hours=8))


def new_number(prefix: str) -> str:
    """`P` for payments, `R` for refunds: 24 characters."""
    return f"{prefix}{clock.now().astimezone(BEIJING):%Y%m%d%H%M%S}{secrets.randbelow(10**9):09d}"


def attempt_number(pay_no: str, attempt: int) -> str:
    """The number at WeChat of the first, second, … attempt."""
    return f"{pay_no}A{attempt}"
