"""How much of each line has come back or is asked for: conditional updates, so that two requests for the last piece
cannot both have it. Lines are written in the order of their ids, behind the order's own row.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession

from app.core.database import changed, upsert
from app.modules.aftersale.errors import AftersaleOpen, LineNotFound, QuantityExceeded
from app.modules.aftersale.models import FreightBalance, LineBalance
from app.modules.order.api import Order


@dataclass(frozen=True)
class Books:
    """What has come back of one order."""

    lines: Mapping[int, LineBalance]
    freight: FreightBalance

    def left(self, line_id: int) -> int:
        """Pieces that can still be asked for."""
        line = self.lines[line_id]
        return 0 if line.open_quantity else line.bought - line.refunded_quantity

    def everything_back(self, wanted: Mapping[int, int] | None = None) -> bool:
        """Whether no piece stays with the customer, once he has also sent back `wanted`."""
        more = wanted or {}
        return all(line.refunded_quantity + more.get(line_id, 0) == line.bought for line_id, line in self.lines.items())


async def books(session: AsyncSession, order: Order) -> Books:
    """As they are now; also for an order of which nothing was ever asked back."""
    fresh = {"populate_existing": True}
    kept = await session.scalars(
        sa.select(LineBalance).where(LineBalance.order_id == order.id), execution_options=fresh
    )
    lines = {row.line_id: row for row in kept}
    for line in order.lines:
        lines.setdefault(line.id, LineBalance(**_blank(order.id, line.id, line.quantity, line.total_fen)))
    freight = await session.get(FreightBalance, order.id, populate_existing=True)
    return Books(dict(sorted(lines.items())), freight or FreightBalance(**_freight(order)))


async def lock(session: AsyncSession, order: Order) -> None:
    """Open the books if they are not, and wait for whoever else writes into them."""
    rows = [_blank(order.id, line.id, line.quantity, line.total_fen) for line in order.lines]
    await session.execute(upsert(session, FreightBalance).values(_freight(order)).on_conflict_do_nothing())
    await session.execute(upsert(session, LineBalance).values(rows).on_conflict_do_nothing())
    mine = sa.update(FreightBalance).where(FreightBalance.order_id == order.id)
    await changed(session, mine.values(refunded_fen=FreightBalance.refunded_fen))


async def claim(session: AsyncSession, order: Order, wanted: Mapping[int, int]) -> None:
    """Ask for `wanted` (pieces by line). Raises LineNotFound, AftersaleOpen, QuantityExceeded."""
    if strangers := sorted(wanted.keys() - {line.id for line in order.lines}):
        raise LineNotFound(line_id=strangers[0])
    await lock(session, order)
    for line_id, quantity in sorted(wanted.items()):
        room = sa.and_(
            LineBalance.line_id == line_id,
            LineBalance.open_quantity == 0,
            LineBalance.refunded_quantity + quantity <= LineBalance.bought,
        )
        if not await changed(session, sa.update(LineBalance).where(room).values(open_quantity=quantity)):
            line = await session.get_one(LineBalance, line_id, populate_existing=True)
            if line.open_quantity:
                raise AftersaleOpen(line_id=line_id)
            raise QuantityExceeded(line_id=line_id, left=line.bought - line.refunded_quantity)


async def let_go(session: AsyncSession, line_ids: list[int]) -> None:
    """Nobody asks for these lines any more."""
    for line_id in sorted(line_ids):
        await changed(session, sa.update(LineBalance).where(LineBalance.line_id == line_id).values(open_quantity=0))


async def take(session: AsyncSession, line_id: int, quantity: int, fen: int) -> None:
    """What was asked for goes back."""
    mine = sa.and_(LineBalance.line_id == line_id, LineBalance.open_quantity == quantity)
    values = {
        "open_quantity": 0,
        "refunded_quantity": LineBalance.refunded_quantity + quantity,
        "refunded_fen": LineBalance.refunded_fen + fen,
    }
    if not await changed(session, sa.update(LineBalance).where(mine).values(values)):
        raise RuntimeError(f"line {line_id} is not asked for {quantity} times")


async def take_fen(session: AsyncSession, order_id: int, by_line: Mapping[int, int], freight_fen: int) -> None:
    """Money went back without any pieces."""
    for line_id, fen in sorted(by_line.items()):
        mine = sa.update(LineBalance).where(LineBalance.line_id == line_id)
        await changed(session, mine.values(refunded_fen=LineBalance.refunded_fen + fen))
    await take_freight(session, order_id, freight_fen)


async def take_freight(session: AsyncSession, order_id: int, fen: int) -> None:
    if fen:
        mine = sa.update(FreightBalance).where(FreightBalance.order_id == order_id)
        await changed(session, mine.values(refunded_fen=FreightBalance.refunded_fen + fen))


def _blank(order_id: int, line_id: int, bought: int, total_fen: int) -> dict[str, int]:
    nothing = {"open_quantity": 0, "refunded_quantity": 0, "refunded_fen": 0}
    return {"order_id": order_id, "line_id": line_id, "bought": bought, "total_fen": total_fen, **nothing}


def _freight(order: Order) -> dict[str, int]:
    return {"order_id": order.id, "total_fen": order.freight_fen, "refunded_fen": 0}
