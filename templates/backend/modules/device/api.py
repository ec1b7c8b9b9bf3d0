"""What others may use of devices.

`LISTENERS` hear what has been taken, in the transaction that keeps it: what they write is there exactly when the values
are.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from sqlalchemy.ext.asyncio import AsyncSession

from app.core.ports import Port
from app.modules.device.events import DeviceCameOnline, DeviceWentOffline
from app.modules.device.types import Value

__all__ = ["LISTENERS", "DeviceCameOnline", "DeviceWentOffline", "Listener", "Taken"]


@dataclass(frozen=True)
class Taken:
    """What one device told at one moment, without what its type does not know."""

    device_id: int
    type: str
    at: datetime
    received_at: datetime
    values: Mapping[str, Value]


class Listener(Protocol):
    async def took(self, session: AsyncSession, told: Sequence[Taken]) -> None:
        """In the order in which it came."""
        ...


LISTENERS: Port[Listener] = Port("device listeners")
