"""From messages to values: one transaction for as many messages as have come meanwhile.

What is wrong is counted and left out, and the rest is taken: a device in the field cannot ask what was meant.
"""

import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import cache

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.ext.asyncio import AsyncSession

from app.core import clock
from app.core.errors import AppError
from app.modules.device import counting, keeping, presence, rows
from app.modules.device.api import LISTENERS
from app.modules.device.counting import NOBODY, Reason
from app.modules.device.errors import TelemetryTooLarge
from app.modules.device.messages import Incoming, Told, read
from app.modules.device.models import Device, Message
from app.modules.device.settings import DeviceSettings
from app.modules.device.states import DISABLED
from app.modules.device.taken import Taken
from app.modules.device.types import Quantity, Value


@dataclass
class Answer:
    """What became of one message."""

    taken: int = 0
    """Values."""
    refused: Counter[Reason] = field(default_factory=Counter)
    wrong_clock: bool = False
    error: AppError | None = None
    """Nothing of it could be read."""


@dataclass(frozen=True)
class _Heard:
    """A message's moment, and where to put what is wrong with it."""

    received_at: datetime
    answer: Answer
    tally: counting.Tally

    def refuse(self, device: Device, reason: Reason) -> None:
        self.tally.add(device.id, reason, self.received_at)
        self.answer.refused[reason] += 1


@dataclass(frozen=True)
class _Part:
    """What a message tells of one device."""

    device: Device
    told: Told
    heard: _Heard


async def take(session: AsyncSession, batch: Sequence[Incoming]) -> list[Answer]:
    """Keep what the messages tell, count what is wrong with them, and let the listeners hear it."""
    answers = [Answer() for _ in batch]
    read_of = [_read(message, answer) for message, answer in zip(batch, answers, strict=True)]
    codes = {message.code for message in batch}.union(*read_of)
    devices = {device.code: device for device in await _devices(session, codes)}
    tally = counting.Tally()
    parts: list[_Part] = []
    for message, answer, told in zip(batch, answers, read_of, strict=True):
        sender = devices.get(message.code)
        if answer.error:
            reason: Reason = "too_large" if isinstance(answer.error, TelemetryTooLarge) else "malformed"
            tally.add(sender.id if sender else NOBODY, reason, message.received_at)
            answer.refused[reason] += 1
        elif sender and sender.status != DISABLED:
            parts += _parts(told, sender, devices, _Heard(message.received_at, answer, tally))
    fresh = await _unheard(session, parts)
    taken = [one for part in fresh if (one := _values(part))]
    await presence.seen(session, [(part.device, part.heard.received_at) for part in parts])
    await counting.write(session, tally)
    await keeping.keep_points(session, taken)
    for listener in LISTENERS.all():
        await listener.took(session, [one.taken for one in taken])
    await keeping.keep_latest(session, taken)
    return answers


def _read(message: Incoming, answer: Answer) -> Mapping[str, Told]:
    try:
        return read(message.payload, message.code)
    except AppError as error:
        answer.error = error
        return {}


async def _devices(session: AsyncSession, codes: Iterable[str]) -> Iterable[Device]:
    """Whoever else has messages of the same devices in hand waits here until this transaction has ended."""
    statement = sa.select(Device).where(Device.code.in_(sorted(codes))).order_by(Device.id)
    statement = statement.with_for_update(key_share=True)
    return await session.scalars(statement, execution_options={"populate_existing": True})


def _parts(told: Mapping[str, Told], sender: Device, devices: Mapping[str, Device], heard: _Heard) -> Iterable[_Part]:
    """A device speaks for itself, and a gateway for those below it."""
    for code, one in told.items():
        device = devices.get(code)
        if device and device.status != DISABLED and sender.id in (device.id, device.gateway_id):
            yield _Part(device, one, heard)
        else:
            heard.refuse(sender, "not_below")


async def _unheard(session: AsyncSession, parts: Sequence[_Part]) -> list[_Part]:
    """Those whose message was not taken before, in this batch or ever. The database decides, not a look beforehand."""
    firsts: dict[tuple[int, str], _Part] = {}
    for part in parts:
        if part.told.id is not None:
            firsts.setdefault((part.device.id, part.told.id), part)
    new: set[tuple[int, str]] = set()
    if firsts:
        told = json.dumps(sorted(firsts))
        now = {"received_at": clock.now(), rows.PARAMETER: told}
        written = await session.execute(_heard(session.get_bind().dialect.name), now)
        new = {(device_id, message_id) for device_id, message_id in written}
    unheard = []
    for part in parts:
        key = (part.device.id, part.told.id or "")
        if part.told.id is None or (key in new and firsts[key] is part):
            unheard.append(part)
        else:
            part.heard.refuse(part.device, "duplicate")
    return unheard


@cache
def _heard(dialect: str) -> sa.Insert:
    table = Message.metadata.tables[Message.__tablename__]
    insert = postgresql.insert(table) if dialect == "postgresql" else sqlite.insert(table)
    received_at = sa.bindparam("received_at", type_=table.c.received_at.type)
    told = sa.select(*rows.columns(dialect, (sa.Integer, sa.String)), received_at).where(sa.true())
    write = insert.from_select(["device_id", "message_id", "received_at"], told).on_conflict_do_nothing()
    return write.returning(table.c.device_id, table.c.message_id)


def _values(part: _Part) -> keeping.Kept | None:
    """What the device's type knows, in its range; None where nothing is left."""
    device, heard, rules = part.device, part.heard, DeviceSettings.load()
    kind = rules.types.get(device.type)
    values: dict[str, Value] = {}
    for name, value in part.told.values.items():
        if reason := _refusal(kind.telemetry.get(name) if kind else None, value):
            heard.refuse(device, reason)
        else:
            values[name] = value
    at = part.told.at or heard.received_at
    wrong = not heard.received_at - rules.late_for <= at <= heard.received_at + rules.ahead_for
    if wrong:
        heard.tally.add(device.id, "wrong_clock", heard.received_at)
        heard.answer.wrong_clock = True
        at = heard.received_at
    heard.answer.taken += len(values)
    taken = Taken(device.id, device.type, at, heard.received_at, values)
    return keeping.Kept(taken, wrong_clock=wrong) if values else None


def _refusal(quantity: Quantity | None, value: Value) -> Reason | None:
    if quantity is None:
        return "unknown"
    if not quantity.is_of_type(value):
        return "wrong_type"
    return None if quantity.is_in_range(value) else "out_of_range"
