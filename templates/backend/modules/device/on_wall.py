"""Devices on the wall: how many of each state, and which are away."""

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession

from app.contracts.wallboard import Figure, Kind, Panel, Row
from app.core.database import count_by
from app.modules.device.models import Device
from app.modules.device.states import INACTIVE, LABELS, OFFLINE, ONLINE

KINDS: dict[str, Kind] = {ONLINE: "good", OFFLINE: "bad", INACTIVE: "over"}


class DevicesOnWall:
    async def panel(self, session: AsyncSession, most_rows: int) -> Panel:
        numbers = await count_by(session, Device.status)
        away = sa.select(Device).where(Device.status == OFFLINE).order_by(Device.last_seen_at.desc(), Device.id)
        rows = [
            Row(device.name, device.place or device.code, "bad", device.last_seen_at)
            for device in await session.scalars(away.limit(most_rows))
        ]
        return Panel(
            title="设备",
            figures=tuple(Figure(LABELS[status], numbers[status], kind) for status, kind in KINDS.items()),
            rows=tuple(rows),
            empty="没有离线的设备",
            more=numbers[OFFLINE] - len(rows),
        )
