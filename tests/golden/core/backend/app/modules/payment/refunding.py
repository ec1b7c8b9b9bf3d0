"""Giving money back: the amount is taken from what may be refunded and the number written down first; WeChat is asked
afterwards.

A refund is tried with the same number until WeChat has an end for it. WeChat carries each number out once.
"""

from datetime import timedelta

import sqlalchemy as sa
import structlog
from sqlalchemy.ext.asyncio import AsyncSession

from app.contracts.payment import RefundFailed, RefundSucceeded
from app.core import audit, clock, jobs
from app.core.context import Actor
from app.core.database import changed, upsert
from app.core.events import emit
from app.core.jobs import JobContext, Payload, RetryLater
from app.modules.payment import alerts
from app.modules.payment.answers import ChannelRefused, ChannelUnavailable, RefundRequest, RefundState
from app.modules.payment.channel import Channel
from app.modules.payment.errors import NotRefundable
from app.modules.payment.models import PayOrder, PayRefund
from app.modules.payment.numbers import new_number
from app.modules.payment.settings import notify_url
from app.modules.payment.states import ABNORMAL, CLOSED, PROCESSING, REFUND, REFUSED, SUCCESS, WAITING

CARRY_OUT = "payment.refund"
SOONEST, LATEST = timedelta(seconds=15), timedelta(hours=12)
WATCHED_FOR = timedelta(days=90)
"""Abnormal refunds are settled by people; after so long nobody asks for them any more, only a callback can end them."""
NO_MONEY = {"NOT_ENOUGH"}
"""The merchant's account is empty: the same request works once it is filled."""
FILL_UP = timedelta(minutes=10)
AWAY = timedelta(minutes=30)
"""How long to wait at most while WeChat cannot be reached."""
_STATES = {"PROCESSING": PROCESSING, "SUCCESS": SUCCESS, "ABNORMAL": ABNORMAL, "CLOSED": CLOSED}

log = structlog.get_logger(__name__)


async def request(
    session: AsyncSession, order: PayOrder, *, amount_fen: int, key: str, reason: str, actor: Actor
) -> PayRefund:
    """Begin to give `amount_fen` back. The same `key` for the same subject is the same refund: one that has failed is
    tried again with its number. Raises NotRefundable.
    """
    row = {
        "order_id": order.id,
        "subject": order.subject,
        "subject_id": order.subject_id,
        "key": key,
        "refund_no": new_number("R"),
        "amount_fen": amount_fen,
        "reason": reason[:80],
        "status": REFUND.initial,
        "notify_url": notify_url("/pay/refund-notify"),
        "created_at": clock.now(),
    }
    name = ["subject", "subject_id", "key"]
    added = await changed(session, upsert(session, PayRefund).values(row).on_conflict_do_nothing(index_elements=name))
    same = [getattr(PayRefund, column) == row[column] for column in name]
    refund = (await session.scalars(sa.select(PayRefund).where(*same))).one()
    if added:
        await _reserve(session, order, amount_fen)
        await jobs.schedule(session, CARRY_OUT, key=refund.refund_no, payload={"refund_id": refund.id})
        details = {"refund_no": refund.refund_no, "amount_fen": amount_fen, "reason": refund.reason}
        await audit.record(session, actor, "payment.refund", "payment", order.id, **details)
    else:
        await try_again(session, refund.id, actor)
    return refund


async def try_again(session: AsyncSession, refund_id: int, actor: Actor) -> bool:
    """Send a refund that WeChat refused once more, with the same number, or ask WeChat anew about one that was
    abnormal; False when it is in neither state.
    """
    again = {"failure": None, "finished_at": None}
    if not (
        await REFUND.move(session, PayRefund, refund_id, source=REFUSED, to=WAITING, **again)
        or await REFUND.move(session, PayRefund, refund_id, source=ABNORMAL, to=PROCESSING, **again)
    ):
        return False
    await jobs.schedule(session, CARRY_OUT, payload={"refund_id": refund_id})
    await audit.record(session, actor, "payment.refund_again", "payment_refund", refund_id)
    return True


async def carry_out(job: JobContext, payload: Payload) -> None:
    """Ask WeChat to give the money back, or how far it is, until there is an end."""
    async with job.read() as session:
        refund = await session.get_one(PayRefund, int(payload["refund_id"]))
        order = await session.get_one(PayOrder, refund.order_id)
    if refund.status not in {WAITING, PROCESSING, ABNORMAL}:
        return
    age = clock.now() - refund.created_at
    channel = job.resources.get(Channel)
    try:
        state = await (
            channel.refund(_request(refund, order))
            if refund.status == WAITING
            else channel.query_refund(refund.refund_no)
        )
    except ChannelUnavailable as error:
        log.warning("refund_not_answered", refund_no=refund.refund_no, error=str(error))
        raise RetryLater(min(_pause(age), AWAY)) from error
    except ChannelRefused as refusal:
        await _refused(job, refund, refusal)
        return
    async with job.commit() as session:
        await settle(session, state)
        if state.state in {"PROCESSING", "ABNORMAL"} and age < WATCHED_FOR:
            await jobs.schedule(session, CARRY_OUT, run_at=clock.now() + _pause(age), payload=payload)


