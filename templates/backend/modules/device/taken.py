"""What was taken of what a device told."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from app.modules.device.types import Value


@dataclass(frozen=True)
class Taken:
    """What one device told at one moment, without what its type does not know."""

    device_id: int
    type: str
    at: datetime
    received_at: datetime
    values: Mapping[str, Value]
