"""What an order does for its customer's growth: its end adds what was paid for goods, refunds take it back.

Each function locks the order's row first, then the member's.
"""

from sqlalchemy.ext.asyncio import AsyncSession

from app.contracts.order import OrderCompleted, OrderRefunded
from app.core import clock
from app.core.database import upsert
from app.modules.member_tier import growth, members
from app.modules.member_tier.growth import COMPLETED, REFUNDED, Cause
from app.modules.member_tier.models import OrderGrowth
from app.modules.member_tier.settings import MemberTierSettings


async def completed(session: AsyncSession, event: OrderCompleted) -> None:
    """Growth for what was paid for goods, freight apart, less what has been refunded on the way."""
    row = await _row(session, event.order_id, event.user_id, event.payable_fen)
    if row.growth is not None:
        return
    goods_fen = sum(line.total_fen for line in event.lines)
    row.growth = goods_fen * MemberTierSettings.load().growth_per_yuan // 100
    row.growth_back = _share(row)
    row.counts_at = clock.now()
    await session.flush()
    member = await members.locked(session, event.user_id)
    if left := row.growth - row.growth_back:
        cause = Cause(COMPLETED, str(event.order_id), event.order_id)
        await growth.post(session, event.user_id, left, cause, row.counts_at)
        await members.rise(session, member)


async def refunded(session: AsyncSession, event: OrderRefunded) -> None:
    """So much of the money has been given back so far, and so much of the growth is taken back. The parts of several
    refunds add up exactly; the same or an older amount does nothing.
    """
    row = await _row(session, event.order_id, event.user_id, event.payable_fen)
    if event.refunded_fen <= row.refunded_fen:
        return
    row.refunded_fen = min(event.refunded_fen, row.payable_fen)
    taken = _share(row) - row.growth_back
    row.growth_back += taken
    await session.flush()
    if taken and row.counts_at:
        member = await members.locked(session, event.user_id)
        cause = Cause(REFUNDED, f"{event.order_id}:{row.refunded_fen}", event.order_id)
        await growth.post(session, event.user_id, -taken, cause, row.counts_at)
        await members.sink(session, member)


def _share(row: OrderGrowth) -> int:
    """The part of the growth that what was refunded stands for."""
    return (row.growth or 0) * row.refunded_fen // row.payable_fen if row.payable_fen else 0


async def _row(session: AsyncSession, order_id: int, user_id: int, payable_fen: int) -> OrderGrowth:
    new = {"order_id": order_id, "user_id": user_id, "payable_fen": payable_fen, "refunded_fen": 0, "growth_back": 0}
    await session.execute(upsert(session, OrderGrowth).values(new).on_conflict_do_nothing())
    return await session.get_one(OrderGrowth, order_id, with_for_update=True, populate_existing=True)
