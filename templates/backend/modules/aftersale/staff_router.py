"""What staff do with cases."""

from collections.abc import Awaitable, Callable
from typing import Annotated

from fastapi import APIRouter, Query
from fastapi.responses import JSONResponse
from sqlalchemy.ext.asyncio import AsyncSession

from app.contracts.stock import OutOfStock
from app.core import audit
from app.core.database import Database, DatabaseDep
from app.core.errors import raises
from app.core.idempotency import StaffOnce, repeatable
from app.core.ids import Id
from app.core.pagination import Page, PageDep
from app.core.staff import CurrentStaff, Staff, require
from app.modules.aftersale import applying, exemptions, handling, moves, queries
from app.modules.aftersale.errors import (
    AftersaleMoved,
    AftersaleNotFound,
    AftersaleOpen,
    AmountTooHigh,
    LineNotFound,
    NotForThisOrder,
    NothingLeft,
    QuantityExceeded,
    SpuUnknown,
)
from app.modules.aftersale.models import Aftersale
from app.modules.aftersale.router import moved
from app.modules.aftersale.schemas import (
    AftersaleOut,
    AgreeIn,
    ExemptionIn,
    ExemptionOut,
    Kept,
    OpenIn,
    ReceiveIn,
    RefundIn,
    RefuseIn,
    SendBackIn,
    SettleIn,
)
from app.modules.order.api import OrderNotFound

router = APIRouter(prefix="/staff/aftersales", tags=["店员·售后"])
READ = require("aftersale.read")
MOVES = raises(AftersaleNotFound, AftersaleMoved)
PAYS = raises(AftersaleNotFound, AftersaleMoved, AmountTooHigh)
Status = Annotated[
    str | None, Query(max_length=20, description="A state, or `waiting` for everything that waits for the merchant")
]


@router.get("", summary="售后列表", dependencies=[READ])
async def page(staff: CurrentStaff, database: DatabaseDep, page: PageDep, status: Status = None) -> Page[AftersaleOut]:
    async with database.read() as session:
        return await queries.staff_page(session, staff, status, page)


@router.post(
    "",
    status_code=201,
    response_model=Kept,
    summary="代顾客发起售后",
    dependencies=[require("aftersale.open")],
    responses=raises(OrderNotFound, LineNotFound, NotForThisOrder, NothingLeft, AftersaleOpen, QuantityExceeded),
)
async def open_case(body: OpenIn, staff: CurrentStaff, once: StaffOnce, database: DatabaseDep) -> JSONResponse:
    async def work(session: AsyncSession) -> Kept:
        aftersale = await applying.open_for(session, body, staff.actor)
        await audit.record(session, staff.actor, "aftersale.open", "aftersale", aftersale.id)
        return Kept(id=aftersale.id)

    return await once.run(database, work, status=201)


@router.get("/exemptions", summary="不可无理由退货的商品", dependencies=[READ])
async def exempt(database: DatabaseDep) -> list[ExemptionOut]:
    async with database.read() as session:
        return [ExemptionOut.model_validate(row, from_attributes=True) for row in await exemptions.listed(session)]


@router.put(
    "/exemptions/{spu_id}",
    status_code=204,
    summary="设为不可无理由退货",
    dependencies=[require("aftersale.rules")],
    responses=raises(SpuUnknown),
)
async def set_exempt(spu_id: Id, body: ExemptionIn, staff: CurrentStaff, database: DatabaseDep) -> None:
    async with database.begin() as session:
        await exemptions.put(session, staff.actor, spu_id, body.why)


@router.delete(
    "/exemptions/{spu_id}", status_code=204, summary="恢复无理由退货", dependencies=[require("aftersale.rules")]
)
async def clear_exempt(spu_id: Id, staff: CurrentStaff, database: DatabaseDep) -> None:
    async with database.begin() as session:
        await exemptions.remove(session, staff.actor, spu_id)


@router.get("/{aftersale_id}", summary="售后详情", dependencies=[READ], responses=raises(AftersaleNotFound))
async def detail(aftersale_id: Id, staff: CurrentStaff, database: DatabaseDep) -> AftersaleOut:
    async with database.begin() as session:
        return await queries.staff_detail(session, aftersale_id, staff)


@router.post(
    "/{aftersale_id}/agree",
    summary="同意",
    dependencies=[require("aftersale.review")],
    responses=PAYS,
    openapi_extra=repeatable("leaves one state, once"),
)
async def agree(aftersale_id: Id, body: AgreeIn, staff: CurrentStaff, database: DatabaseDep) -> AftersaleOut:
    return await _act(database, aftersale_id, staff, "agree", lambda s, a: handling.agree(s, a, staff.actor, body))


