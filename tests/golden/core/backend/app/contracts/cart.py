"""What others may know of carts."""

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from app.core.events import Event


@dataclass(frozen=True)
class CartFilled(Event):
    """A customer has put something in."""

    name: ClassVar[str] = "cart.filled"

    user_id: int
    at: datetime
