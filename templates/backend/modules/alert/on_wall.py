"""Alarms on the wall: how many are open, and the worst of them."""

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession

from app.contracts.wallboard import Figure, Kind, Panel, Row
from app.core.database import count_by
from app.modules.alert.models import Alarm
from app.modules.alert.settings import SEVERITIES
from app.modules.alert.words import SEVERITIES as WORDS
from app.modules.device import api as device

KINDS: dict[str, Kind] = {"critical": "bad", "major": "waits", "minor": "moves", "warning": "over"}


class AlarmsOnWall:
    async def panel(self, session: AsyncSession, most_rows: int) -> Panel:
        still_open = Alarm.cleared_at.is_(None)
        numbers = await count_by(session, Alarm.severity, still_open)
        worst = sa.case({severity: place for place, severity in enumerate(SEVERITIES)}, value=Alarm.severity)
        statement = sa.select(Alarm).where(still_open).order_by(worst, Alarm.id.desc()).limit(most_rows)
        alarms = (await session.scalars(statement)).all()
        known = await device.devices(session, {alarm.device_id for alarm in alarms})
        rows = [
            Row(
                f"{known[alarm.device_id].name} {alarm.title}",
                f"{WORDS[alarm.severity]} · {'已确认' if alarm.acknowledged_at else '待确认'}",
                KINDS[alarm.severity],
                alarm.opened_at,
            )
            for alarm in alarms
        ]
        return Panel(
            title="未恢复的告警",
            figures=tuple(Figure(WORDS[one], numbers[one], KINDS[one]) for one in SEVERITIES),
            rows=tuple(rows),
            empty="没有未恢复的告警",
            more=numbers.total() - len(rows),
        )