@router.post(
    "/{aftersale_id}/reject",
    summary="拒绝",
    dependencies=[require("aftersale.review")],
    responses=MOVES,
    openapi_extra=repeatable("leaves one state, once"),
)
async def reject(aftersale_id: Id, body: RefuseIn, staff: CurrentStaff, database: DatabaseDep) -> AftersaleOut:
    return await _act(
        database, aftersale_id, staff, "reject", lambda s, a: moves.reject(s, a.id, staff.actor, body.reason)
    )


@router.post(
    "/{aftersale_id}/receive",
    summary="收到退货",
    dependencies=[require("aftersale.receive")],
    responses=PAYS,
    openapi_extra=repeatable("leaves one state, once"),
)
async def receive(aftersale_id: Id, body: ReceiveIn, staff: CurrentStaff, database: DatabaseDep) -> AftersaleOut:
    return await _act(database, aftersale_id, staff, "receive", lambda s, a: handling.receive(s, a, staff.actor, body))


@router.post(
    "/{aftersale_id}/refuse",
    summary="拒收退货",
    dependencies=[require("aftersale.receive")],
    responses=MOVES,
    openapi_extra=repeatable("leaves one state, once"),
)
async def refuse(aftersale_id: Id, body: RefuseIn, staff: CurrentStaff, database: DatabaseDep) -> AftersaleOut:
    return await _act(
        database, aftersale_id, staff, "refuse", lambda s, a: moves.refuse(s, a.id, staff.actor, body.reason)
    )


@router.post(
    "/{aftersale_id}/reship",
    summary="寄出换货",
    dependencies=[require("aftersale.receive")],
    responses=raises(AftersaleNotFound, AftersaleMoved, OutOfStock),
    openapi_extra=repeatable("leaves one state, once"),
)
async def reship(aftersale_id: Id, body: SendBackIn, staff: CurrentStaff, database: DatabaseDep) -> AftersaleOut:
    return await _act(
        database,
        aftersale_id,
        staff,
        "reship",
        lambda s, a: handling.reship(s, a, staff.actor, body),
    )


@router.post(
    "/{aftersale_id}/refund",
    summary="换货改退款",
    dependencies=[require("aftersale.review")],
    responses=PAYS,
    openapi_extra=repeatable("leaves one state, once"),
)
async def refund(aftersale_id: Id, body: RefundIn, staff: CurrentStaff, database: DatabaseDep) -> AftersaleOut:
    return await _act(
        database,
        aftersale_id,
        staff,
        "refund",
        lambda s, a: handling.refund_instead(s, a, staff.actor, body.refund_fen),
    )


@router.post(
    "/{aftersale_id}/retry",
    summary="重试退款",
    dependencies=[require("aftersale.refund")],
    responses=MOVES,
    openapi_extra=repeatable("leaves one state, once"),
)
async def retry(aftersale_id: Id, staff: CurrentStaff, database: DatabaseDep) -> AftersaleOut:
    return await _act(database, aftersale_id, staff, "retry", lambda s, a: handling.retry(s, a, staff.actor))


@router.post(
    "/{aftersale_id}/settle",
    summary="线下了结",
    dependencies=[require("aftersale.refund")],
    responses=MOVES,
    openapi_extra=repeatable("leaves one state, once"),
)
async def settle(aftersale_id: Id, body: SettleIn, staff: CurrentStaff, database: DatabaseDep) -> AftersaleOut:
    return await _act(
        database, aftersale_id, staff, "settle", lambda s, a: handling.settle(s, a, staff.actor, body.note)
    )


Move = Callable[[AsyncSession, Aftersale], Awaitable[Aftersale | None]]


async def _act(database: Database, aftersale_id: int, staff: Staff, action: str, move: Move) -> AftersaleOut:
    async with database.begin() as session:
        await perform(session, aftersale_id, staff, action, move)
        return await queries.staff_detail(session, aftersale_id, staff)


async def perform(session: AsyncSession, aftersale_id: int, staff: Staff, action: str, move: Move) -> Aftersale:
    """Do it and put it on record. Raises AftersaleNotFound, AftersaleMoved, and what `move` raises."""
    aftersale = await handling.find(session, aftersale_id)
    now = await moved(aftersale, move(session, aftersale))
    await audit.record(session, staff.actor, f"aftersale.{action}", "aftersale", aftersale_id)
    return now
