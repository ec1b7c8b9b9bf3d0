"""What becomes of customers, as facts for other modules."""

from dataclasses import dataclass
from typing import ClassVar

from app.core.events import Event


@dataclass(frozen=True)
class UserRegistered(Event):
    """Somebody signed in for the first time."""

    name: ClassVar[str] = "user.registered"

    user_id: int


@dataclass(frozen=True)
class UserErased(Event):
    """A customer left. Modules have forgotten him already, through PERSONAL_DATA."""

    name: ClassVar[str] = "user.erased"

    user_id: int
