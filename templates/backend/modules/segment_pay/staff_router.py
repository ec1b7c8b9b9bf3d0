"""Prices of courses and what was bought of them, for staff."""

from typing import Annotated

from fastapi import APIRouter, Query

from app.contracts.payment import NotPayable
from app.core.database import DatabaseDep
from app.core.errors import raises
from app.core.idempotency import repeatable
from app.core.ids import Id
from app.core.pagination import Page, PageDep
from app.core.staff import CurrentStaff, require
from app.modules.course.api import CourseNotFound
from app.modules.segment_pay import offers, queries, refunding
from app.modules.segment_pay.errors import PricesInvalid, PurchaseNotFound, PurchaseStatus
from app.modules.segment_pay.schemas import OwedOut, PricesIn, PurchaseOut, RefundIn, State

router = APIRouter(prefix="/staff", tags=["店员·课程付费"])
READ, EDIT, REFUND = require("segment_pay.read"), require("segment_pay.edit"), require("segment_pay.refund")

OfCourse = Annotated[Id | None, Query(description="Only those of this course")]
InState = Annotated[State | None, Query(description="Only those in this state")]


@router.get("/courses/{course_id}/prices", summary="课程定价", dependencies=[READ], responses=raises(CourseNotFound))
async def prices(course_id: Id, database: DatabaseDep) -> PricesIn:
    async with database.read() as session:
        return await queries.prices(session, course_id)


@router.put(
    "/courses/{course_id}/prices",
    summary="设置课程价格",
    dependencies=[EDIT],
    responses=raises(CourseNotFound, PricesInvalid),
)
async def set_prices(course_id: Id, body: PricesIn, staff: CurrentStaff, database: DatabaseDep) -> PricesIn:
    async with database.begin() as session:
        await offers.set_prices(session, staff.actor, course_id, body)
        return await queries.prices(session, course_id)


@router.get("/course-purchases", summary="课程购买", dependencies=[READ])
async def purchases(
    database: DatabaseDep, page: PageDep, course_id: OfCourse = None, status: InState = None
) -> Page[PurchaseOut]:
    async with database.read() as session:
        return await queries.purchases(session, page, course_id=course_id, status=status)


@router.post(
    "/course-purchases/{purchase_id}/owed",
    summary="试算应退金额",
    dependencies=[READ],
    responses=raises(PurchaseNotFound, PurchaseStatus),
    openapi_extra=repeatable("changes nothing"),
)
async def owed(purchase_id: Id, body: RefundIn, database: DatabaseDep) -> OwedOut:
    async with database.read() as session:
        return await refunding.quote(session, purchase_id, body)


@router.post(
    "/course-purchases/{purchase_id}/refund",
    summary="退款",
    dependencies=[REFUND],
    responses=raises(PurchaseNotFound, PurchaseStatus, NotPayable),
    openapi_extra=repeatable("leaves one state, once"),
)
async def refund(purchase_id: Id, body: RefundIn, staff: CurrentStaff, database: DatabaseDep) -> PurchaseOut:
    async with database.begin() as session:
        row = await refunding.refund(session, staff.actor, purchase_id, body)
        return (await queries.told(session, [row]))[0]


@router.post(
    "/course-purchases/{purchase_id}/retry",
    summary="重试退款",
    dependencies=[REFUND],
    responses=raises(PurchaseNotFound, PurchaseStatus, NotPayable),
    openapi_extra=repeatable("the same refund, under its number"),
)
async def retry(purchase_id: Id, staff: CurrentStaff, database: DatabaseDep) -> PurchaseOut:
    async with database.begin() as session:
        row = await refunding.retry(session, staff.actor, purchase_id)
        return (await queries.told(session, [row]))[0]
