"""What becomes of bookings, as facts for other modules."""

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from app.core.events import Event


@dataclass(frozen=True)
class BalanceDue(Event):
    """The deposit is paid, and from now on until `until` the balance can be."""

    name: ClassVar[str] = "presale.balance_due"

    booking_id: int
    user_id: int
    until: datetime


@dataclass(frozen=True)
class PresaleLapsed(Event):
    """The balance was not paid in time; `refunded` says whether the deposit goes back."""

    name: ClassVar[str] = "presale.lapsed"

    booking_id: int
    user_id: int
    refunded: bool
