"""Demo data."""

from pathlib import Path

import pytest
import sqlalchemy as sa

from app.core.database import Database
from app.core.module import SeedData
from app.modules.device.errors import DeviceTypeUnknown
from app.modules.device.models import Device
from app.modules.device.seeds import seed

LATHE = {"code": "CNC-01", "type": "cnc", "name": "一号机", "group": "车床"}


async def test_machines(database: Database) -> None:
    below = {"code": "G-1", "type": "gateway", "name": "网关"}, {**LATHE, "gateway": "G-1"}
    async with database.begin() as session:
        await seed(session, SeedData({"devices": below}, Path()))
        found = await session.scalars(sa.select(Device).order_by(Device.id))
        gateway, lathe = found.all()
        assert (lathe.code, lathe.gateway_id, lathe.status) == ("CNC-01", gateway.id, "inactive")


async def test_what_is_wrong_with_them(database: Database) -> None:
    for row, error in (({**LATHE, "type": "press"}, DeviceTypeUnknown), ({**LATHE, "colour": "red"}, ValueError)):
        async with database.begin() as session:
            with pytest.raises(error):
                await seed(session, SeedData({"devices": [row]}, Path()))


async def test_nothing_to_write(database: Database) -> None:
    async with database.begin() as session:
        await seed(session, SeedData({}, Path()))
        assert await session.scalar(sa.select(Device.id)) is None
