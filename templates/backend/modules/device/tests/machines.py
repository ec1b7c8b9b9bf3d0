"""Machines for tests, and what they tell."""

import base64
import json
from dataclasses import dataclass
from typing import Any

import httpx
import sqlalchemy as sa

from app.core.context import SYSTEM
from app.core.database import Database
from app.modules.device import registering
from app.modules.device.models import Count, Device
from app.modules.device.schemas import DeviceIn

TYPES = {
    "cnc": {
        "label": "数控机床",
        "interval": "10s",
        "telemetry": {
            "temperature": {"type": "number", "label": "主轴温度", "unit": "°C", "min": -20, "max": 200},
            "running": {"type": "boolean"},
            "parts": {"type": "integer", "min": 0},
            "mode": {"type": "text", "max": 4},
        },
        "commands": {"stop": {"label": "停机", "params": {"reason": {"type": "text", "max": 40}}}},
    },
    "gateway": {"label": "网关", "telemetry": {}},
}
URL = "/device/telemetry"


@dataclass(frozen=True)
class Machine:
    id: int
    code: str
    secret: str

    @property
    def headers(self) -> dict[str, str]:
        said = base64.b64encode(f"{self.code}:{self.secret}".encode()).decode()
        return {"Authorization": f"Basic {said}"}

    async def tells(self, client: httpx.AsyncClient, body: object = None, **values: object) -> httpx.Response:
        """`body` as it is, else the values."""
        content = body if isinstance(body, bytes) else json.dumps({"values": values} if body is None else body)
        return await client.post(URL, content=content, headers=self.headers)


async def machine(database: Database, code: str = "cnc-1", **fields: Any) -> Machine:  # noqa: ANN401  # JSON
    """A new one; a lathe unless `fields` says otherwise."""
    body = DeviceIn.model_validate({"code": code, "type": "cnc", "name": "一号机", **fields})
    async with database.begin() as session:
        device, secret = await registering.register(session, SYSTEM, body)
        return Machine(device.id, device.code, secret)


async def counts(database: Database, device_id: int) -> dict[str, int]:
    """What it did that it should not, and how often."""
    async with database.read() as session:
        rows = await session.scalars(sa.select(Count).where(Count.device_id == device_id))
        return {row.reason: row.number for row in rows}


async def status(database: Database, device_id: int) -> str | None:
    async with database.read() as session:
        return await session.scalar(sa.select(Device.status).where(Device.id == device_id))
