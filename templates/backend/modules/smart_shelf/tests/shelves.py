"""A shelf for tests, and what it tells."""

import json
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from app.core import clock
from app.core.context import SYSTEM
from app.core.database import Database
from app.modules.device.ingesting import take
from app.modules.device.messages import Incoming
from app.modules.smart_shelf import slots
from app.modules.smart_shelf.models import Replenishment, ShelfSlot
from app.modules.smart_shelf.schemas import SlotIn
from tests.device.machines import Machine, machine

WEIGHT = {"type": "number", "min": -1e12, "max": 1e12}
TYPES = {
    "shelf": {
        "label": "称重货架",
        "interval": "10s",
        "telemetry": {"left": WEIGHT, "right": WEIGHT, "lamp": {"type": "boolean"}},
    },
    "plate": {"label": "称重板", "telemetry": {"weight": WEIGHT}},
    "door": {"label": "门", "telemetry": {"open": {"type": "boolean"}}},
}
WEIGHTS = {
    "left": {"device": "shelf", "reading": "left"},
    "right": {"device": "shelf", "reading": "right"},
    "plate": {"device": "plate", "reading": "weight", "unit": "kg"},
}
PIECE_G, TARE_G = 100.0, 500.0
SLOTS = "/staff/shelf-slots"


async def shelf(database: Database, code: str = "shelf-1", **fields: Any) -> Machine:  # noqa: ANN401  # JSON
    return await machine(database, code, **{"type": "shelf", "name": "一号货架", **fields})


async def slot(database: Database, device: Machine, sku_id: int, **fields: Any) -> int:  # noqa: ANN401  # JSON
    """The id of a new one: on the left, 100 g a piece, unless `fields` says otherwise."""
    body = {"device_id": device.id, "reading": "left", "sku_id": sku_id, "piece_g": PIECE_G, "tare_g": TARE_G, **fields}
    async with database.begin() as session:
        return (await slots.create(session, SYSTEM, SlotIn.model_validate(body))).id


def grams(pieces: float) -> float:
    return TARE_G + PIECE_G * pieces


async def tells(database: Database, device: Machine, at: datetime | None = None, **values: object) -> None:
    """Now, or as of `at`."""
    said = {"values": values} if at is None else {"values": values, "at": at.isoformat()}
    async with database.begin() as session:
        await take(session, [Incoming(device.code, json.dumps(said).encode(), clock.now())])


async def row(database: Database, slot_id: int) -> ShelfSlot:
    async with database.read() as session:
        return await session.get_one(ShelfSlot, slot_id)


async def notices(database: Database) -> list[tuple[int, bool]]:
    """How many there were then, and whether it is still open."""
    async with database.read() as session:
        rows = await session.scalars(sa.select(Replenishment).order_by(Replenishment.id))
        return [(one.available, one.ended_at is None) for one in rows]