async def settle(session: AsyncSession, told: RefundState) -> bool:
    """Take note of what WeChat says of a refund, from a callback or an answer; False when that changes nothing here."""
    refund = await session.scalar(sa.select(PayRefund).where(PayRefund.refund_no == told.refund_no))
    if refund is None:
        await alerts.add(session, "unknown_refund", told.refund_no, wechat_state=told.state, told_fen=told.amount_fen)
        return False
    if told.amount_fen != refund.amount_fen:
        amounts = {"asked_fen": refund.amount_fen, "told_fen": told.amount_fen}
        await alerts.add(session, "refund_mismatch", told.refund_no, refund.order_id, **amounts)
        return False
    target = _STATES.get(told.state)
    if target is None:
        return False
    finished_at = None if target == PROCESSING else clock.now()
    failure = told.state if target in {ABNORMAL, CLOSED} else None
    if not await REFUND.move(session, PayRefund, refund.id, to=target, failure=failure, finished_at=finished_at):
        return False
    await _entail(session, refund, target)
    return True


async def _entail(session: AsyncSession, refund: PayRefund, status: str) -> None:
    """What follows from a refund's new state, in the transaction that made it."""
    mine = PayOrder.id == refund.order_id
    if status == SUCCESS:
        arrived = sa.update(PayOrder).where(mine).values(refunded_fen=PayOrder.refunded_fen + refund.amount_fen)
        await changed(session, arrived)
        order = await session.get_one(PayOrder, refund.order_id, populate_existing=True)
        await emit(
            session,
            RefundSucceeded(
                subject_id=refund.subject_id,
                subject=refund.subject,
                refund_no=refund.refund_no,
                key=refund.key,
                amount_fen=refund.amount_fen,
                total_refunded_fen=order.refunded_fen,
                pay_no=order.pay_no,
            ),
        )
    elif status == CLOSED:
        free = sa.update(PayOrder).where(mine).values(refunding_fen=PayOrder.refunding_fen - refund.amount_fen)
        await changed(session, free)
        await _tell_failure(session, refund, "退款已关闭", closed=True)
    elif status == ABNORMAL:
        await _tell_failure(session, refund, "退款异常")


async def _tell_failure(
    session: AsyncSession, refund: PayRefund, reason: str, *, closed: bool = False, **details: str
) -> None:
    await alerts.add(session, "refund_failed", refund.refund_no, refund.order_id, reason=reason, **details)
    await emit(
        session,
        RefundFailed(
            subject_id=refund.subject_id,
            subject=refund.subject,
            refund_no=refund.refund_no,
            key=refund.key,
            reason=reason,
            closed=closed,
        ),
    )


async def _refused(job: JobContext, refund: PayRefund, refusal: ChannelRefused) -> None:
    """WeChat did not take the request. An empty account is waited for; everything else is for people."""
    if refund.status != WAITING:  # a refusal to tell is no news of the refund
        raise RetryLater(_pause(clock.now() - refund.created_at)) from refusal
    async with job.commit() as session:
        if refusal.code in NO_MONEY:
            await alerts.add(session, "account_empty", refund.refund_no, refund.order_id, amount_fen=refund.amount_fen)
            again = clock.now() + FILL_UP
            await jobs.schedule(session, CARRY_OUT, run_at=again, payload={"refund_id": refund.id})
        elif await REFUND.move(session, PayRefund, refund.id, source=WAITING, to=REFUSED, failure=refusal.code[:40]):
            await _tell_failure(session, refund, "微信未受理退款", wechat_code=refusal.code)


def _request(refund: PayRefund, order: PayOrder) -> RefundRequest:
    return RefundRequest(
        refund_no=refund.refund_no,
        transaction_id=order.transaction_id or "",
        amount_fen=refund.amount_fen,
        total_fen=order.amount_fen,
        reason=refund.reason,
        notify_url=refund.notify_url,
    )


async def _reserve(session: AsyncSession, order: PayOrder, amount_fen: int) -> None:
    """Take the amount from what may still be given back; two refunds at once cannot both have it."""
    room = sa.and_(
        PayOrder.id == order.id, PayOrder.status == SUCCESS, PayOrder.refunding_fen + amount_fen <= PayOrder.amount_fen
    )
    if not await changed(
        session, sa.update(PayOrder).where(room).values(refunding_fen=PayOrder.refunding_fen + amount_fen)
    ):
        fresh = await session.get_one(PayOrder, order.id, populate_existing=True)
        raise NotRefundable(refundable_fen=fresh.amount_fen - fresh.refunding_fen if fresh.status == SUCCESS else 0)


def _pause(age: timedelta) -> timedelta:
    """Half the age, from 15 seconds to 12 hours."""
    return min(max(age / 2, SOONEST), LATEST)
