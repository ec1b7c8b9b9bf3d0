"""The desk: today's bookings, who has come, and who has not."""

from dataclasses import asdict, dataclass
from datetime import date
from typing import Annotated

from fastapi import APIRouter, Depends, Query

from app.core.database import Database, DatabaseDep
from app.core.errors import raises
from app.core.idempotency import repeatable
from app.core.ids import Id
from app.core.pagination import Page, PageDep
from app.core.staff import CurrentStaff, Staff, require
from app.modules.booking import desk, queries
from app.modules.booking.errors import BookingNotFound, BookingStatus, TooEarly
from app.modules.booking.pictures import PREFIX
from app.modules.booking.schemas import BookingState, CodeIn, ReasonIn, StaffBooking

router = APIRouter(prefix="/staff", tags=["店员·预约"])
MOVED = (BookingNotFound, BookingStatus)
READ, CHECK_IN, CANCEL = require(desk.READ), require(desk.CHECK_IN), require(desk.CANCEL)


@dataclass(frozen=True)
class Wanted:
    day: Annotated[date | None, Query(description="Only that day's, in the order of their times")] = None
    status: Annotated[BookingState | None, Query(description="Only bookings in this state")] = None
    resource_id: Annotated[Id | None, Query(description="Only of this resource")] = None


@router.get("/bookings", summary="预约", dependencies=[READ])
async def page(
    staff: CurrentStaff, database: DatabaseDep, page: PageDep, wanted: Annotated[Wanted, Depends()]
) -> Page[StaffBooking]:
    async with database.read() as session:
        rows, cursor = await desk.page(session, staff, page, **asdict(wanted))
        return Page(items=await queries.at_desk(session, staff, rows), next_cursor=cursor)


@router.get("/bookings/{booking_id}", summary="预约详情", dependencies=[READ], responses=raises(BookingNotFound))
async def one(booking_id: Id, staff: CurrentStaff, database: DatabaseDep) -> StaffBooking:
    async with database.read() as session:
        return (await queries.at_desk(session, staff, [await desk.find(session, staff, booking_id)]))[0]


@router.post(
    "/booking-codes",
    summary="按预约码查找",
    dependencies=[CHECK_IN],
    responses=raises(BookingNotFound),
    openapi_extra=repeatable("changes nothing"),
)
async def by_code(body: CodeIn, staff: CurrentStaff, database: DatabaseDep) -> StaffBooking:
    async with database.read() as session:
        row = await desk.by_code(session, staff, body.code.removeprefix(PREFIX))
        return (await queries.at_desk(session, staff, [row]))[0]


@router.post(
    "/bookings/{booking_id}/cancel",
    summary="取消预约并退款",
    dependencies=[CANCEL],
    responses=raises(*MOVED),
    openapi_extra=repeatable("leaves one state, once"),
)
async def cancel(booking_id: Id, body: ReasonIn, staff: CurrentStaff, database: DatabaseDep) -> StaffBooking:
    async with database.begin() as session:
        row = await desk.cancel(session, staff, booking_id, body.reason)
        return (await queries.at_desk(session, staff, [row]))[0]


@router.post(
    "/bookings/{booking_id}/check_in",
    summary="签到",
    dependencies=[CHECK_IN],
    responses=raises(*MOVED, TooEarly),
    openapi_extra=repeatable("leaves one state, once"),
)
async def check_in(booking_id: Id, staff: CurrentStaff, database: DatabaseDep) -> StaffBooking:
    return await _act(database, staff, booking_id, "check_in")


@router.post(
    "/bookings/{booking_id}/start",
    summary="开始",
    dependencies=[CHECK_IN],
    responses=raises(*MOVED),
    openapi_extra=repeatable("leaves one state, once"),
)
async def start(booking_id: Id, staff: CurrentStaff, database: DatabaseDep) -> StaffBooking:
    return await _act(database, staff, booking_id, "start")


@router.post(
    "/bookings/{booking_id}/finish",
    summary="完成",
    dependencies=[CHECK_IN],
    responses=raises(*MOVED),
    openapi_extra=repeatable("leaves one state, once"),
)
async def finish(booking_id: Id, staff: CurrentStaff, database: DatabaseDep) -> StaffBooking:
    return await _act(database, staff, booking_id, "finish")


@router.post(
    "/bookings/{booking_id}/miss",
    summary="未到",
    dependencies=[CHECK_IN],
    responses=raises(*MOVED),
    openapi_extra=repeatable("leaves one state, once"),
)
async def miss(booking_id: Id, staff: CurrentStaff, database: DatabaseDep) -> StaffBooking:
    return await _act(database, staff, booking_id, "miss")


async def _act(database: Database, staff: Staff, booking_id: int, action: str) -> StaffBooking:
    async with database.begin() as session:
        row = await desk.act(session, staff, booking_id, action)
        return (await queries.at_desk(session, staff, [row]))[0]
