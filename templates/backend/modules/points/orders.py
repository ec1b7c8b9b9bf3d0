"""What an order does to its customer's points: it spends them, earns new ones, and a refund undoes both in proportion.

Each function locks the order's row first, so that what concerns one order happens one after the other.
"""

from decimal import Decimal

from sqlalchemy.ext.asyncio import AsyncSession

from app.contracts.order import OrderCompleted
from app.contracts.points import multiplier
from app.core import clock
from app.core.database import upsert
from app.modules.order.api import Order
from app.modules.points import lots
from app.modules.points.ledger import EARNED, REFUNDED, RETURNED, REVERSED, SPENT, Cause, post
from app.modules.points.models import OrderPoints, Use
from app.modules.points.service import credit, debit
from app.modules.points.settings import PointsSettings


async def spend(session: AsyncSession, order_id: int, user_id: int, points: int, payable_fen: int) -> None:
    """Take what the order is paid with, once. Raises PointsShort."""
    row = await _row(session, order_id, user_id, payable_fen)
    await lots.sweep(session, user_id)
    used = await debit(session, user_id, points, Cause(SPENT, str(order_id), order_id))
    if used is not None:
        row.spent = points
        session.add_all(Use(order_id=order_id, lot_id=lot_id, points=part) for lot_id, part in used)
        await session.flush()


async def give_back(session: AsyncSession, order_id: int) -> None:
    """The order was cancelled: what it still holds comes back, once."""
    row = await session.get(OrderPoints, order_id, with_for_update=True, populate_existing=True)
    if row is not None:
        await _return(session, row, row.spent, Cause(RETURNED, str(order_id), order_id))


async def completed(session: AsyncSession, event: OrderCompleted) -> None:
    """Points for what was paid for goods, freight apart, less what has been refunded on the way."""
    row = await _row(session, event.order_id, event.user_id, event.payable_fen)
    if row.earned is not None:
        return
    goods_fen = sum(line.total_fen for line in event.lines)
    order = await session.get_one(Order, event.order_id)
    rate = PointsSettings.load().earn_per_yuan * await multiplier(session, event.user_id, order.paid_at or clock.now())
    row.earned = int(Decimal(goods_fen) * rate / 100)
    row.earned_back = _share(row, row.earned)
    await session.flush()
    if earned := row.earned - row.earned_back:
        await credit(session, event.user_id, earned, Cause(EARNED, str(event.order_id), event.order_id))


async def refunded(session: AsyncSession, order_id: int, user_id: int, *, payable_fen: int, refunded_fen: int) -> None:
    """`refunded_fen` of `payable_fen` have been given back so far: so much of what was spent comes back, and so much
    of what was earned is taken back. The parts of several refunds add up exactly; the same or an older amount does
    nothing.
    """
    row = await _row(session, order_id, user_id, payable_fen)
    if refunded_fen <= row.refunded_fen:
        return
    row.refunded_fen = min(refunded_fen, row.payable_fen)
    biz_id = f"{order_id}:{row.refunded_fen}"
    await _return(session, row, _share(row, row.spent), Cause(REFUNDED, biz_id, order_id))
    if (points := _share(row, row.earned or 0) - row.earned_back) > 0:
        row.earned_back += points
        await session.flush()
        await debit(session, user_id, points, Cause(REVERSED, biz_id, order_id))


def _share(row: OrderPoints, points: int) -> int:
    """The part of `points` that what was refunded stands for."""
    return points * row.refunded_fen // row.payable_fen if row.payable_fen else 0


async def _return(session: AsyncSession, row: OrderPoints, up_to: int, cause: Cause) -> None:
    """Give back what the order spent, until `up_to` points have come back."""
    if (points := up_to - row.spent_back) <= 0:
        return
    row.spent_back = up_to
    await session.flush()
    if posted := await post(session, row.user_id, points, cause):
        await lots.put_back(session, row.order_id, points, posted.usable)


async def _row(session: AsyncSession, order_id: int, user_id: int, payable_fen: int) -> OrderPoints:
    new = {"order_id": order_id, "user_id": user_id, "payable_fen": payable_fen}
    zeros = {"refunded_fen": 0, "spent": 0, "spent_back": 0, "earned_back": 0}
    await session.execute(upsert(session, OrderPoints).values({**new, **zeros}).on_conflict_do_nothing())
    return await session.get_one(OrderPoints, order_id, with_for_update=True, populate_existing=True)
