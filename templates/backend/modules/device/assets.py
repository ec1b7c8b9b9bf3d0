"""Devices as the machines that others speak of, by their codes."""

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession

from app.modules.device.models import Device


class DevicesAsAssets:
    async def name(self, session: AsyncSession, code: str) -> str | None:
        name: str | None = await session.scalar(sa.select(Device.name).where(Device.code == code))
        return name
