"""WeChat's callbacks. 204 ends them; any 4xx or 5xx makes WeChat try again, for about a day.

Source: https://pay.weixin.qq.com/doc/v3/merchant/4012791861. What follows from a callback is written in the transaction
that notes its id: the same one again, even at the same moment, changes nothing. The work behind it runs as jobs, so the
answer is there well within WeChat's five seconds.
"""

from collections.abc import Awaitable, Callable

import structlog
from fastapi import APIRouter, Request
from sqlalchemy.ext.asyncio import AsyncSession

from app.core import clock
from app.core.auth import public
from app.core.body_limit import read_body
from app.core.database import Database, DatabaseDep, upsert
from app.core.errors import raises
from app.core.idempotency import repeatable
from app.modules.payment import refunding, settling
from app.modules.payment.answers import Callback, CallbackForged, RefundState, Trade
from app.modules.payment.channel import Channel, ChannelDep
from app.modules.payment.errors import CallbackRejected
from app.modules.payment.models import PayNotification

router = APIRouter(prefix="/pay", tags=["微信回调"], dependencies=[public])

LARGEST = 64 * 1024

log = structlog.get_logger(__name__)

Effect = Callable[[AsyncSession, Callback], Awaitable[tuple[str, str]]]
"""Takes note of a callback: which number it is about, and what came of it."""


@router.post(
    "/notify",
    status_code=204,
    responses=raises(CallbackRejected),
    summary="支付结果通知",
    openapi_extra=repeatable("WeChat repeats it, and a final state is reached once"),
)
async def payment(request: Request, database: DatabaseDep, channel: ChannelDep) -> None:
    await _receive(database, channel, request)


@router.post(
    "/refund-notify",
    status_code=204,
    responses=raises(CallbackRejected),
    summary="退款结果通知",
    openapi_extra=repeatable("WeChat repeats it, and a final state is reached once"),
)
async def refund(request: Request, database: DatabaseDep, channel: ChannelDep) -> None:
    await _receive(database, channel, request)


async def _receive(database: Database, channel: Channel, request: Request) -> None:
    """Both addresses take every kind, whichever the merchant wrote into WeChat's console."""
    try:
        callback = await channel.read_callback(request.headers, await read_body(request, LARGEST, CallbackForged))
    except CallbackForged as error:
        log.warning("callback_rejected", path=request.url.path, cause=type(error.__cause__).__name__)
        raise CallbackRejected from error
    async with database.begin() as session:
        row = {
            "event_id": callback.event_id,
            "event_type": callback.event_type,
            "number": "",
            "outcome": "",
            "received_at": clock.now(),
        }
        insert = upsert(session, PayNotification).values(row).on_conflict_do_nothing(index_elements=["event_id"])
        note_id = await session.scalar(insert.returning(PayNotification.id))
        if note_id is None:
            log.info("callback_repeated", event_id=callback.event_id)
            return
        number, outcome = await EFFECTS.get(callback.event_type, _ignore)(session, callback)
        note = await session.get_one(PayNotification, note_id)
        note.number, note.outcome = number, outcome
    log.info("callback", event_type=callback.event_type, number=number, outcome=outcome)


async def _settle(session: AsyncSession, callback: Callback) -> tuple[str, str]:
    trade = Trade.read(callback.resource)
    return trade.out_trade_no, await settling.settle(session, trade)


async def _settle_refund(session: AsyncSession, callback: Callback) -> tuple[str, str]:
    state = RefundState.read(callback.resource)
    applied = await refunding.settle(session, state)
    return state.refund_no, settling.APPLIED if applied else settling.IGNORED


async def _ignore(session: AsyncSession, callback: Callback) -> tuple[str, str]:
    """Another product's callback, which nobody here has asked for."""
    del session, callback
    return "", settling.IGNORED


EFFECTS: dict[str, Effect] = {
    "TRANSACTION.SUCCESS": _settle,
    "REFUND.SUCCESS": _settle_refund,
    "REFUND.ABNORMAL": _settle_refund,
    "REFUND.CLOSED": _settle_refund,
}
