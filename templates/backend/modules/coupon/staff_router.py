from fastapi import APIRouter
from fastapi.responses import JSONResponse
from sqlalchemy.ext.asyncio import AsyncSession

from app.core.database import DatabaseDep
from app.core.errors import raises
from app.core.idempotency import StaffOnce, repeatable
from app.core.ids import Id
from app.core.pagination import Page, PageDep, paginate
from app.core.staff import CurrentStaff, require
from app.modules.coupon import codes, editing, queries
from app.modules.coupon.errors import (
    LimitTooLow,
    ScopeInvalid,
    TemplateNotFound,
    TemplateOver,
    TemplateStatus,
    TermsFixed,
)
from app.modules.coupon.models import CouponCode
from app.modules.coupon.schemas import ClaimOut, CodeOut, CodesIn, CodesOut, LimitsIn, StaffTemplate, TemplateIn

router = APIRouter(prefix="/staff/coupon-templates", tags=["优惠券管理"])
READ, EDIT, ISSUE = require("coupon.read"), require("coupon.edit"), require("coupon.issue")


@router.get("", summary="全部优惠券", dependencies=[READ])
async def templates(database: DatabaseDep, page: PageDep) -> Page[StaffTemplate]:
    async with database.read() as session:
        return await queries.templates(session, page)


@router.post(
    "",
    status_code=201,
    response_model=StaffTemplate,
    summary="新建优惠券",
    dependencies=[EDIT],
    responses=raises(ScopeInvalid),
)
async def create(body: TemplateIn, staff: CurrentStaff, once: StaffOnce, database: DatabaseDep) -> JSONResponse:
    async def work(session: AsyncSession) -> StaffTemplate:
        return queries.for_staff(await editing.create(session, staff.actor, body))

    return await once.run(database, work, status=201)


@router.get("/{template_id}", summary="优惠券", dependencies=[READ], responses=raises(TemplateNotFound))
async def template(template_id: Id, database: DatabaseDep) -> StaffTemplate:
    async with database.read() as session:
        return queries.for_staff(await queries.find(session, template_id))


@router.put(
    "/{template_id}",
    summary="修改草稿",
    dependencies=[EDIT],
    responses=raises(TemplateNotFound, TermsFixed, ScopeInvalid),
)
async def edit(template_id: Id, body: TemplateIn, staff: CurrentStaff, database: DatabaseDep) -> StaffTemplate:
    async with database.begin() as session:
        return queries.for_staff(await editing.edit(session, staff.actor, template_id, body))


@router.put(
    "/{template_id}/limits",
    summary="修改名称与限量",
    dependencies=[EDIT],
    responses=raises(TemplateNotFound, LimitTooLow),
)
async def set_limits(template_id: Id, body: LimitsIn, staff: CurrentStaff, database: DatabaseDep) -> StaffTemplate:
    async with database.begin() as session:
        return queries.for_staff(await editing.set_limits(session, staff.actor, template_id, body))


@router.post(
    "/{template_id}/issue",
    summary="开始发放",
    dependencies=[ISSUE],
    responses=raises(TemplateNotFound, TemplateStatus, TemplateOver),
    openapi_extra=repeatable("leaves one state, once"),
)
async def issue(template_id: Id, staff: CurrentStaff, database: DatabaseDep) -> StaffTemplate:
    async with database.begin() as session:
        return queries.for_staff(await editing.issue(session, staff.actor, template_id))


@router.post(
    "/{template_id}/stop",
    summary="停止发放",
    dependencies=[ISSUE],
    responses=raises(TemplateNotFound, TemplateStatus),
    openapi_extra=repeatable("leaves one state, once"),
)
async def stop(template_id: Id, staff: CurrentStaff, database: DatabaseDep) -> StaffTemplate:
    async with database.begin() as session:
        return queries.for_staff(await editing.stop(session, staff.actor, template_id))


@router.get("/{template_id}/claims", summary="领取记录", dependencies=[READ], responses=raises(TemplateNotFound))
async def claims(template_id: Id, database: DatabaseDep, page: PageDep) -> Page[ClaimOut]:
    async with database.read() as session:
        return await queries.claims(session, template_id, page)


@router.post(
    "/{template_id}/codes",
    status_code=201,
    response_model=CodesOut,
    summary="生成兑换码",
    dependencies=[ISSUE],
    responses=raises(TemplateNotFound),
)
async def make_codes(
    template_id: Id, body: CodesIn, staff: CurrentStaff, once: StaffOnce, database: DatabaseDep
) -> JSONResponse:
    async def work(session: AsyncSession) -> CodesOut:
        made = await codes.make(session, staff.actor, template_id, body)
        return CodesOut(items=[_code(row) for row in made])

    return await once.run(database, work, status=201)


@router.get("/{template_id}/codes", summary="兑换码", dependencies=[ISSUE], responses=raises(TemplateNotFound))
async def codes_of(template_id: Id, database: DatabaseDep, page: PageDep) -> Page[CodeOut]:
    async with database.read() as session:
        await queries.find(session, template_id)
        rows, cursor = await paginate(session, codes.of(template_id), page, key=[CouponCode.id])
        return Page(items=[_code(row) for row in rows], next_cursor=cursor)


def _code(row: CouponCode) -> CodeOut:
    return CodeOut.model_validate(row, from_attributes=True)
