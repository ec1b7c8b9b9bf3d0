"""Commands to devices: told once, done or not, and good for nothing after a while."""

from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Annotated, Any

import sqlalchemy as sa
from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError
from sqlalchemy.ext.asyncio import AsyncSession

from app.core import audit, clock, jobs
from app.core.context import Actor
from app.core.events import emit
from app.core.jobs import JobContext, Payload, RetryLater
from app.modules.device import queries
from app.modules.device.errors import CommandUnfit, CommandUnknown, DeviceOffline
from app.modules.device.events import CommandEnded
from app.modules.device.models import Command, Device
from app.modules.device.mqtt import topics
from app.modules.device.mqtt.publisher import Publisher
from app.modules.device.settings import DeviceSettings
from app.modules.device.states import COMMAND, DONE, EXPIRED, FAILED, ONLINE, SENT
from app.modules.device.types import Quantity, Value

TELL, EXPIRE = "device.tell_command", "device.expire_command"
WITHOUT_BROKER = timedelta(seconds=1)


def _without_nul(text: str) -> str:
    """PostgreSQL keeps none."""
    return text.replace("\0", "")


class Ended(BaseModel):
    """What a device says of a command."""

    model_config = ConfigDict(extra="ignore")

    id: int
    ok: bool = True
    note: Annotated[str, AfterValidator(_without_nul)] = Field(default="", max_length=200)


async def command(
    session: AsyncSession, actor: Actor, device_id: int, name: str, params: Mapping[str, object]
) -> Command:
    """Raises DeviceNotFound, DeviceOffline, CommandUnknown, CommandUnfit."""
    device = await queries.find(session, device_id)
    rules = DeviceSettings.load()
    known = rules.types[device.type].commands if device.type in rules.types else {}
    if name not in known:
        raise CommandUnknown(commands=sorted(known))
    fitting = _fitting(known[name].params, params)
    if device.status != ONLINE:
        raise DeviceOffline
    now = clock.now()
    row = Command(
        device_id=device.id,
        name=name,
        params=fitting,
        status=COMMAND.initial,
        actor=str(actor),
        created_at=now,
        expires_at=now + rules.command_timeout,
    )
    session.add(row)
    await session.flush()
    await audit.record(session, actor, "device.command", "device", device_id, command=known[name].label)
    payload = {"command_id": row.id}
    await jobs.schedule(session, TELL, key=f"{TELL}:{row.id}", payload=payload, stream=f"device:{device_id}")
    await jobs.schedule(session, EXPIRE, key=f"{EXPIRE}:{row.id}", run_at=row.expires_at, payload=payload)
    return row


def _fitting(wanted: Mapping[str, Quantity], given: Mapping[str, object]) -> dict[str, Value]:
    """All that the command takes, and nothing else. Raises CommandUnfit."""
    wrong: dict[str, str] = dict.fromkeys(given.keys() - wanted.keys(), "没有这个参数")
    fitting: dict[str, Value] = {}
    for name, quantity in wanted.items():
        value = given.get(name)
        if isinstance(value, bool | int | float | str) and quantity.is_of_type(value):
            fitting[name] = value
            if not quantity.is_in_range(value):
                wrong[name] = "超出范围"
        else:
            wrong[name] = "缺少" if value is None else "类型不符"
    if wrong:
        raise CommandUnfit(params=wrong)
    return fitting


async def tell(job: JobContext, payload: Payload) -> None:
    """At the broker, which passes it on; told twice, the device knows it by its id."""
    async with job.read() as session:
        found = await _waiting(session, Command.id == payload["command_id"])
    if found:
        try:
            publisher = job.resources.get(Publisher)
        except LookupError:  # it is still being opened, or there is none and the device asks by itself
            raise RetryLater(WITHOUT_BROKER) from None
        (row, code), *_ = found
        await publisher.publish(topics.topic(code, topics.COMMANDS), as_told(row))
    async with job.commit():
        pass


def as_told(row: Command) -> dict[str, Any]:
    """As it goes to the device."""
    return {"id": row.id, "command": row.name, "params": row.params, "expires_at": row.expires_at.isoformat()}


async def waiting(session: AsyncSession, code: str) -> list[Command]:
    """What a device still has to do, the oldest first."""
    return [row for row, _ in await _waiting(session, Device.code == code)]


async def _waiting(session: AsyncSession, condition: sa.ColumnElement[bool]) -> Sequence[tuple[Command, str]]:
    statement = (
        sa.select(Command, Device.code)
        .join(Device, Device.id == Command.device_id)
        .where(condition, Command.status == SENT, Command.expires_at > clock.now())
        .order_by(Command.id)
    )
    return [(row, code) for row, code in await session.execute(statement)]


async def ended(session: AsyncSession, code: str, payload: bytes) -> bool:
    """What a device says has become of a command of its own; False for anything else, and for what is too late."""
    try:
        said = Ended.model_validate_json(payload)
    except ValidationError:
        return False
    row = await session.scalar(
        sa.select(Command)
        .join(Device, Device.id == Command.device_id)
        .where(Device.code == code, Command.id == said.id)
    )
    if row is None or row.expires_at <= clock.now():
        return False
    return await _end(session, row, DONE if said.ok else FAILED, said.note)


async def expire(session: AsyncSession, payload: Payload) -> None:
    row = await session.get(Command, payload["command_id"])
    if row is not None:
        await _end(session, row, EXPIRED, "")


async def _end(session: AsyncSession, row: Command, to: str, note: str) -> bool:
    if not await COMMAND.move(session, Command, row.id, to=to, note=note, ended_at=clock.now()):
        return False
    await emit(session, CommandEnded(row.device_id, row.id, to, note))
    return True
