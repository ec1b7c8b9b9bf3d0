"""Maintenance plans, for staff."""

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
from app.modules.maintenance_plan import planning, queries
from app.modules.maintenance_plan.errors import NoMeter, PlanNotFound
from app.modules.maintenance_plan.schemas import PlanIn, PlanOut, ReadingIn
from app.modules.work_order.api import ChecklistUnknown

router = APIRouter(prefix="/staff/maintenance-plans", tags=["店员·保养计划"])

READ, EDIT, METER = "maintenance_plan.read", "maintenance_plan.edit", "maintenance_plan.meter"


@router.get("", summary="保养计划", dependencies=[require(READ)])
async def listed(
    page: PageDep, database: DatabaseDep, asset: Annotated[str | None, Query(max_length=40)] = None
) -> Page[PlanOut]:
    async with database.read() as session:
        return await queries.page_of(session, page, asset)


@router.post(
    "",
    status_code=201,
    response_model=PlanOut,
    summary="新增保养计划",
    dependencies=[require(EDIT)],
    responses=raises(ChecklistUnknown),
)
async def create(body: PlanIn, staff: CurrentStaff, once: StaffOnce, database: DatabaseDep) -> JSONResponse:
    async def work(session: AsyncSession) -> PlanOut:
        plan = await planning.create(session, staff.actor, body)
        return (await queries.outs(session, [plan]))[0]

    return await once.run(database, work, status=201)


@router.put(
    "/{plan_id}", summary="修改保养计划", dependencies=[require(EDIT)], responses=raises(PlanNotFound, ChecklistUnknown)
)
async def change(plan_id: Id, body: PlanIn, staff: CurrentStaff, database: DatabaseDep) -> PlanOut:
    async with database.begin() as session:
        plan = await planning.change(session, staff.actor, plan_id, body)
        return (await queries.outs(session, [plan]))[0]


@router.post(
    "/{plan_id}/reading",
    summary="登记读数",
    dependencies=[require(METER)],
    responses=raises(PlanNotFound, NoMeter),
    openapi_extra=repeatable("a mark that is passed makes one order"),
)
async def read_meter(plan_id: Id, body: ReadingIn, staff: CurrentStaff, database: DatabaseDep) -> PlanOut:
    async with database.begin() as session:
        plan = await planning.read_meter(session, staff.actor, plan_id, body.value)
        return (await queries.outs(session, [plan]))[0]
