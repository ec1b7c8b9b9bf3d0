"""What is older than the shop keeps it."""

from datetime import timedelta

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession

from app.core import clock
from app.core.jobs import Payload
from app.modules.device import days
from app.modules.device.keeping import milliseconds
from app.modules.device.models import Device, Message, Point
from app.modules.device.settings import DeviceSettings

HEARD_FOR = timedelta(days=7)
"""How long a message told again is known; nobody sends one again after a week."""


async def purge(session: AsyncSession, _: Payload) -> None:
    rules, now = DeviceSettings.load(), clock.now()
    oldest = milliseconds(now - rules.keep_for)
    if session.get_bind().dialect.name == "postgresql":
        await days.keep(session, oldest, milliseconds(now))
    else:
        for device_id in sorted(await session.scalars(sa.select(Device.id))):
            await session.execute(sa.delete(Point).where(Point.device_id == device_id, Point.at_ms < oldest))
    heard = max(HEARD_FOR, rules.late_for)
    await session.execute(sa.delete(Message).where(Message.received_at < now - heard))
