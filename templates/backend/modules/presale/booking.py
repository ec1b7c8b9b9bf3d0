"""Booking, its deposit, and its end. Whatever it entails is in the transaction that moves it.

Functions answer whether they moved the booking: False means that somebody else was faster, and nothing was done.
"""

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession

from app.contracts.payment import PAYMENT, NobodyCollects
from app.contracts.presale import BalanceDue, PresaleLapsed
from app.core import clock, jobs
from app.core.database import changed, upsert
from app.core.events import emit
from app.modules.activity.api import Claim, LimitReached, enter, leave
from app.modules.presale import queries
from app.modules.presale.errors import BookingStatus, PresaleOver, PresaleSoldOut
from app.modules.presale.models import Presale, PresaleBooking, PresaleShare
from app.modules.presale.settings import PresaleSettings
from app.modules.presale.states import BOOKED, BOOKING, CANCELED, COMPLETED, FORFEITED, PENDING, REFUNDED, RUNNING

SUBJECT = "presale"
EXPIRE, OPEN_BALANCE, LAPSE = "presale.expire", "presale.open_balance", "presale.lapse"


async def book(session: AsyncSession, user_id: int, activity_id: int, quantity: int) -> PresaleBooking:
    """Hold pieces until the deposit is paid. Raises PresaleNotFound, PresaleOver, PresaleSoldOut, LimitReached."""
    activity = await queries.find(session, activity_id)
    if (state := activity.state_at(clock.now())) != RUNNING:
        raise PresaleOver(status=state)
    enough = sa.and_(Presale.id == activity_id, Presale.taken + quantity <= Presale.stock)
    if not await changed(session, sa.update(Presale).where(enough).values(taken=Presale.taken + quantity)):
        raise PresaleSoldOut
    await _share(session, activity, user_id, quantity)
    now = clock.now()
    row = PresaleBooking(
        activity_id=activity_id,
        user_id=user_id,
        quantity=quantity,
        status=BOOKING.initial,
        created_at=now,
        expires_at=now + PresaleSettings.load().deposit_timeout,
    )
    session.add(row)
    await session.flush()
    await enter(session, Claim(SUBJECT, activity_id, user_id, "booking", row.id))
    await jobs.schedule(session, EXPIRE, key=str(row.id), run_at=row.expires_at, payload={"booking_id": row.id})
    return await queries.booking(session, row.id)


async def _share(session: AsyncSession, activity: Presale, user_id: int, quantity: int) -> None:
    """Raises LimitReached."""
    more = PresaleShare.pieces + quantity
    wanted = upsert(session, PresaleShare).values(activity_id=activity.id, user_id=user_id, pieces=quantity)
    wanted = wanted.on_conflict_do_update(
        index_elements=["activity_id", "user_id"], set_={"pieces": more}, where=more <= activity.per_user_limit
    )
    if quantity > activity.per_user_limit or not await changed(session, wanted):
        raise LimitReached(f"这个预售每人限订 {activity.per_user_limit} 件", by="user")


async def deposit_paid(session: AsyncSession, booking_id: int, pay_no: str) -> bool:
    """The deposit is there; from the agreed time on the balance can be paid."""
    paid = {"pay_no": pay_no, "paid_at": clock.now()}
    if not await BOOKING.move(session, PresaleBooking, booking_id, source=PENDING, to=BOOKED, **paid):
        return False
    row = await queries.booking(session, booking_id)
    payload, activity = {"booking_id": booking_id}, row.activity
    await jobs.schedule(session, OPEN_BALANCE, key=str(booking_id), run_at=activity.balance_from, payload=payload)
    await jobs.schedule(session, LAPSE, key=str(booking_id), run_at=activity.balance_until, payload=payload)
    return True


async def open_balance(session: AsyncSession, booking_id: int) -> None:
    """Tell that the balance can be paid, unless the booking has come to its end meanwhile."""
    row = await queries.booking(session, booking_id)
    if row.status == BOOKED:
        await emit(session, BalanceDue(row.id, row.user_id, row.activity.balance_until))


