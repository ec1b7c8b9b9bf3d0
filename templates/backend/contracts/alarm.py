"""What others may know of alarms, and what an alarm may set off."""

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar, Protocol

from sqlalchemy.ext.asyncio import AsyncSession

from app.core.events import Event
from app.core.ports import Port


@dataclass(frozen=True)
class AlarmEvent(Event):
    alarm_id: int
    device_id: int
    rule: str


@dataclass(frozen=True)
class AlarmOpened(AlarmEvent):
    name: ClassVar[str] = "alarm.opened"


@dataclass(frozen=True)
class AlarmEscalated(AlarmEvent):
    """Nobody acknowledged it in time: it is more severe from now on."""

    name: ClassVar[str] = "alarm.escalated"


@dataclass(frozen=True)
class AlarmCleared(AlarmEvent):
    """What raised it is over; somebody may still have to acknowledge it."""

    name: ClassVar[str] = "alarm.cleared"


@dataclass(frozen=True)
class RaisedAlarm:
    """An alarm that has just been opened."""

    id: int
    device_id: int
    device_code: str
    device_name: str
    rule: str
    title: str
    severity: str
    """critical, major, minor or warning."""
    opened_at: datetime
    told: str
    """What the device told then, in words."""


def source_key(alarm_id: int) -> str:
    """What is done about an alarm goes by this name, so that it is done once."""
    return f"alert:{alarm_id}"


class AlarmAction(Protocol):
    id: str
    """As a rule's `then` names it."""

    async def follow(self, session: AsyncSession, alarm: RaisedAlarm) -> None:
        """In the transaction that opens the alarm, so exactly once for it."""
        ...


ACTIONS: Port[AlarmAction] = Port("alarm actions")
