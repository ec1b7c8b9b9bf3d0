"""A customer's wish to pay, from the first transaction over WeChat's answer to the second."""

import structlog
from fastapi.responses import JSONResponse
from sqlalchemy.ext.asyncio import AsyncSession

from app.contracts.payment import Demand, NotPayable, Payable
from app.core.database import Database
from app.core.idempotency import Once
from app.modules.identity.api import openid_of
from app.modules.payment import alerts, paying
from app.modules.payment.answers import ChannelError, ChannelRefused, Prepay
from app.modules.payment.channel import Channel
from app.modules.payment.errors import PaymentNotFound, PayUnavailable
from app.modules.payment.paying import Opened
from app.modules.payment.schemas import CashierRequest, PayOut
from app.modules.payment.watching import End, ask

NUMBER_IS_SPENT = {"ORDER_CLOSED", "OUT_TRADE_NO_USED", "INVALID_REQUEST"}
"""WeChat will not take this number again, or not with this content."""
ROUNDS = 3

log = structlog.get_logger(__name__)


async def check_out(
    database: Database, channel: Channel, once: Once, *, payable: Payable, subject_id: int, user_id: int
) -> JSONResponse:
    """Everything that the mini-program needs to open WeChat's cashier. Raises NotPayable, PaymentNotFound,
    PayUnavailable.
    """
    for _ in range(ROUNDS):
        async with database.begin() as session:
            if answer := await once.replay(session):
                return answer
            demand, openid = await _demand(session, payable, subject_id, user_id)
            opened = await paying.open_payment(session, demand, channel)
        prepay_id = await _prepay_id(database, channel, opened, openid)
        if prepay_id is None:
            continue
        async with database.begin() as session:
            if prepay_id != opened.prepay_id:
                await paying.keep_prepay(session, opened.attempt_id, prepay_id)
            request = CashierRequest(**channel.cashier(prepay_id))
            return await once.save(session, PayOut(pay_no=opened.pay_no, request=request))
    raise PayUnavailable


async def _demand(session: AsyncSession, payable: Payable, subject_id: int, user_id: int) -> tuple[Demand, str]:
    demand = await payable.demand(session, subject_id, user_id)
    if demand is None:
        raise PaymentNotFound
    openid = await openid_of(session, user_id)
    if openid is None:
        raise NotPayable("请先在微信小程序内登录")
    return demand, openid


async def _prepay_id(database: Database, channel: Channel, opened: Opened, openid: str) -> str | None:
    """What WeChat gives for the number; None when the number is done with and the next round uses another one."""
    if opened.stale:
        await _ask(database, channel, opened, End.ORDER)
        return None
    if opened.prepay_id is not None:
        return opened.prepay_id
    order = Prepay(
        out_trade_no=opened.out_trade_no,
        description=opened.description,
        amount_fen=opened.amount_fen,
        openid=openid,
        notify_url=opened.notify_url,
        time_expire=opened.time_expire,
    )
    try:
        return await channel.prepay(order)
    except ChannelRefused as refusal:
        if refusal.code == "ORDERPAID":
            await _ask(database, channel, opened, End.NOTHING)
            raise NotPayable from refusal
        if refusal.code not in NUMBER_IS_SPENT:
            await _alert(database, opened, refusal)
            raise PayUnavailable from refusal
        log.warning("payment_number_spent", out_trade_no=opened.out_trade_no, code=refusal.code)
        await _ask(database, channel, opened, End.ATTEMPT, refused=True)
        return None
    except ChannelError as error:
        raise PayUnavailable from error


async def _ask(database: Database, channel: Channel, opened: Opened, end: End, *, refused: bool = False) -> None:
    try:
        await ask(database, channel, opened.order_id, end, refused=refused)
    except ChannelError as error:
        raise PayUnavailable from error


async def _alert(database: Database, opened: Opened, refusal: ChannelRefused) -> None:
    """A refusal that no customer can mend: keys, numbers or contracts with WeChat are wrong."""
    async with database.begin() as session:
        await alerts.add(session, "prepay_refused", refusal.code, opened.order_id, wechat_code=refusal.code)
