"""Devices, as staff look at them."""

from collections.abc import Sequence
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession

from app.core.database import count_by
from app.core.pagination import PageQuery, paginate
from app.modules.device import counting
from app.modules.device.errors import DeviceNotFound, ReadingUnknown
from app.modules.device.keeping import moment
from app.modules.device.models import Command, Count, Device, Latest
from app.modules.device.schemas import (
    CommandKindOut,
    CommandOut,
    CommandsOut,
    CountOut,
    DeviceDetail,
    DeviceOut,
    DevicesOut,
    DevicesSummary,
    LatestOut,
    ParamOut,
    PointOut,
    SeriesOut,
)
from app.modules.device.series import series
from app.modules.device.settings import DeviceSettings
from app.modules.device.states import COMMAND_LABELS, LABELS
from app.modules.device.types import MOST_CHARACTERS, Quantity
from app.modules.device.types import Command as CommandKind


async def listed(
    session: AsyncSession,
    page: PageQuery,
    *,
    kind: str | None,
    status: str | None,
    group: str | None,
    words: str | None = None,
) -> DevicesOut:
    """`words` are looked for in name, code and place. Raises CursorInvalid."""
    wanted = {Device.type: kind, Device.status: status, Device.group: group}
    statement = sa.select(Device).where(*(column == value for column, value in wanted.items() if value is not None))
    if words:
        searched = (Device.name, Device.code, Device.place)
        statement = statement.where(sa.or_(*(column.icontains(words, autoescape=True) for column in searched)))
    devices, cursor = await paginate(session, statement, page, key=(Device.id,), descending=False)
    return DevicesOut(items=await outs(session, devices), next_cursor=cursor)


async def summary(session: AsyncSession) -> DevicesSummary:
    numbers = await count_by(session, Device.status)
    groups = sa.select(Device.group).where(Device.group != "").distinct().order_by(Device.group)
    return DevicesSummary(
        states={status: numbers[status] for status in LABELS}, groups=list(await session.scalars(groups))
    )


async def outs(session: AsyncSession, devices: Sequence[Device]) -> list[DeviceOut]:
    wanted = {device.gateway_id for device in devices if device.gateway_id}
    found = await session.scalars(sa.select(Device).where(Device.id.in_(wanted)))
    codes: dict[int | None, str] = {gateway.id: gateway.code for gateway in found}
    types = DeviceSettings.load().types
    return [
        DeviceOut(
            id=device.id,
            code=device.code,
            type=device.type,
            type_label=types[device.type].label if device.type in types else device.type,
            name=device.name,
            place=device.place,
            group=device.group,
            gateway=codes.get(device.gateway_id),
            status=device.status,
            status_label=LABELS[device.status],
            last_seen_at=device.last_seen_at,
        )
        for device in devices
    ]


async def find(session: AsyncSession, device_id: int) -> Device:
    """Raises DeviceNotFound."""
    device = await session.get(Device, device_id, populate_existing=True)
    if device is None:
        raise DeviceNotFound
    return device


async def detail(session: AsyncSession, device_id: int) -> DeviceDetail:
    """Raises DeviceNotFound."""
    device = await find(session, device_id)
    rows = await session.scalars(sa.select(Latest).where(Latest.device_id == device_id))
    told = {row.reading: row for row in rows}
    kind = DeviceSettings.load().types.get(device.type)
    counts = await session.scalars(sa.select(Count).where(Count.device_id == device_id).order_by(Count.reason))
    return DeviceDetail(
        **(await outs(session, [device]))[0].model_dump(),
        latest=[_latest(name, quantity, told.get(name)) for name, quantity in readings(device).items()],
        commands=[_command_kind(name, known) for name, known in (kind.commands.items() if kind else ())],
        counts=[
            CountOut(reason=row.reason, label=counting.LABELS[row.reason], number=row.number, last_at=row.last_at)
            for row in counts
        ],
    )


def readings(device: Device) -> dict[str, Quantity]:
    """None of a type that is there no more."""
    kind = DeviceSettings.load().types.get(device.type)
    return dict(kind.telemetry) if kind else {}


def _command_kind(name: str, known: CommandKind) -> CommandKindOut:
    return CommandKindOut(
        command=name,
        label=known.label,
        confirm=known.confirm,
        params=[
            ParamOut(
                name=param,
                label=quantity.label or param,
                type=quantity.type,
                unit=quantity.unit,
                min=quantity.min,
                max=MOST_CHARACTERS if quantity.type == "text" and quantity.max is None else quantity.max,
            )
            for param, quantity in known.params.items()
        ],
    )


def _latest(name: str, quantity: Quantity, row: Latest | None) -> LatestOut:
    return LatestOut(
        reading=name,
        label=quantity.label or name,
        type=quantity.type,
        unit=quantity.unit,
        value=row.value if row else None,
        at=moment(row.at_ms) if row else None,
        wrong_clock=row.wrong_clock if row else False,
    )


async def commands(session: AsyncSession, page: PageQuery, device_id: int) -> CommandsOut:
    """The newest first. Raises DeviceNotFound, CursorInvalid."""
    device = await find(session, device_id)
    statement = sa.select(Command).where(Command.device_id == device_id)
    rows, cursor = await paginate(session, statement, page, key=(Command.id,))
    return CommandsOut(items=[command_out(device, row) for row in rows], next_cursor=cursor)


def command_out(device: Device, row: Command) -> CommandOut:
    kind = DeviceSettings.load().types.get(device.type)
    known = kind.commands.get(row.name) if kind else None
    return CommandOut(
        id=row.id,
        command=row.name,
        label=known.label if known else row.name,
        params=row.params,
        status=row.status,
        status_label=COMMAND_LABELS[row.status],
        note=row.note,
        created_at=row.created_at,
        expires_at=row.expires_at,
        ended_at=row.ended_at,
    )


async def chart(session: AsyncSession, device_id: int, reading: str, since: datetime, until: datetime) -> SeriesOut:
    """Raises DeviceNotFound, ReadingUnknown."""
    known = readings(await find(session, device_id))
    if reading not in known:
        raise ReadingUnknown(readings=sorted(known))
    step, buckets = await series(session, device_id, reading, since, until)
    return SeriesOut(
        reading=reading,
        label=known[reading].label or reading,
        unit=known[reading].unit,
        step_s=step,
        points=[PointOut(at=moment(one.at_ms), low=one.low, mean=one.mean, high=one.high) for one in buckets],
    )
