"""Paying with points: the step that comes after coupons and before freight.

What the customer chose is `inputs["points"]`, a number of points. He is offered how many he could choose.
"""

from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

from app.contracts.pricing import Adjustment, Problem, Quote
from app.core.money import allocate
from app.modules.points import lots, orders
from app.modules.points.errors import PointsShort
from app.modules.points.settings import PointsSettings


@dataclass(frozen=True)
class Worth:
    """So many points take so much off an order."""

    points: int
    fen: int


def worth(points: int) -> Worth:
    """What `points` buy, and how many of them it takes: none is spent on less than a fen."""
    rate = PointsSettings.load().redeem_per_yuan
    fen = points * 100 // rate
    return Worth(-(-fen * rate // 100), fen)


def most(cost_fen: int) -> int:
    """How many points an order may be paid with whose goods cost `cost_fen` after all other promotions."""
    rules = PointsSettings.load()
    return worth(cost_fen * rules.redeem_max_percent // 100 * rules.redeem_per_yuan // 100).points


class PointsStep:
    name = "points"
    refusals = (PointsShort,)

    async def apply(self, session: AsyncSession, quote: Quote) -> Quote:
        cost_fen = sum(line.total_fen for line in quote.lines)
        balance, limit = await lots.available(session, quote.user_id), most(cost_fen)
        usable = worth(min(balance, limit))
        quote = quote.offering(self.name, {"balance": balance, "usable": usable.points, "usable_fen": usable.fen})
        chosen = quote.inputs.get(self.name)
        if chosen is None:
            return quote
        if problem := _problem(chosen, balance, limit):
            return replace(quote, problems=(*quote.problems, problem))
        if not (fen := worth(chosen).fen):
            return quote
        parts = allocate(fen, [line.total_fen for line in quote.lines])
        lines = tuple(
            line.adjusted(Adjustment(self.name, "积分抵扣", -part)) if part else line
            for line, part in zip(quote.lines, parts, strict=True)
        )
        return replace(quote, lines=lines)

    async def lock(self, session: AsyncSession, order_id: int, quote: Quote) -> None:
        """Raises PointsShort."""
        mine = (a for line in quote.lines for a in line.adjustments if a.step == self.name)
        if any(adjustment.amount_fen for adjustment in mine):
            points = worth(quote.inputs[self.name]).points
            await orders.spend(session, order_id, quote.user_id, points, quote.payable_fen)

    async def release(self, session: AsyncSession, order_id: int) -> None:
        await orders.give_back(session, order_id)


def _problem(chosen: Any, balance: int, limit: int) -> Problem | None:  # noqa: ANN401  # whatever a client sends
    if type(chosen) is not int or chosen < 0:
        return Problem("POINTS_INVALID", "积分数量不正确")
    if chosen > balance:
        return Problem("POINTS_SHORT", f"积分不足，现有 {balance} 积分可用")
    if chosen > limit:
        return Problem("POINTS_LIMIT", f"这个订单最多可用 {limit} 积分")
    return None
