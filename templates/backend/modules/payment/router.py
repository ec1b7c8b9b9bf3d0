"""Paying, for customers. Nothing here lets a client say that something was paid: only WeChat says so."""

from typing import Annotated

import structlog
from fastapi import APIRouter, Path
from fastapi.responses import JSONResponse

from app.contracts.payment import PAYABLES, NotPayable, Payable
from app.core.auth import CurrentUser
from app.core.database import DatabaseDep
from app.core.errors import RateLimited, raises
from app.core.idempotency import UserOnce
from app.core.ids import Id
from app.core.rate_limit import Limiter, limit, limit_user
from app.modules.payment import queries
from app.modules.payment.answers import ChannelError
from app.modules.payment.channel import ChannelDep
from app.modules.payment.checkout import check_out
from app.modules.payment.errors import PaymentNotFound, PayUnavailable
from app.modules.payment.schemas import PayOut, PayStatusOut
from app.modules.payment.states import WAITING
from app.modules.payment.watching import ask

router = APIRouter(tags=["支付"])

QUERIES = "10/minute"
"""How often WeChat is asked about one payment because its customer looks."""

Collection = Annotated[str, Path(pattern="^[a-z][a-z_-]*$", description="What is paid for, e.g. `orders`")]

log = structlog.get_logger(__name__)


@router.post(
    "/{collection}/{subject_id}/pay",
    response_model=PayOut,
    dependencies=[limit_user("30/minute", "pay")],
    responses=raises(NotPayable, PaymentNotFound, PayUnavailable),
    summary="发起微信支付",
)
async def pay(
    *,
    collection: Collection,
    subject_id: Id,
    user: CurrentUser,
    once: UserOnce,
    database: DatabaseDep,
    channel: ChannelDep,
) -> JSONResponse:
    return await check_out(
        database, channel, once, payable=_payable(collection), subject_id=subject_id, user_id=user.id
    )


@router.get("/{collection}/{subject_id}/pay", responses=raises(PaymentNotFound), summary="支付结果")
async def status(
    *,
    collection: Collection,
    subject_id: Id,
    user: CurrentUser,
    database: DatabaseDep,
    channel: ChannelDep,
    limiter: Limiter,
) -> PayStatusOut:
    payable = _payable(collection)
    async with database.read() as session:
        order = await queries.latest(session, payable.subject, subject_id, user.id)
        if order is None:
            return await queries.unpaid_status(session, payable, subject_id, user.id)
    if order.status == WAITING:
        try:
            await limit(limiter, QUERIES, "pay.status", str(order.id))
            await ask(database, channel, order.id)
        except (RateLimited, ChannelError) as error:
            log.info("payment_status_from_memory", order_id=order.id, reason=type(error).__name__)
        async with database.read() as session:
            order = await queries.latest(session, payable.subject, subject_id, user.id) or order
    return queries.status_of(order)


def _payable(collection: str) -> Payable:
    for payable in PAYABLES.all():
        if payable.collection == collection:
            return payable
    raise PaymentNotFound
