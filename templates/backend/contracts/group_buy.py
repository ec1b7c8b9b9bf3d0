"""What becomes of groups, as facts for other modules."""

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from app.core.events import Event


@dataclass(frozen=True)
class GroupOpened(Event):
    """Its first member has paid; until `expires_at` others can join."""

    name: ClassVar[str] = "group_buy.opened"

    group_id: int
    user_id: int
    expires_at: datetime


@dataclass(frozen=True)
class GroupSucceeded(Event):
    """It is complete: the orders of these customers may be served."""

    name: ClassVar[str] = "group_buy.succeeded"

    group_id: int
    user_ids: tuple[int, ...]


@dataclass(frozen=True)
class GroupFailed(Event):
    """It was not complete in time, or given up; these customers had paid and get their money back."""

    name: ClassVar[str] = "group_buy.failed"

    group_id: int
    user_ids: tuple[int, ...]