async def cancel_unpaid(session: AsyncSession, booking_id: int) -> bool:
    """Without a deposit the pieces are free again; money that still comes goes back by itself."""
    if not await _end(session, booking_id, PENDING, CANCELED):
        return False
    await PAYMENT.one(NobodyCollects()).close(session, SUBJECT, booking_id)
    return True


async def cancel_booked(session: AsyncSession, booking_id: int) -> bool:
    """The customer gives it up: only where deposits go back anyway. Raises BookingStatus."""
    if PresaleSettings.load().deposit_rule == "forfeit":
        raise BookingStatus("定金已付，不能取消；逾期未付尾款定金不退", status=BOOKED)
    return await refund(session, booking_id, "顾客取消预订")


async def refund(session: AsyncSession, booking_id: int, reason: str, *, source: str = BOOKED) -> bool:
    """The deposit goes back. A booking that an unpaid order holds waits for that order's end."""
    if not await _end(session, booking_id, source, REFUNDED):
        return False
    row = await queries.booking(session, booking_id)
    await PAYMENT.one(NobodyCollects()).refund(
        session, SUBJECT, booking_id, amount_fen=None, key="deposit", reason=reason, pay_no=row.pay_no
    )
    return True


async def lapse(session: AsyncSession, booking_id: int) -> bool:
    """The balance was not paid in time: what becomes of the deposit is the shop's rule."""
    refunded = PresaleSettings.load().deposit_rule == "refund"
    if refunded:
        ended = await refund(session, booking_id, "尾款逾期未付，退还订金")
    else:
        ended = await _end(session, booking_id, BOOKED, FORFEITED)
    if ended:
        row = await queries.booking(session, booking_id)
        await emit(session, PresaleLapsed(row.id, row.user_id, refunded))
    return ended


async def completed(session: AsyncSession, order_id: int) -> None:
    """The order for the balance was paid."""
    held = sa.and_(PresaleBooking.order_id == order_id, PresaleBooking.status == BOOKED)
    await changed(session, sa.update(PresaleBooking).where(held).values(status=COMPLETED, settled_at=clock.now()))


async def order_gone(session: AsyncSession, order_id: int) -> None:
    """The order for the balance was cancelled. Unpaid: the balance can be ordered again, while there is time. Paid: the
    deposit goes back with it.
    """
    statement = sa.select(PresaleBooking).where(PresaleBooking.order_id == order_id)
    row = await session.scalar(statement, execution_options={"populate_existing": True})
    if row is None:
        return
    if row.status == COMPLETED:
        await refund(session, row.id, "订单取消，退还定金", source=COMPLETED)
        return
    held = sa.and_(PresaleBooking.id == row.id, PresaleBooking.order_id == order_id, PresaleBooking.status == BOOKED)
    freed = await changed(session, sa.update(PresaleBooking).where(held).values(order_id=None))
    if freed and row.activity.balance_until <= clock.now():
        await lapse(session, row.id)


async def _end(session: AsyncSession, booking_id: int, source: str, to: str) -> bool:
    """Give the pieces back with the last move; a booking that waits for its balance must not be held by an order."""
    if not BOOKING.allows(source, to):
        raise ValueError(f"no move from {source} to {to}")
    free = sa.and_(PresaleBooking.id == booking_id, PresaleBooking.status == source)
    if source == BOOKED:
        free = sa.and_(free, PresaleBooking.order_id.is_(None))
    if not await changed(session, sa.update(PresaleBooking).where(free).values(status=to, settled_at=clock.now())):
        return False
    row = await queries.booking(session, booking_id)
    fewer = sa.update(Presale).where(Presale.id == row.activity_id).values(taken=Presale.taken - row.quantity)
    await changed(session, fewer)
    mine = sa.and_(PresaleShare.activity_id == row.activity_id, PresaleShare.user_id == row.user_id)
    await changed(session, sa.update(PresaleShare).where(mine).values(pieces=PresaleShare.pieces - row.quantity))
    await leave(session, SUBJECT, "booking", booking_id)
    return True
