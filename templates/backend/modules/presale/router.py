from fastapi import APIRouter
from fastapi.responses import JSONResponse
from sqlalchemy.ext.asyncio import AsyncSession

from app.core.auth import CurrentUser, public
from app.core.database import DatabaseDep
from app.core.errors import raises
from app.core.idempotency import UserOnce, repeatable
from app.core.ids import Id
from app.core.pagination import Page, PageDep
from app.modules.activity.api import LimitReached
from app.modules.presale import booking, queries
from app.modules.presale.errors import BookingNotFound, BookingStatus, PresaleNotFound, PresaleOver, PresaleSoldOut
from app.modules.presale.schemas import ActivityOut, BookIn, OfProductOut, PresaleBookingOut
from app.modules.presale.states import CANCELED, PENDING, REFUNDED

router = APIRouter(tags=["预售"])


@router.get("/presale-activities", summary="预订中的预售", dependencies=[public])
async def running(database: DatabaseDep, page: PageDep) -> Page[ActivityOut]:
    async with database.read() as session:
        return await queries.running(session, page)


@router.get("/presale-activities/spus/{spu_id}", summary="一件商品的预售", dependencies=[public])
async def of_product(spu_id: Id, database: DatabaseDep) -> OfProductOut:
    async with database.read() as session:
        return await queries.of_product(session, spu_id)


@router.post(
    "/presales",
    status_code=201,
    response_model=PresaleBookingOut,
    summary="预订",
    responses=raises(PresaleNotFound, PresaleOver, PresaleSoldOut, LimitReached),
)
async def book(body: BookIn, user: CurrentUser, once: UserOnce, database: DatabaseDep) -> JSONResponse:
    async def work(session: AsyncSession) -> PresaleBookingOut:
        row = await booking.book(session, user.id, body.activity_id, body.quantity)
        return (await queries.shown(session, [row]))[0]

    return await once.run(database, work, status=201)


@router.get("/presales/{booking_id}", summary="预订详情", responses=raises(BookingNotFound))
async def one(booking_id: Id, user: CurrentUser, database: DatabaseDep) -> PresaleBookingOut:
    async with database.read() as session:
        row = await queries.booking(session, booking_id, user_id=user.id)
        return (await queries.shown(session, [row]))[0]


@router.post(
    "/presales/{booking_id}/cancel",
    summary="取消预订",
    responses=raises(BookingNotFound, BookingStatus),
    openapi_extra=repeatable("leaves one state, once"),
)
async def cancel(booking_id: Id, user: CurrentUser, database: DatabaseDep) -> PresaleBookingOut:
    async with database.begin() as session:
        row = await queries.booking(session, booking_id, user_id=user.id)
        end = booking.cancel_unpaid if row.status == PENDING else booking.cancel_booked
        if row.status not in (CANCELED, REFUNDED) and not await end(session, booking_id):
            raise BookingStatus(status=row.status)
        return (await queries.shown(session, [await queries.booking(session, booking_id)]))[0]


@router.get("/me/presales", summary="我的预售")
async def mine(user: CurrentUser, database: DatabaseDep, page: PageDep) -> Page[PresaleBookingOut]:
    async with database.read() as session:
        return await queries.mine(session, user.id, page)
