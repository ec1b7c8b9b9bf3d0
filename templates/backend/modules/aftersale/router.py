"""Refunds and returns, for customers."""

from collections.abc import Awaitable

from fastapi import APIRouter
from fastapi.responses import JSONResponse

from app.core import clock
from app.core.auth import CurrentUser
from app.core.database import DatabaseDep
from app.core.errors import raises
from app.core.idempotency import UserOnce, repeatable
from app.core.ids import Id
from app.core.media import PictureInvalid, PictureTooLarge, Upload, media_url, read_upload, store_picture
from app.core.pagination import Page, PageDep
from app.core.privacy import ConsentRequired, require_consent
from app.core.rate_limit import limit_user
from app.modules.aftersale import applying, moves, queries
from app.modules.aftersale.errors import (
    AftersaleMoved,
    AftersaleNotFound,
    AftersaleOpen,
    LineNotFound,
    NotForThisOrder,
    NothingLeft,
    NotReturnable,
    PictureUnknown,
    QuantityExceeded,
    TooManyPictures,
    WindowClosed,
)
from app.modules.aftersale.handling import find
from app.modules.aftersale.models import Aftersale, AftersalePicture
from app.modules.aftersale.purposes import AFTERSALE
from app.modules.aftersale.schemas import (
    AftersaleOut,
    ApplyIn,
    ChoicesOut,
    CountsOut,
    Kept,
    PictureOut,
    QuoteOut,
    SendBackIn,
    WantedIn,
)
from app.modules.identity.api import lock_user
from app.modules.order.api import OrderNotFound
from app.modules.order.api import find as find_order

router = APIRouter(prefix="/aftersales", tags=["售后"])
REFUSED = (OrderNotFound, LineNotFound, NothingLeft)
"""What asking meets with, whoever asks."""


@router.get("", summary="我的售后")
async def mine(
    user: CurrentUser, database: DatabaseDep, page: PageDep, order_id: Id | None = None
) -> Page[AftersaleOut]:
    async with database.read() as session:
        return await queries.page_of(session, user.id, order_id, page)


@router.get("/counts", summary="进行中的售后数")
async def counts(user: CurrentUser, database: DatabaseDep) -> CountsOut:
    async with database.read() as session:
        return CountsOut(open=await queries.open_count(session, user.id))


@router.get("/choices", summary="这个订单可以申请什么", responses=raises(OrderNotFound))
async def choices(order_id: Id, user: CurrentUser, database: DatabaseDep) -> ChoicesOut:
    async with database.read() as session:
        return await queries.choices(session, await find_order(session, order_id, user_id=user.id))


@router.post("/quote", summary="试算可退金额", responses=raises(*REFUSED), openapi_extra=repeatable("changes nothing"))
async def quote(body: WantedIn, user: CurrentUser, database: DatabaseDep) -> QuoteOut:
    async with database.read() as session:
        order = await find_order(session, body.order_id, user_id=user.id)
        amount = await applying.quote(session, order, body)
        return QuoteOut(refund_fen=amount.total_fen, freight_fen=amount.freight_fen)


@router.post(
    "/pictures",
    status_code=201,
    summary="上传凭证图片",
    dependencies=[limit_user("60/hour", "aftersale.picture")],
    responses=raises(PictureInvalid, PictureTooLarge, ConsentRequired),
    openapi_extra=repeatable("a picture that nothing shows yet"),
)
async def upload(file: Upload, user: CurrentUser, database: DatabaseDep) -> PictureOut:
    async with database.read() as session:
        await require_consent(session, user.id, AFTERSALE.id)
    name = await store_picture(await read_upload(file), personal=True)
    async with database.begin() as session:
        await lock_user(session, user.id)
        await require_consent(session, user.id, AFTERSALE.id)
        picture = AftersalePicture(user_id=user.id, name=name, created_at=clock.now())
        session.add(picture)
        await session.flush()
        return PictureOut(id=picture.id, url=media_url(name))


@router.post(
    "",
    status_code=201,
    response_model=AftersaleOut,
    summary="申请售后",
    dependencies=[limit_user("30/minute", "aftersale.apply")],
    responses=raises(
        *REFUSED,
        NotForThisOrder,
        WindowClosed,
        NotReturnable,
        AftersaleOpen,
        QuantityExceeded,
        PictureUnknown,
        TooManyPictures,
        ConsentRequired,
    ),
)
async def apply(body: ApplyIn, user: CurrentUser, once: UserOnce, database: DatabaseDep) -> JSONResponse:
    async with database.begin() as session:
        kept = await once.replay(session)
        if kept is None:
            aftersale = await applying.apply(session, user.id, body)
            kept = await once.save(session, Kept(id=aftersale.id), status=201)
        out = await queries.detail(session, Kept.model_validate_json(bytes(kept.body)).id, user.id)
    return JSONResponse(out.model_dump(mode="json"), kept.status_code)


@router.get("/{aftersale_id}", summary="售后详情", responses=raises(AftersaleNotFound))
async def detail(aftersale_id: Id, user: CurrentUser, database: DatabaseDep) -> AftersaleOut:
    async with database.read() as session:
        return await queries.detail(session, aftersale_id, user.id)


MOVES = raises(AftersaleNotFound, AftersaleMoved)


@router.post(
    "/{aftersale_id}/cancel", summary="撤销申请", responses=MOVES, openapi_extra=repeatable("leaves one state, once")
)
async def cancel(aftersale_id: Id, user: CurrentUser, database: DatabaseDep) -> AftersaleOut:
    async with database.begin() as session:
        aftersale = await find(session, aftersale_id, user_id=user.id)
        await moved(aftersale, moves.cancel(session, aftersale_id, user.actor, "顾客撤销"))
        return await queries.detail(session, aftersale_id, user.id)


@router.post(
    "/{aftersale_id}/send-back",
    summary="填写或改正退货单号",
    responses=MOVES,
    openapi_extra=repeatable("leaves one state, once"),
)
async def send_back(aftersale_id: Id, body: SendBackIn, user: CurrentUser, database: DatabaseDep) -> AftersaleOut:
    async with database.begin() as session:
        aftersale = await find(session, aftersale_id, user_id=user.id)
        if not await moves.correct(session, aftersale_id, user.actor, body.courier, body.tracking_no):
            going = moves.send_back(session, aftersale_id, user.actor, body.courier, body.tracking_no)
            await moved(aftersale, going)
        return await queries.detail(session, aftersale_id, user.id)


@router.post(
    "/{aftersale_id}/confirm",
    summary="确认收到换货",
    responses=MOVES,
    openapi_extra=repeatable("leaves one state, once"),
)
async def confirm(aftersale_id: Id, user: CurrentUser, database: DatabaseDep) -> AftersaleOut:
    async with database.begin() as session:
        aftersale = await find(session, aftersale_id, user_id=user.id)
        await moved(aftersale, moves.confirm(session, aftersale_id, user.actor, "顾客已收到"))
        return await queries.detail(session, aftersale_id, user.id)


async def moved(aftersale: Aftersale, move: Awaitable[Aftersale | None]) -> Aftersale:
    """Raises AftersaleMoved when somebody else was faster."""
    now = await move
    if now is None:
        raise AftersaleMoved(status=aftersale.status)
    return now
