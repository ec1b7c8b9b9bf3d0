"""Devices, for staff."""

from datetime import datetime, timedelta
from typing import Annotated

from fastapi import APIRouter, Query, Response
from fastapi.responses import JSONResponse
from pydantic import AwareDatetime
from sqlalchemy.ext.asyncio import AsyncSession

from app.contracts.work_order import WORK_ORDERS, NoWorkOrders
from app.core import clock
from app.core.database import DatabaseDep
from app.core.errors import raises
from app.core.idempotency import StaffOnce, repeatable
from app.core.ids import Id
from app.core.pagination import PageDep
from app.core.staff import CurrentStaff, require
from app.modules.device import commanding, queries, registering
from app.modules.device.errors import (
    CommandUnfit,
    CommandUnknown,
    DeviceCodeTaken,
    DeviceNotFound,
    DeviceOffline,
    DeviceTypeUnknown,
    GatewayUnknown,
    NoLabel,
    ReadingUnknown,
)
from app.modules.device.models import Device
from app.modules.device.schemas import (
    CommandIn,
    CommandOut,
    CommandsOut,
    DeviceDetail,
    DeviceIn,
    DeviceOut,
    DevicesOut,
    DevicesSummary,
    EnabledIn,
    RegisteredOut,
    SecretOut,
    SeriesOut,
)

router = APIRouter(prefix="/staff/devices", tags=["店员·设备"])

READ, EDIT, COMMAND = "device.read", "device.edit", "device.command"
LONGEST = timedelta(days=366)
UNFIT = (DeviceTypeUnknown, GatewayUnknown, DeviceCodeTaken)

Filter = Annotated[str | None, Query(max_length=40)]


@router.get("", summary="设备列表", dependencies=[require(READ)])
async def listed(
    page: PageDep,
    database: DatabaseDep,
    *,
    type: Filter = None,  # noqa: A002  # what the query calls it
    status: Filter = None,
    group: Filter = None,
    q: Annotated[str | None, Query(max_length=40, description="In name, code or place")] = None,
) -> DevicesOut:
    async with database.read() as session:
        return await queries.listed(session, page, kind=type, status=status, group=group, words=q)


@router.get("/summary", summary="设备概况", dependencies=[require(READ)])
async def summary(database: DatabaseDep) -> DevicesSummary:
    async with database.read() as session:
        return await queries.summary(session)


@router.post(
    "",
    summary="登记设备",
    status_code=201,
    dependencies=[require(EDIT)],
    responses=raises(*UNFIT),
    openapi_extra=repeatable("a device's code is given once"),
)
async def register(body: DeviceIn, staff: CurrentStaff, database: DatabaseDep) -> RegisteredOut:
    async with database.begin() as session:
        device, secret = await registering.register(session, staff.actor, body)
        return RegisteredOut(**(await _out(session, device)).model_dump(), secret=secret)


@router.get("/{device_id}", summary="设备详情", dependencies=[require(READ)], responses=raises(DeviceNotFound))
async def detail(device_id: Id, database: DatabaseDep) -> DeviceDetail:
    async with database.read() as session:
        return await queries.detail(session, device_id)


@router.get(
    "/{device_id}/label",
    summary="设备报修二维码",
    dependencies=[require(READ)],
    response_class=Response,
    responses={200: {"content": {"image/png": {}}}, **raises(DeviceNotFound, NoLabel)},
)
async def label(device_id: Id, database: DatabaseDep) -> Response:
    async with database.read() as session:
        device = await queries.find(session, device_id)
    picture = WORK_ORDERS.one(NoWorkOrders()).label(device.code)
    if not picture:
        raise NoLabel
    return Response(picture, media_type="image/png")


@router.put("/{device_id}", summary="修改设备", dependencies=[require(EDIT)], responses=raises(DeviceNotFound, *UNFIT))
async def change(device_id: Id, body: DeviceIn, staff: CurrentStaff, database: DatabaseDep) -> DeviceOut:
    async with database.begin() as session:
        return await _out(session, await registering.change(session, staff.actor, device_id, body))


@router.put(
    "/{device_id}/enabled", summary="启用或停用", dependencies=[require(EDIT)], responses=raises(DeviceNotFound)
)
async def set_enabled(device_id: Id, body: EnabledIn, staff: CurrentStaff, database: DatabaseDep) -> DeviceOut:
    async with database.begin() as session:
        device = await registering.set_enabled(session, staff.actor, device_id, enabled=body.enabled)
        return await _out(session, device)


@router.post(
    "/{device_id}/secret",
    summary="更换密钥",
    dependencies=[require(EDIT)],
    responses=raises(DeviceNotFound),
    openapi_extra=repeatable("the last secret is the one that counts"),
)
async def renew_secret(device_id: Id, staff: CurrentStaff, database: DatabaseDep) -> SecretOut:
    async with database.begin() as session:
        return SecretOut(secret=await registering.renew_secret(session, staff.actor, device_id))


@router.get("/{device_id}/commands", summary="命令记录", dependencies=[require(READ)], responses=raises(DeviceNotFound))
async def commands(device_id: Id, page: PageDep, database: DatabaseDep) -> CommandsOut:
    async with database.read() as session:
        return await queries.commands(session, page, device_id)


@router.post(
    "/{device_id}/commands",
    summary="下发命令",
    status_code=201,
    dependencies=[require(COMMAND)],
    responses=raises(DeviceNotFound, DeviceOffline, CommandUnknown, CommandUnfit),
)
async def command(
    device_id: Id, body: CommandIn, staff: CurrentStaff, once: StaffOnce, database: DatabaseDep
) -> JSONResponse:
    async def work(session: AsyncSession) -> CommandOut:
        row = await commanding.command(session, staff.actor, device_id, body.command, body.params)
        return queries.command_out(await queries.find(session, device_id), row)

    return await once.run(database, work, status=201)


@router.get(
    "/{device_id}/series/{reading}",
    summary="曲线",
    dependencies=[require(READ)],
    responses=raises(DeviceNotFound, ReadingUnknown),
)
async def series(
    device_id: Id,
    reading: str,
    database: DatabaseDep,
    since: Annotated[AwareDatetime | None, Query(description="A day ago where left out")] = None,
    until: Annotated[AwareDatetime | None, Query(description="Now where left out")] = None,
) -> SeriesOut:
    begin, end = _span(since, until)
    async with database.read() as session:
        return await queries.chart(session, device_id, reading, begin, end)


def _span(since: datetime | None, until: datetime | None) -> tuple[datetime, datetime]:
    """No longer than a year, and never backwards."""
    end = until or clock.now()
    begin = since or end - timedelta(days=1)
    return max(min(begin, end), end - LONGEST), end


async def _out(session: AsyncSession, device: Device) -> DeviceOut:
    return (await queries.outs(session, [device]))[0]
