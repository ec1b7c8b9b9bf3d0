"""What others may use of devices.

`LISTENERS` hear what has been taken, in the transaction that keeps it: what they write is there exactly when the values
are. No two transactions have messages of one device in hand at the same time. While they listen, series have the new
values, and `latest` is still what was known before.

`command` tells a device to do something, in the caller's transaction; how that ends is told by `CommandEnded`, once for
each command. An answer that comes after the command's time is none.
"""

import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession

from app.core.context import Actor
from app.core.ports import Port
from app.modules.device import commanding, rows
from app.modules.device.errors import CommandUnfit, CommandUnknown, DeviceNotFound, DeviceOffline
from app.modules.device.events import CommandEnded, DeviceCameOnline, DeviceWentOffline
from app.modules.device.looking import Look, look
from app.modules.device.models import Device, Latest
from app.modules.device.settings import DeviceSettings
from app.modules.device.states import DONE, EXPIRED, FAILED, OFFLINE, ONLINE
from app.modules.device.taken import Taken
from app.modules.device.types import MOST_CHARACTERS, Quantity, Value

__all__ = [
    "DONE",
    "EXPIRED",
    "FAILED",
    "LISTENERS",
    "CommandEnded",
    "CommandUnfit",
    "CommandUnknown",
    "DeviceCameOnline",
    "DeviceNotFound",
    "DeviceOffline",
    "DeviceWentOffline",
    "KnownDevice",
    "Listener",
    "Look",
    "Taken",
    "Value",
    "command",
    "devices",
    "devices_of",
    "heard_since",
    "in_words",
    "latest",
    "longest_text",
    "look",
    "silent_since",
]


class Listener(Protocol):
    async def took(self, session: AsyncSession, told: Sequence[Taken]) -> None:
        """In the order in which it came."""
        ...


LISTENERS: Port[Listener] = Port("device listeners")


@dataclass(frozen=True)
class KnownDevice:
    id: int
    code: str
    name: str
    type: str
    last_seen_at: datetime | None
    online: bool


async def devices(session: AsyncSession, ids: Collection[int]) -> dict[int, KnownDevice]:
    return {one.id: one for one in await _known(session, Device.id.in_(sorted(ids)))}


async def devices_of(session: AsyncSession, kinds: Collection[str]) -> list[KnownDevice]:
    """All of these types, whatever state they are in."""
    return await _known(session, Device.type.in_(sorted(kinds)))


async def command(session: AsyncSession, actor: Actor, device_id: int, name: str, params: Mapping[str, object]) -> int:
    """The command's id, which `CommandEnded` names when it is done, failed or expired.

    Raises DeviceNotFound, DeviceOffline, CommandUnknown, CommandUnfit; nothing is written then.
    """
    return (await commanding.command(session, actor, device_id, name, params)).id


def longest_text(kind: str, command_name: str, param: str) -> int:
    """How many characters a command takes as a text."""
    types = DeviceSettings.load().types
    known = types[kind].commands.get(command_name) if kind in types else None
    quantity = known.params.get(param) if known else None
    return MOST_CHARACTERS if quantity is None or quantity.max is None else int(quantity.max)


def in_words(kind: str, values: Mapping[str, object]) -> str:
    """`主轴温度 90 °C；运转 是`: what a device of a type told, as its people say it, in the order that the type has."""
    types = DeviceSettings.load().types
    known = types[kind].telemetry if kind in types else {}
    ordered = [*(name for name in known if name in values), *(name for name in values if name not in known)]
    return "；".join(_told(known.get(reading), reading, values[reading]) for reading in ordered)


def _told(quantity: Quantity | None, reading: str, value: object) -> str:
    shown = ("是" if value else "否") if isinstance(value, bool) else str(value)
    if quantity is None:
        return f"{reading} {shown}"
    return f"{quantity.label or reading} {shown} {quantity.unit}".rstrip()


async def silent_since(session: AsyncSession, kind: str, before: datetime) -> list[KnownDevice]:
    """Those of a type that have told something once, and nothing since `before`; not those that are disabled."""
    active = Device.status.in_([ONLINE, OFFLINE])
    return await _known(session, sa.and_(Device.type == kind, active, Device.last_seen_at < before))


async def heard_since(session: AsyncSession, ids: Collection[int], after: datetime) -> set[int]:
    statement = sa.select(Device.id).where(Device.id.in_(sorted(ids)), Device.last_seen_at >= after)
    return set(await session.scalars(statement))


async def _known(session: AsyncSession, condition: sa.ColumnElement[bool]) -> list[KnownDevice]:
    online = Device.status == ONLINE
    columns = (Device.id, Device.code, Device.name, Device.type, Device.last_seen_at, online)
    found = await session.execute(sa.select(*columns).where(condition).order_by(Device.id))
    return [KnownDevice(*row) for row in found]


async def latest(session: AsyncSession, ids: Collection[int]) -> dict[int, dict[str, tuple[Value, int]]]:
    """Of each device, the newest value of each reading and its moment in milliseconds since 1970."""
    found: dict[int, dict[str, tuple[Value, int]]] = {number: {} for number in ids}
    columns = (Latest.device_id, Latest.reading, Latest.value, Latest.at_ms)
    one_text = rows.together(session.get_bind().dialect.name, columns).where(Latest.device_id.in_(sorted(ids)))
    for device_id, reading, value, at_ms in json.loads(await session.scalar(one_text) or "[]"):
        found[device_id][reading] = (value, at_ms)
    return found
