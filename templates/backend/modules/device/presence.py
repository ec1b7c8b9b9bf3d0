"""Who is online: by when something was last heard, and not by connections that come and go.

A device is offline when nothing was heard for three times as long as its type is used to tell something.
"""

from collections.abc import Sequence
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession

from app.core import clock, events
from app.core.jobs import Payload
from app.modules.device.events import DeviceCameOnline, DeviceWentOffline
from app.modules.device.models import Device
from app.modules.device.settings import DeviceSettings
from app.modules.device.states import DEVICE, INACTIVE, OFFLINE, ONLINE

MISSED = 3

_DEVICES = Device.metadata.tables[Device.__tablename__]
_SEEN = (
    sa.update(_DEVICES)
    .where(
        _DEVICES.c.id == sa.bindparam("device"),
        sa.or_(_DEVICES.c.last_seen_at.is_(None), _DEVICES.c.last_seen_at < sa.bindparam("moment")),
    )
    .values(last_seen_at=sa.bindparam("moment"))
)
"""For many at once: the table's own statement takes rows, a class's would look each one up."""


async def seen(session: AsyncSession, heard: Sequence[tuple[Device, datetime]]) -> None:
    """The devices were heard of, at these moments."""
    if not heard:
        return
    last: dict[int, datetime] = {}
    for device, at in heard:
        last[device.id] = max(at, last.get(device.id, at))
    await session.execute(_SEEN, [{"device": device_id, "moment": at} for device_id, at in sorted(last.items())])
    away = {device.id for device, _ in heard if device.status in (INACTIVE, OFFLINE)}
    for device_id in sorted(away):
        if await DEVICE.move(session, Device, device_id, source=(INACTIVE, OFFLINE), to=ONLINE):
            await events.emit(session, DeviceCameOnline(device_id, last[device_id]))


async def sweep(session: AsyncSession, _: Payload) -> None:
    """Those that have been silent for too long are offline from now on."""
    now, rules = clock.now(), DeviceSettings.load()
    online = sa.select(Device.type).where(Device.status == ONLINE).distinct()
    for kind in sorted(await session.scalars(online)):
        before = now - MISSED * rules.interval(kind)
        silent = (
            sa.update(Device)
            .where(Device.status == ONLINE, Device.type == kind, Device.last_seen_at < before)
            .values(status=OFFLINE)
            .returning(Device.id, Device.last_seen_at)
        )
        gone = (await session.execute(silent, execution_options={"synchronize_session": False})).all()
        for device_id, last_seen_at in sorted(gone):
            await events.emit(session, DeviceWentOffline(device_id, last_seen_at or now))
