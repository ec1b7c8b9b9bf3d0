"""An alarm that has somebody look at the machine: one order for it, however long it lasts."""

from sqlalchemy.ext.asyncio import AsyncSession

from app.contracts.alarm import RaisedAlarm, source_key
from app.contracts.work_order import Priority
from app.modules.work_order.opening import OpensWorkOrders

PRIORITIES: dict[str, Priority] = {"critical": "urgent", "major": "high", "minor": "normal", "warning": "normal"}


class OrderForAlarm:
    id = "work_order"

    async def follow(self, session: AsyncSession, alarm: RaisedAlarm) -> None:
        await OpensWorkOrders().open(
            session,
            title=f"{alarm.device_name}：{alarm.title}",
            asset=alarm.device_code,
            priority=PRIORITIES[alarm.severity],
            source_key=source_key(alarm.id),
            note=f"告警时：{alarm.told}" if alarm.told else "",
        )
