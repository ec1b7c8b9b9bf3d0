"""Shelves that weigh, for staff."""

from typing import Annotated

from fastapi import APIRouter, Query
from fastapi.responses import JSONResponse
from sqlalchemy.ext.asyncio import AsyncSession

from app.core.database import DatabaseDep
from app.core.errors import raises
from app.core.idempotency import StaffOnce, repeatable
from app.core.ids import Id
from app.core.pagination import Page, PageDep
from app.core.staff import CurrentStaff, require
from app.modules.catalog.api import SkuNotFound
from app.modules.device.api import DeviceNotFound
from app.modules.smart_shelf import queries, slots
from app.modules.smart_shelf.errors import ReadingUnfit, SlotNotFound, SlotTaken, SlotUnsettled
from app.modules.smart_shelf.models import ShelfSlot
from app.modules.smart_shelf.queries import Which
from app.modules.smart_shelf.schemas import HeatsOut, ReplenishmentOut, SettleIn, SlotIn, SlotOut

router = APIRouter(prefix="/staff/shelf-slots", tags=["店员·智能货架"])

READ, EDIT = "smart_shelf.read", "smart_shelf.edit"
UNFIT = (DeviceNotFound, ReadingUnfit, SkuNotFound, SlotTaken)


@router.get("", summary="货位", dependencies=[require(READ)])
async def listed(
    page: PageDep,
    database: DatabaseDep,
    which: Annotated[Which | None, Query(description="All where left out")] = None,
) -> Page[SlotOut]:
    async with database.read() as session:
        return await queries.listed(session, page, which)


@router.get("/heat", summary="每小时取货", dependencies=[require(READ)])
async def heat(database: DatabaseDep, days: Annotated[int, Query(ge=1, le=366)] = 7) -> HeatsOut:
    async with database.read() as session:
        return HeatsOut(items=await queries.heat(session, days))


@router.get("/replenishments", summary="补货提醒", dependencies=[require(READ)])
async def replenishments(
    page: PageDep,
    database: DatabaseDep,
    still_open: Annotated[bool | None, Query(description="All where left out")] = None,
) -> Page[ReplenishmentOut]:
    async with database.read() as session:
        return await queries.replenishments(session, page, still_open=still_open)


@router.post(
    "",
    status_code=201,
    response_model=SlotOut,
    summary="新增货位",
    dependencies=[require(EDIT)],
    responses=raises(*UNFIT),
)
async def create(body: SlotIn, staff: CurrentStaff, once: StaffOnce, database: DatabaseDep) -> JSONResponse:
    async def work(session: AsyncSession) -> SlotOut:
        return await _out(session, await slots.create(session, staff.actor, body))

    return await once.run(database, work, status=201)


@router.put(
    "/{slot_id}",
    summary="修改货位",
    dependencies=[require(EDIT)],
    responses=raises(SlotNotFound, SlotUnsettled, *UNFIT),
)
async def change(slot_id: Id, body: SlotIn, staff: CurrentStaff, database: DatabaseDep) -> SlotOut:
    async with database.begin() as session:
        return await _out(session, await slots.change(session, staff.actor, slot_id, body))


@router.delete(
    "/{slot_id}",
    status_code=204,
    summary="删除货位",
    dependencies=[require(EDIT)],
    responses=raises(SlotNotFound, SlotUnsettled),
)
async def remove(slot_id: Id, staff: CurrentStaff, database: DatabaseDep) -> None:
    async with database.begin() as session:
        await slots.remove(session, staff.actor, slot_id)


@router.post(
    "/{slot_id}/settle",
    summary="处理差异",
    dependencies=[require(EDIT)],
    responses=raises(SlotNotFound),
    openapi_extra=repeatable("what is settled is settled"),
)
async def settle(slot_id: Id, body: SettleIn, staff: CurrentStaff, database: DatabaseDep) -> SlotOut:
    async with database.begin() as session:
        return await _out(session, await slots.settle(session, staff.actor, slot_id, body.note))


async def _out(session: AsyncSession, slot: ShelfSlot) -> SlotOut:
    return (await queries.outs(session, [slot]))[0]
