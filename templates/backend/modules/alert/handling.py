"""What staff do with alarms, and what they see of them."""

from collections.abc import Sequence
from typing import Literal

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession

from app.contracts.alarm import source_key
from app.contracts.work_order import WORK_ORDERS, NoWorkOrders, OpenedOrder
from app.core import audit, clock
from app.core.context import Actor
from app.core.database import changed
from app.core.pagination import Page, PageQuery, paginate
from app.modules.alert import opening
from app.modules.alert.errors import AlarmNotFound
from app.modules.alert.models import Alarm
from app.modules.alert.schemas import AlarmOrder, AlarmOut
from app.modules.alert.words import SEVERITIES
from app.modules.device import api as device

Which = Literal["open", "unacknowledged", "cleared"]
WHICH: dict[str, sa.ColumnElement[bool]] = {
    "open": Alarm.cleared_at.is_(None),
    "unacknowledged": Alarm.acknowledged_at.is_(None),
    "cleared": Alarm.cleared_at.is_not(None),
}


async def listed(
    session: AsyncSession, page: PageQuery, *, which: Which | None, device_id: int | None
) -> Page[AlarmOut]:
    """The newest first. Raises CursorInvalid."""
    statement = sa.select(Alarm)
    if which is not None:
        statement = statement.where(WHICH[which])
    if device_id is not None:
        statement = statement.where(Alarm.device_id == device_id)
    alarms, cursor = await paginate(session, statement, page, key=(Alarm.id,))
    return Page(items=await outs(session, alarms), next_cursor=cursor)


async def unseen(session: AsyncSession) -> int:
    """How many are neither cleared nor acknowledged."""
    statement = sa.select(sa.func.count()).select_from(Alarm)
    statement = statement.where(Alarm.cleared_at.is_(None), Alarm.acknowledged_at.is_(None))
    return await session.scalar(statement) or 0


async def find(session: AsyncSession, alarm_id: int) -> Alarm:
    """Raises AlarmNotFound."""
    alarm = await session.get(Alarm, alarm_id, populate_existing=True)
    if alarm is None:
        raise AlarmNotFound
    return alarm


async def acknowledge(session: AsyncSession, actor: Actor, alarm_id: int) -> Alarm:
    """Whoever is first; twice is once. Raises AlarmNotFound."""
    alarm = await find(session, alarm_id)
    unacknowledged = sa.update(Alarm).where(Alarm.id == alarm_id, Alarm.acknowledged_at.is_(None))
    if await changed(session, unacknowledged.values(acknowledged_at=clock.now(), acknowledged_by=actor.id)):
        await audit.record(session, actor, "alarm.acknowledge", "alarm", alarm_id)
    await session.refresh(alarm)
    return alarm


async def clear(session: AsyncSession, actor: Actor, alarm_id: int) -> Alarm:
    """By hand: should what raised it still hold, the next message raises another. Raises AlarmNotFound."""
    alarm = await find(session, alarm_id)
    if await opening.end(session, alarm):
        await audit.record(session, actor, "alarm.clear", "alarm", alarm_id)
    await session.refresh(alarm)
    return alarm


async def outs(session: AsyncSession, alarms: Sequence[Alarm]) -> list[AlarmOut]:
    known = await device.devices(session, {alarm.device_id for alarm in alarms})
    orders = await WORK_ORDERS.one(NoWorkOrders()).opened_for(session, [source_key(alarm.id) for alarm in alarms])
    plain = AlarmOut.model_fields.keys() - {"device_code", "device_name", "severity_label", "told", "work_order"}
    return [
        AlarmOut(
            **{name: getattr(alarm, name) for name in plain},
            device_code=known[alarm.device_id].code,
            device_name=known[alarm.device_id].name,
            severity_label=SEVERITIES[alarm.severity],
            told=device.in_words(known[alarm.device_id].type, alarm.values),
            work_order=_order(orders.get(source_key(alarm.id))),
        )
        for alarm in alarms
    ]


def _order(opened: OpenedOrder | None) -> AlarmOrder | None:
    return AlarmOrder(id=opened.id, number=opened.number, status_label=opened.status_label) if opened else None
