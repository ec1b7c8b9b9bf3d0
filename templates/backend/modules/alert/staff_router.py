"""Alarms, for staff."""

from typing import Annotated

from fastapi import APIRouter, Query
from sqlalchemy.ext.asyncio import AsyncSession

from app.core.database import DatabaseDep
from app.core.errors import raises
from app.core.idempotency import repeatable
from app.core.ids import Id
from app.core.pagination import Page, PageDep
from app.core.staff import CurrentStaff, require
from app.modules.alert import handling
from app.modules.alert.errors import AlarmNotFound
from app.modules.alert.handling import Which
from app.modules.alert.models import Alarm
from app.modules.alert.schemas import AlarmOut, OpenAlarms

router = APIRouter(prefix="/staff/alarms", tags=["店员·告警"])

READ, HANDLE = "alert.read", "alert.handle"


@router.get("", summary="告警列表", dependencies=[require(READ)])
async def listed(
    page: PageDep,
    database: DatabaseDep,
    which: Annotated[Which | None, Query(description="All where left out")] = None,
    device_id: Annotated[Id | None, Query()] = None,
) -> Page[AlarmOut]:
    async with database.read() as session:
        return await handling.listed(session, page, which=which, device_id=device_id)


@router.get("/unseen", summary="无人确认的告警数", dependencies=[require(READ)])
async def unseen(database: DatabaseDep) -> OpenAlarms:
    async with database.read() as session:
        return OpenAlarms(count=await handling.unseen(session))


@router.get("/{alarm_id}", summary="告警详情", dependencies=[require(READ)], responses=raises(AlarmNotFound))
async def detail(alarm_id: Id, database: DatabaseDep) -> AlarmOut:
    async with database.read() as session:
        return await _out(session, await handling.find(session, alarm_id))


@router.post(
    "/{alarm_id}/acknowledge",
    summary="确认告警",
    dependencies=[require(HANDLE)],
    responses=raises(AlarmNotFound),
    openapi_extra=repeatable("an alarm is acknowledged once"),
)
async def acknowledge(alarm_id: Id, staff: CurrentStaff, database: DatabaseDep) -> AlarmOut:
    async with database.begin() as session:
        return await _out(session, await handling.acknowledge(session, staff.actor, alarm_id))


@router.post(
    "/{alarm_id}/clear",
    summary="手动恢复告警",
    dependencies=[require(HANDLE)],
    responses=raises(AlarmNotFound),
    openapi_extra=repeatable("an alarm is cleared once"),
)
async def clear(alarm_id: Id, staff: CurrentStaff, database: DatabaseDep) -> AlarmOut:
    async with database.begin() as session:
        return await _out(session, await handling.clear(session, staff.actor, alarm_id))


async def _out(session: AsyncSession, alarm: Alarm) -> AlarmOut:
    return (await handling.outs(session, [alarm]))[0]
