"""Rules for tests, and a machine that tells something every now and then."""

import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from app.core import clock
from app.core.database import Database
from app.modules.alert import sweeping
from app.modules.alert.models import Alarm
from app.modules.device.ingesting import take
from app.modules.device.messages import Incoming
from tests.device.machines import Machine

RULES = {
    "overheat": {
        "label": "主轴过热",
        "device": "cnc",
        "when": "temperature > 80",
        "for": "60s",
        "clear": "temperature < 75",
        "severity": "critical",
        "then": ["notify"],
    }
}


async def tells(database: Database, machine: Machine, at: datetime | None = None, **values: object) -> None:
    """Now, or as of `at`."""
    body = {"values": values} if at is None else {"values": values, "at": at.isoformat()}
    async with database.begin() as session:
        await take(session, [Incoming(machine.code, json.dumps(body).encode(), clock.now())])


async def sweep(database: Database) -> None:
    async with database.begin() as session:
        await sweeping.sweep(session, {})


@dataclass(frozen=True)
class Told:
    """What counts of an alarm."""

    rule: str
    count: int
    state: str


async def alarms(database: Database) -> list[Told]:
    async with database.read() as session:
        rows = await session.scalars(sa.select(Alarm).order_by(Alarm.id))
        return [Told(row.rule, row.count, _state(row)) for row in rows]


def _state(alarm: Any) -> str:  # noqa: ANN401
    active = "CLEARED" if alarm.cleared_at else "ACTIVE"
    return f"{active}_{'ACK' if alarm.acknowledged_at else 'UNACK'}"
