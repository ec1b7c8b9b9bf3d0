"""The beginning and the end of an alarm: each happens once, as the database says."""

from collections.abc import Mapping
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession

from app.contracts.alarm import ACTIONS, AlarmCleared, AlarmOpened, RaisedAlarm
from app.core import clock
from app.core.database import changed, upsert
from app.core.events import emit
from app.modules.alert.models import Alarm
from app.modules.alert.settings import Rule
from app.modules.device import api as device


async def begin(
    session: AsyncSession, name: str, rule: Rule, *, device_id: int, at: datetime, values: Mapping[str, object]
) -> Alarm | None:
    """None where the device has an open alarm of the rule already."""
    row = {
        "device_id": device_id,
        "rule": name,
        "title": rule.title(name),
        "severity": rule.severity,
        "count": 1,
        "values": dict(values),
        "opened_at": clock.now(),
        "last_at": at,
    }
    write = upsert(session, Alarm).values(row)
    write = write.on_conflict_do_nothing(
        index_elements=["device_id", "rule"], index_where=sa.text("cleared_at IS NULL")
    )
    alarm: Alarm | None = await session.scalar(write.returning(Alarm))
    if alarm is None:
        return None
    await emit(session, AlarmOpened(alarm.id, device_id, name))
    await _follow(session, alarm, rule)
    return alarm


async def _follow(session: AsyncSession, alarm: Alarm, rule: Rule) -> None:
    known = (await device.devices(session, [alarm.device_id]))[alarm.device_id]
    raised = RaisedAlarm(
        id=alarm.id,
        device_id=known.id,
        device_code=known.code,
        device_name=known.name,
        rule=alarm.rule,
        title=alarm.title,
        severity=alarm.severity,
        opened_at=alarm.opened_at,
        told=device.in_words(known.type, alarm.values),
    )
    for action in ACTIONS.all():
        if action.id in rule.then:
            await action.follow(session, raised)


async def end(session: AsyncSession, alarm: Alarm) -> bool:
    """False where it has been cleared meanwhile."""
    now = clock.now()
    still_open = sa.update(Alarm).where(Alarm.id == alarm.id, Alarm.cleared_at.is_(None))
    if not await changed(session, still_open.values(cleared_at=now)):
        return False
    await emit(session, AlarmCleared(alarm.id, alarm.device_id, alarm.rule))
    return True
