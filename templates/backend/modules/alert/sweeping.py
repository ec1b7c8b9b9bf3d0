"""What no message tells: silence, alarms that nobody looks at, rules that are there no more."""

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession

from app.contracts.alarm import AlarmEscalated
from app.core import clock
from app.core.database import changed
from app.core.events import emit
from app.core.jobs import Payload
from app.modules.alert import notifying, opening
from app.modules.alert.models import Alarm
from app.modules.alert.settings import AlertSettings, Rule
from app.modules.device import api as device


async def sweep(session: AsyncSession, _: Payload) -> None:
    rules = AlertSettings.load().rules
    alarms = list(
        await session.scalars(
            sa.select(Alarm).where(Alarm.cleared_at.is_(None)).order_by(Alarm.id),
            execution_options={"populate_existing": True},
        )
    )
    for alarm in alarms:
        if alarm.rule not in rules:
            await opening.end(session, alarm)
    for name, rule in rules.items():
        mine = [alarm for alarm in alarms if alarm.rule == name]
        if rule.no_data is not None:
            await _silence(session, name, rule, mine)
        if rule.escalate_after is not None:
            await _escalate(session, rule, mine)


async def _silence(session: AsyncSession, name: str, rule: Rule, alarms: list[Alarm]) -> None:
    """By when a device was last heard, and not by messages that did not come."""
    before = clock.now() - (rule.no_data or rule.holds_for)
    told = {alarm.device_id: alarm for alarm in alarms}
    for device_id in sorted(await device.heard_since(session, told.keys(), before)):
        await opening.end(session, told[device_id])
    for silent in await device.silent_since(session, rule.device, before):
        if silent.id not in told:
            known = await device.latest(session, [silent.id])
            values = {reading: value for reading, (value, _) in known[silent.id].items()}
            last = silent.last_seen_at or before
            await opening.begin(session, name, rule, device_id=silent.id, at=last, values=values)


async def _escalate(session: AsyncSession, rule: Rule, alarms: list[Alarm]) -> None:
    """Once: who has not looked by then is told again, more loudly."""
    before = clock.now() - (rule.escalate_after or rule.holds_for)
    for alarm in alarms:
        unseen = sa.update(Alarm).where(
            Alarm.id == alarm.id,
            Alarm.opened_at < before,
            Alarm.acknowledged_at.is_(None),
            Alarm.cleared_at.is_(None),
            Alarm.escalated_at.is_(None),
        )
        if await changed(session, unseen.values(severity=rule.escalated, escalated_at=clock.now())):
            await emit(session, AlarmEscalated(alarm.id, alarm.device_id, alarm.rule))
            if notifying.ID in rule.then:
                await notifying.tell(session, alarm.id, "escalated")


async def purge(session: AsyncSession, _: Payload) -> None:
    before = clock.now() - AlertSettings.load().keep_for
    done = sa.delete(Alarm).where(Alarm.cleared_at < before, Alarm.acknowledged_at.is_not(None))
    await session.execute(done)
