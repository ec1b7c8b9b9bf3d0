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

QUERIES = "10/minute"
"""How often WeChat is asked about one payment because its customer looks."""

log = structlog.get_logger(__name__)


def pay_routers() -> list[APIRouter]:
    """The addresses at which customers pay: one pair for each kind of thing that a module lets be paid for."""
    return [_router_of(payable) for payable in PAYABLES.all()]


def _router_of(payable: Payable) -> APIRouter:
    subject_id = f"{payable.subject}_id"
    router = APIRouter(prefix=f"/{payable.collection}/{{{subject_id}}}/pay", tags=["支付"])

    @router.post(
        "",
        response_model=PayOut,
        dependencies=[limit_user("30/minute", "pay")],
        responses=raises(NotPayable, PaymentNotFound, PayUnavailable),
        summary="发起微信支付",
    )
    async def pay(
        number: Annotated[Id, Path(alias=subject_id)],
        user: CurrentUser,
        once: UserOnce,
        database: DatabaseDep,
        channel: ChannelDep,
    ) -> JSONResponse:
        return await check_out(database, channel, once, payable=payable, subject_id=number, user_id=user.id)

    @router.get("", responses=raises(PaymentNotFound), summary="支付结果")
    async def status(
        number: Annotated[Id, Path(alias=subject_id)],
        user: CurrentUser,
        database: DatabaseDep,
        channel: ChannelDep,
        limiter: Limiter,
    ) -> PayStatusOut:
        async with database.read() as session:
            order = await queries.latest(session, payable.subject, number, user.id)
            if order is None:
                return await queries.unpaid_status(session, payable, number, user.id)
        if order.status == WAITING:
            try:
                await limit(limiter, QUERIES, "pay.status", str(order.id))
                await ask(database, channel, order.id)
            except (RateLimited, ChannelError) as error:
                log.info("payment_status_from_memory", order_id=order.id, reason=type(error).__name__)
            async with database.read() as session:
                order = await queries.latest(session, payable.subject, number, user.id) or order
        return queries.status_of(order)

    return router
