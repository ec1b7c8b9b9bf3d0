"""Opening a payment: the number first, WeChat afterwards. What crashes in between goes on with the same number."""

from dataclasses import dataclass
from datetime import datetime, timedelta

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession

from app.contracts.payment import Demand, NotPayable
from app.core import clock, jobs
from app.core.database import changed, upsert
from app.modules.payment.channel import Channel
from app.modules.payment.models import PayAttempt, PayOrder
from app.modules.payment.numbers import attempt_number, new_number
from app.modules.payment.settings import notify_url
from app.modules.payment.states import PAY_ATTEMPT, PAY_ORDER, SUCCESS

SHORTEST = timedelta(seconds=65)
"""WeChat wants at least a minute between the request and its end."""
PREPAY_LIFETIME = timedelta(minutes=110)
"""WeChat says two hours."""
FIRST_LOOK = timedelta(seconds=20)
WATCH = "payment.watch"


@dataclass(frozen=True)
class Opened:
    """`stale`: the number asks for another amount than is due now, or its time is over: close it first."""

    order_id: int
    attempt_id: int
    pay_no: str
    out_trade_no: str
    description: str
    amount_fen: int
    notify_url: str
    time_expire: datetime
    prepay_id: str | None
    stale: bool


async def open_payment(session: AsyncSession, demand: Demand, channel: Channel) -> Opened:
    """The payment that waits for this demand, and its number at WeChat. Raises NotPayable, also when it is too late."""
    now = clock.now()
    if demand.amount_fen <= 0 or demand.expires_at <= now:
        raise NotPayable
    order = await _order(session, demand)
    if order is None or order.close_requested_at is not None or await _is_paid(session, demand):
        raise NotPayable
    attempt = await _attempt(session, order, channel)
    usable = attempt.prepay_until is not None and min(attempt.prepay_until, attempt.time_expire) > now
    if not usable and demand.expires_at - now < SHORTEST:
        raise NotPayable
    return Opened(
        order_id=order.id,
        attempt_id=attempt.id,
        pay_no=order.pay_no,
        out_trade_no=attempt.out_trade_no,
        description=order.description,
        amount_fen=order.amount_fen,
        notify_url=attempt.notify_url,
        time_expire=attempt.time_expire,
        prepay_id=attempt.prepay_id if usable else None,
        stale=order.amount_fen != demand.amount_fen or (not usable and attempt.time_expire - now < SHORTEST),
    )


async def keep_prepay(session: AsyncSession, attempt_id: int, prepay_id: str) -> None:
    """Remember what WeChat gave, so that the next wish to pay need not ask again."""
    values = {"prepay_id": prepay_id, "prepay_until": clock.now() + PREPAY_LIFETIME}
    await session.execute(sa.update(PayAttempt).where(PayAttempt.id == attempt_id).values(values))


async def _is_paid(session: AsyncSession, demand: Demand) -> bool:
    """Whether the money is here already, and has not been given back: the owner of the thing may not know it yet."""
    mine = (PayOrder.subject == demand.subject, PayOrder.subject_id == demand.subject_id)
    kept = sa.exists().where(*mine, PayOrder.status == SUCCESS, PayOrder.refunding_fen < PayOrder.amount_fen)
    return bool(await session.scalar(sa.select(kept)))


async def _order(session: AsyncSession, demand: Demand) -> PayOrder | None:
    """The one open payment of the thing; the unique constraint decides between two who want to open it.

    None when the one that was open was paid or closed at this very moment.
    """
    row = {
        "pay_no": new_number("P"),
        "subject": demand.subject,
        "subject_id": demand.subject_id,
        "user_id": demand.user_id,
        "amount_fen": demand.amount_fen,
        "refunding_fen": 0,
        "refunded_fen": 0,
        "description": demand.description[:127],
        "status": PAY_ORDER.initial,
        "open_slot": 1,
        "expires_at": demand.expires_at,
        "created_at": clock.now(),
    }
    slot = ["subject", "subject_id", "open_slot"]
    await session.execute(upsert(session, PayOrder).values(row).on_conflict_do_nothing(index_elements=slot))
    same = sa.and_(
        PayOrder.subject == demand.subject, PayOrder.subject_id == demand.subject_id, PayOrder.open_slot == 1
    )
    later = sa.update(PayOrder).where(same, PayOrder.expires_at != demand.expires_at)
    await session.execute(later.values(expires_at=demand.expires_at))
    return await session.scalar(sa.select(PayOrder).where(same).execution_options(populate_existing=True))


async def _attempt(session: AsyncSession, order: PayOrder, channel: Channel) -> PayAttempt:
    """The one open number of the payment; a new one is watched from the moment it is written."""
    now = clock.now()
    before = await session.scalar(sa.select(sa.func.count()).where(PayAttempt.order_id == order.id)) or 0
    out_trade_no = attempt_number(order.pay_no, before + 1)
    row = {
        "order_id": order.id,
        "out_trade_no": out_trade_no,
        "status": PAY_ATTEMPT.initial,
        "open_slot": 1,
        "mchid": channel.mchid,
        "sub_mchid": channel.sub_mchid,
        "notify_url": notify_url("/pay/notify"),
        "time_expire": order.expires_at,
        "created_at": now,
    }
    insert = upsert(session, PayAttempt).values(row).on_conflict_do_nothing(index_elements=["order_id", "open_slot"])
    if await changed(session, insert):
        watch = {"order_id": order.id}
        await jobs.schedule(session, WATCH, key=out_trade_no, run_at=now + FIRST_LOOK, payload=watch)
    same = sa.and_(PayAttempt.order_id == order.id, PayAttempt.open_slot == 1)
    return (await session.scalars(sa.select(PayAttempt).where(same).execution_options(populate_existing=True))).one()
