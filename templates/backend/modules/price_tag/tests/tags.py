"""Tags for tests, and what becomes of what they are told."""

from dataclasses import dataclass
from typing import Any

import httpx
import sqlalchemy as sa

from app.core.context import SYSTEM
from app.core.database import Database
from app.modules.catalog import editing
from app.modules.catalog.schemas import PriceIn
from app.modules.device.models import Command
from app.modules.price_tag import binding
from app.modules.price_tag.models import PriceTag
from app.modules.price_tag.schemas import TagIn
from tests.device.machines import Machine, machine

PARAMS = {"price": {"type": "text", "max": 12}, "name": {"type": "text", "max": 6}, "version": {"type": "integer"}}
TYPES = {
    "esl": {
        "label": "价签",
        "interval": "10m",
        "telemetry": {"battery": {"type": "integer"}},
        "commands": {"show": {"label": "显示", "params": PARAMS}},
    },
    "plain": {
        "label": "小价签",
        "telemetry": {},
        "commands": {"price": {"label": "价格", "params": {"text": {"type": "text", "max": 6}}}},
    },
    "door": {"label": "门", "telemetry": {"open": {"type": "boolean"}}},
}
TAGS = {
    "esl": {"device": "esl", "command": "show", "price": "price", "name": "name", "version": "version"},
    "plain": {"device": "plain", "command": "price", "price": "text"},
}
TAGS_URL = "/staff/price-tags"


async def esl(
    database: Database,
    client: httpx.AsyncClient | None = None,
    code: str = "esl-1",
    **fields: Any,  # noqa: ANN401  # JSON
) -> Machine:
    """A device that is a tag; online where it has told something to `client`."""
    device = await machine(database, code, **{"type": "esl", "name": "一号价签", **fields})
    if client:
        (await device.tells(client, battery=80)).raise_for_status()
    return device


async def bound(database: Database, device: Machine, sku_id: int) -> int:
    async with database.begin() as session:
        return (await binding.bind(session, SYSTEM, TagIn(device_id=device.id, sku_id=sku_id))).id


async def reprice(database: Database, sku_id: int, price_fen: int) -> None:
    async with database.begin() as session:
        await editing.reprice(session, SYSTEM, sku_id, PriceIn(price_fen=price_fen))


async def to_do(client: httpx.AsyncClient, device: Machine) -> list[dict[str, Any]]:
    answer = await client.get("/device/commands", headers=device.headers)
    items: list[dict[str, Any]] = answer.raise_for_status().json()["items"]
    return items


async def says(client: httpx.AsyncClient, device: Machine, command_id: int, **body: object) -> None:
    url = f"/device/commands/{command_id}/done"
    assert (await client.post(url, json=body, headers=device.headers)).status_code == 204


@dataclass(frozen=True)
class Shown:
    status: str
    version: int
    shown: int
    note: str = ""


async def tag(database: Database, tag_id: int) -> Shown:
    async with database.read() as session:
        row = await session.get_one(PriceTag, tag_id)
        return Shown(row.status, row.version, row.shown_version, row.note)


async def commands(database: Database) -> list[dict[str, Any]]:
    """The parameters of all that was ever sent."""
    async with database.read() as session:
        return list(await session.scalars(sa.select(Command.params).order_by(Command.id)))
