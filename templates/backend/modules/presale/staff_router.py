from collections.abc import Awaitable, Callable
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
from app.modules.presale import editing, queries
from app.modules.presale.errors import BookingNotFound, BookingStatus, PresaleInvalid, PresaleNotFound, PresaleStatus
from app.modules.presale.models import Presale
from app.modules.presale.schemas import ActivityOut, PresaleBookingState, PresaleIn, StaffBooking

router = APIRouter(prefix="/staff", tags=["店员·预售"])
READ, EDIT, REFUND = require("presale.read"), require("presale.edit"), require("presale.refund")

InState = Annotated[PresaleBookingState | None, Query(description="Only bookings in this state")]
OfActivity = Annotated[Id | None, Query(description="Only bookings of this activity")]


@router.get("/presale-activities", summary="全部预售活动", dependencies=[READ])
async def page(database: DatabaseDep, page: PageDep) -> Page[ActivityOut]:
    async with database.read() as session:
        return await queries.activities_page(session, page)


@router.post(
    "/presale-activities",
    status_code=201,
    response_model=ActivityOut,
    summary="新建预售活动",
    dependencies=[EDIT],
    responses=raises(PresaleInvalid),
)
async def create(body: PresaleIn, staff: CurrentStaff, once: StaffOnce, database: DatabaseDep) -> JSONResponse:
    async def work(session: AsyncSession) -> ActivityOut:
        return await queries.one(session, (await editing.create(session, staff.actor, body)).id)

    return await once.run(database, work, status=201)


@router.get(
    "/presale-activities/{activity_id}", summary="预售活动", dependencies=[READ], responses=raises(PresaleNotFound)
)
async def one(activity_id: Id, database: DatabaseDep) -> ActivityOut:
    async with database.read() as session:
        return await queries.one(session, activity_id)


@router.put(
    "/presale-activities/{activity_id}",
    summary="修改草稿",
    dependencies=[EDIT],
    responses=raises(PresaleNotFound, PresaleStatus, PresaleInvalid),
)
async def edit(activity_id: Id, body: PresaleIn, staff: CurrentStaff, database: DatabaseDep) -> ActivityOut:
    return await _done(database, activity_id, lambda session: editing.edit(session, staff.actor, activity_id, body))


@router.post(
    "/presale-activities/{activity_id}/publish",
    summary="发布",
    dependencies=[EDIT],
    responses=raises(PresaleNotFound, PresaleStatus, PresaleInvalid),
    openapi_extra=repeatable("leaves one state, once"),
)
async def publish(activity_id: Id, staff: CurrentStaff, database: DatabaseDep) -> ActivityOut:
    return await _done(database, activity_id, lambda session: editing.publish(session, staff.actor, activity_id))


@router.post(
    "/presale-activities/{activity_id}/close",
    summary="提前结束",
    dependencies=[EDIT],
    responses=raises(PresaleNotFound, PresaleStatus),
    openapi_extra=repeatable("leaves one state, once"),
)
async def close(activity_id: Id, staff: CurrentStaff, database: DatabaseDep) -> ActivityOut:
    return await _done(database, activity_id, lambda session: editing.close(session, staff.actor, activity_id))


@router.get("/presales", summary="全部预订", dependencies=[READ])
async def bookings(
    database: DatabaseDep, page: PageDep, activity_id: OfActivity = None, status: InState = None
) -> Page[StaffBooking]:
    async with database.read() as session:
        return await queries.bookings_page(session, page, activity_id=activity_id, status=status)


@router.post(
    "/presales/{booking_id}/refund",
    summary="取消预订并退还定金",
    dependencies=[REFUND],
    responses=raises(BookingNotFound, BookingStatus),
    openapi_extra=repeatable("leaves one state, once"),
)
async def refund(booking_id: Id, staff: CurrentStaff, database: DatabaseDep) -> StaffBooking:
    async with database.begin() as session:
        return queries.for_staff(await editing.refund(session, staff.actor, booking_id))


async def _done(
    database: DatabaseDep, activity_id: int, work: Callable[[AsyncSession], Awaitable[Presale]]
) -> ActivityOut:
    async with database.begin() as session:
        await work(session)
        return await queries.one(session, activity_id)
