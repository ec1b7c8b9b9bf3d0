"""What others may know of members' tiers."""

from dataclasses import dataclass
from typing import ClassVar

from app.core.events import Event


@dataclass(frozen=True)
class TierChanged(Event):
    """The customer holds another tier; `tier` is its name, `up` whether it is a higher one than before."""

    name: ClassVar[str] = "tier.changed"
    user_id: int
    tier: str
    up: bool
