"""Asking WeChat: after a lost callback, before giving a payment up, and when a customer wants to know.

Only an answer of WeChat's makes a payment closed. A close that meets a payment is answered with FREQUENCY_LIMITED, or
not at all; so after each close the number is asked for again, whatever the close said.
"""

from datetime import datetime, timedelta
from enum import Enum

import sqlalchemy as sa
import structlog
from sqlalchemy.ext.asyncio import AsyncSession

from app.core import clock, jobs
from app.core.database import Database
from app.core.jobs import JobContext, Payload, RetryLater
from app.modules.payment import settling
from app.modules.payment.answers import ChannelError, Trade
from app.modules.payment.channel import Channel
from app.modules.payment.models import PayAttempt, PayOrder
from app.modules.payment.paying import WATCH
from app.modules.payment.states import WAITING

GRACE = timedelta(minutes=1)
"""How long after its end a payment is still left to come in by itself."""
IN_FLIGHT = timedelta(minutes=2)
"""How long a request may be on its way before a number that WeChat does not know counts as never asked for."""
SOONEST, LATEST = timedelta(seconds=15), timedelta(minutes=30)

log = structlog.get_logger(__name__)


class End(Enum):
    """What shall end if it is not paid: nothing, this number (another may follow), or the whole payment."""

    NOTHING = 0
    ATTEMPT = 1
    ORDER = 2


async def find_out(channel: Channel, out_trade_no: str, *, close: bool) -> Trade | None:
    """What has become of a number, closing it first when asked to; None when WeChat does not know it. No transaction.

    Raises ChannelUnavailable, ChannelRefused.
    """
    trade = await channel.query(out_trade_no)
    if not close or trade is None or trade.paid or trade.closed:
        return trade
    try:
        await channel.close(out_trade_no)
    except ChannelError as error:
        log.info("close_not_confirmed", out_trade_no=out_trade_no, error=str(error))
    return await channel.query(out_trade_no)


async def ask(
    database: Database, channel: Channel, order_id: int, end: End = End.NOTHING, *, refused: bool = False
) -> None:
    """Ask WeChat about the open number of a payment and take note of the answer.

    :param refused: WeChat did not take the number just now, so one that it does not know was never asked for.
    Raises ChannelUnavailable, ChannelRefused.
    """
    async with database.read() as session:
        attempt = await _open_attempt(session, order_id)
    trade = await find_out(channel, attempt.out_trade_no, close=end is not End.NOTHING) if attempt else None
    async with database.begin() as session:
        await conclude(session, order_id, attempt, trade, end, refused=refused)


async def conclude(
    session: AsyncSession,
    order_id: int,
    attempt: PayAttempt | None,
    trade: Trade | None,
    end: End,
    *,
    refused: bool = False,
) -> str:
    """Take note of WeChat's answer (`trade`; None: unknown there) about the open number (None: there was none).

    Answers what `settling.settle` answers.
    """
    outcome = settling.IGNORED
    if trade is not None:
        outcome = await settling.settle(session, trade)
    elif attempt is not None and end is not End.NOTHING and (refused or clock.now() > attempt.created_at + IN_FLIGHT):
        await settling.close_attempt(session, attempt.id)
    if end is End.ORDER:
        await settling.close_order(session, order_id)
    return outcome


async def watch(job: JobContext, payload: Payload) -> None:
    """Keep an eye on a payment until it is paid or closed: soon at first, then ever more rarely."""
    order_id = int(payload["order_id"])
    async with job.read() as session:
        order = await session.get_one(PayOrder, order_id)
        attempt = await _open_attempt(session, order_id)
    if order.status != WAITING:
        return
    now = clock.now()
    end = End.ORDER if order.close_requested_at or now >= order.expires_at + GRACE else End.NOTHING
    if attempt is None and end is End.NOTHING:
        raise RetryLater(order.expires_at + GRACE - now)
    asked_since = attempt.created_at if attempt else order.created_at
    trade = await _find_out(job, attempt, order, now, end) if attempt else None
    async with job.commit() as session:
        outcome = await conclude(session, order_id, attempt, trade, end)
        order = await session.get_one(PayOrder, order_id, populate_existing=True)
        if order.status == WAITING and outcome != settling.MISMATCH:
            again = clock.now() + pause(clock.now() - asked_since, until=order.expires_at + GRACE - now)
            await jobs.schedule(session, WATCH, run_at=again, payload=payload)


async def _find_out(job: JobContext, attempt: PayAttempt, order: PayOrder, now: datetime, end: End) -> Trade | None:
    """As `find_out`; what is not decided yet is asked for again later, and does not count as a failure."""
    again = RetryLater(pause(now - attempt.created_at, until=order.expires_at + GRACE - now))
    channel = job.resources.get(Channel)
    try:
        trade = await find_out(channel, attempt.out_trade_no, close=end is not End.NOTHING)
    except ChannelError as error:
        log.warning("payment_not_queried", out_trade_no=attempt.out_trade_no, error=str(error))
        raise again from error
    decided = trade is not None and (trade.paid or trade.closed)
    if not decided and (trade is not None or end is End.NOTHING or now <= attempt.created_at + IN_FLIGHT):
        raise again
    return trade


def pause(age: timedelta, *, until: timedelta | None = None) -> timedelta:
    """Half the age, within limits: 15 s, 15 s, 15 s, 23 s, 34 s, … At `until` something ends: not later than then."""
    wait = min(max(age / 2, SOONEST), LATEST)
    return wait if until is None or until <= timedelta() else min(wait, max(until, SOONEST))


async def _open_attempt(session: AsyncSession, order_id: int) -> PayAttempt | None:
    return await session.scalar(sa.select(PayAttempt).where(PayAttempt.order_id == order_id, PayAttempt.open_slot == 1))
