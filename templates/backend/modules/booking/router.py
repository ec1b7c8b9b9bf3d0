from datetime import date
from typing import Annotated

from fastapi import APIRouter, Query
from fastapi.responses import JSONResponse
from sqlalchemy.ext.asyncio import AsyncSession

from app.contracts.booking import ATTENDEES, OnlyOneself
from app.core import clock
from app.core.auth import CurrentUser, public
from app.core.context import Actor
from app.core.database import DatabaseDep
from app.core.errors import raises
from app.core.idempotency import UserOnce, repeatable
from app.core.ids import Id
from app.core.pagination import Page, PageDep
from app.core.privacy import ConsentRequired
from app.modules.booking import booking, queries, rules
from app.modules.booking.errors import (
    AttendeeBusy,
    AttendeeNotFound,
    BookingNotFound,
    BookingStatus,
    BookingTooLate,
    OtherPrice,
    ResourceNotFound,
    SlotNotFound,
    SlotOver,
    SlotTaken,
    SlotTooFar,
    TooManyBookings,
    TooManyMoves,
    TooManyNoShows,
)
from app.modules.booking.schemas import (
    AttendeeOut,
    AttendeesOut,
    BookIn,
    BookingOut,
    KindsOut,
    MoveIn,
    ResourceDetail,
    ResourceOut,
    SlotsOut,
)
from app.modules.booking.states import BOOKED, CANCELED, HELD

router = APIRouter(tags=["预约"])

OfKind = Annotated[str | None, Query(max_length=20, description="Only what is sorted under this")]
Day = Annotated[date, Query(description="In the business's own time: 2026-11-24")]
Ahead = Annotated[bool | None, Query(description="Only those that are still to come, or only those that are over")]
TIMES = (SlotNotFound, SlotOver, SlotTooFar, SlotTaken, AttendeeBusy)


@router.get("/booking-kinds", summary="预约分类", dependencies=[public])
async def kinds(database: DatabaseDep) -> KindsOut:
    async with database.read() as session:
        return KindsOut(items=await queries.kinds(session))


@router.get("/booking-resources", summary="可预约的项目", dependencies=[public])
async def resources(database: DatabaseDep, page: PageDep, kind: OfKind = None) -> Page[ResourceOut]:
    async with database.read() as session:
        return await queries.resources(session, kind, page)


@router.get(
    "/booking-resources/{resource_id}", summary="项目与日期", dependencies=[public], responses=raises(ResourceNotFound)
)
async def resource(resource_id: Id, database: DatabaseDep) -> ResourceDetail:
    async with database.read() as session:
        return await queries.resource(session, resource_id)


@router.get(
    "/booking-resources/{resource_id}/slots",
    summary="一天的时段",
    dependencies=[public],
    responses=raises(ResourceNotFound),
)
async def slots(resource_id: Id, day: Day, database: DatabaseDep) -> SlotsOut:
    async with database.read() as session:
        return SlotsOut(now=clock.now(), items=await queries.slots(session, resource_id, day))


@router.get("/me/attendees", summary="可以为谁预约", responses=raises(ConsentRequired))
async def attendees(user: CurrentUser, database: DatabaseDep) -> AttendeesOut:
    async with database.read() as session:
        found = await ATTENDEES.one(OnlyOneself()).of(session, user.id)
        return AttendeesOut(items=[AttendeeOut(id=one.id, name=one.name) for one in found])


@router.post(
    "/bookings",
    status_code=201,
    response_model=BookingOut,
    summary="预约",
    responses=raises(*TIMES, AttendeeNotFound, ConsentRequired, TooManyBookings, TooManyNoShows),
)
async def book(body: BookIn, user: CurrentUser, once: UserOnce, database: DatabaseDep) -> JSONResponse:
    async def work(session: AsyncSession) -> BookingOut:
        attendee = await booking.attendee_of(session, user.id, body.attendee_id)
        row = await booking.hold(session, user.id, body.slot_id, attendee, body.remark)
        return (await queries.shown(session, [row]))[0]

    return await once.run(database, work, status=201)


@router.get("/bookings/{booking_id}", summary="预约详情", responses=raises(BookingNotFound))
async def one(booking_id: Id, user: CurrentUser, database: DatabaseDep) -> BookingOut:
    async with database.read() as session:
        return (await queries.shown(session, [await queries.own(session, booking_id, user.id)]))[0]


@router.post(
    "/bookings/{booking_id}/cancel",
    summary="取消预约",
    responses=raises(BookingNotFound, BookingStatus, BookingTooLate),
    openapi_extra=repeatable("leaves one state, once"),
)
async def cancel(booking_id: Id, user: CurrentUser, database: DatabaseDep) -> BookingOut:
    async with database.begin() as session:
        row = await queries.own(session, booking_id, user.id)
        if row.status == BOOKED:
            rules.check_change(row.slot)
        source = frozenset({row.status} & {HELD, BOOKED})
        if row.status != CANCELED and not (
            source and await booking.cancel(session, booking_id, Actor("user", user.id), "顾客取消", source=source)
        ):
            raise BookingStatus(status=row.status)
        return (await queries.shown(session, [await booking.find(session, booking_id)]))[0]


@router.post(
    "/bookings/{booking_id}/move",
    summary="改期",
    responses=raises(BookingNotFound, BookingStatus, BookingTooLate, TooManyMoves, OtherPrice, *TIMES),
    openapi_extra=repeatable("to the time that it has already is nothing"),
)
async def move(booking_id: Id, body: MoveIn, user: CurrentUser, database: DatabaseDep) -> BookingOut:
    async with database.begin() as session:
        row = await queries.own(session, booking_id, user.id)
        if row.status != BOOKED:
            raise BookingStatus(status=row.status)
        if row.slot_id != body.slot_id:
            rules.check_change(row.slot)
            rules.check_moves(row)
            if not await booking.move(session, booking_id, body.slot_id, Actor("user", user.id)):
                raise BookingStatus(status=row.status)
        return (await queries.shown(session, [await booking.find(session, booking_id)]))[0]


@router.get("/me/bookings", summary="我的预约")
async def mine(user: CurrentUser, database: DatabaseDep, page: PageDep, ahead: Ahead = None) -> Page[BookingOut]:
    async with database.read() as session:
        return await queries.mine(session, user.id, page, ahead=ahead)
