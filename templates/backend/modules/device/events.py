from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from app.core.events import Event


@dataclass(frozen=True)
class DeviceCameOnline(Event):
    name: ClassVar[str] = "device.came_online"

    device_id: int
    at: datetime


@dataclass(frozen=True)
class DeviceWentOffline(Event):
    """Nothing was heard of it for three times as long as it is used to tell something."""

    name: ClassVar[str] = "device.went_offline"

    device_id: int
    last_seen_at: datetime


@dataclass(frozen=True)
class CommandEnded(Event):
    """`status` is done, failed or expired; `note` is what the device said of it."""

    name: ClassVar[str] = "device.command_ended"

    device_id: int
    command_id: int
    status: str
    note: str = ""
