"""What bells tell others."""

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from app.core.events import Event


@dataclass(frozen=True)
class BellRung(Event):
    name: ClassVar[str] = "bell.rung"

    bell_id: int
    user_id: int
    rung_at: datetime
    price_fen: int
    sound: str
