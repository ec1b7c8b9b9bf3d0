"""How the price of an order comes about: each promotion is a step in one visible chain.

A step sees the lines with all that earlier steps did, and adds adjustments to them. Every adjustment stays on its
line, to the fen.

Some steps are *activities* (a flash sale, a group): of those a line is in one at most. A customer asks for one by its
input `{"sku_id": 7, …}`; an activity that nobody has to ask for gives way to one that was asked for.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Protocol

from sqlalchemy.ext.asyncio import AsyncSession

from app.core.errors import AppError
from app.core.ports import Port


@dataclass(frozen=True)
class Adjustment:
    """What one step did to a line: negative is cheaper. `activity` says that the step is one."""

    step: str
    label: str
    amount_fen: int
    activity: bool = False


@dataclass(frozen=True)
class PriceLine:
    sku_id: int
    spu_id: int
    quantity: int
    unit_fen: int
    adjustments: tuple[Adjustment, ...] = ()

    @property
    def goods_fen(self) -> int:
        return self.unit_fen * self.quantity

    @property
    def total_fen(self) -> int:
        return self.goods_fen + sum(adjustment.amount_fen for adjustment in self.adjustments)

    @property
    def in_activity(self) -> bool:
        return any(adjustment.activity for adjustment in self.adjustments)

    def adjusted(self, adjustment: Adjustment) -> "PriceLine":
        """The line with one more adjustment. Raises ValueError when the line would cost less than nothing."""
        line = replace(self, adjustments=(*self.adjustments, adjustment))
        if line.total_fen < 0:
            raise ValueError(f"{adjustment.step} takes more off than the line costs")
        return line


@dataclass(frozen=True)
class Problem:
    """Why an order cannot be placed like this, for one SKU (or, without one, for all of it)."""

    code: str
    message: str
    sku_id: int | None = None


@dataclass(frozen=True)
class Destination:
    """Where the order is to go, as far as its price may depend on it: "浙江省", "杭州市", "西湖区"."""

    province: str
    city: str
    district: str


@dataclass(frozen=True)
class Quote:
    """A price in the making.

    `inputs` is what the customer chose for the steps (a coupon, points), and `offers` what a step lets him choose from
    (his coupons, how many points), both by step and as plain data. A step that hands the goods over in some other way
    than sending them sets `needs_address` to False and `destination` to None: the order then keeps no address; and
    `location_id` where they are taken from another place than the warehouse (`app.contracts.stock`).
    """

    user_id: int
    lines: tuple[PriceLine, ...]
    inputs: Mapping[str, Any] = field(default_factory=dict)
    freight_fen: int = 0
    problems: tuple[Problem, ...] = ()
    offers: Mapping[str, Any] = field(default_factory=dict)
    destination: Destination | None = None
    needs_address: bool = True
    refusal: AppError | None = None
    """What placing an order at this price is answered with, when a step refuses what the customer chose."""
    location_id: int | None = None

    def offering(self, step: str, offer: object) -> "Quote":
        """The quote with what `step` lets the customer choose from, as JSON would hold it."""
        return replace(self, offers={**self.offers, step: offer})

    def refused(self, error: AppError) -> "Quote":
        """The quote with a problem, shown in a preview, that is also the answer to placing it; the first one stays."""
        problem = Problem(error.code, error.text)
        return replace(self, problems=(*self.problems, problem), refusal=self.refusal or error)

    @property
    def goods_fen(self) -> int:
        return sum(line.goods_fen for line in self.lines)

    @property
    def discount_fen(self) -> int:
        """What all steps together took off, as a positive amount."""
        return self.goods_fen - sum(line.total_fen for line in self.lines)

    @property
    def payable_fen(self) -> int:
        return sum(line.total_fen for line in self.lines) + self.freight_fen


class PriceStep(Protocol):
    """One promotion. All three run in the transaction of the quote or the order."""

    name: str

    @property
    def refusals(self) -> Sequence[type[AppError]]:
        """What `apply` and `lock` may raise, or `apply` refuse a quote with: POST /orders documents it."""
        ...

    async def apply(self, session: AsyncSession, quote: Quote) -> Quote:
        """The quote with this step's adjustments and problems. Reads only."""
        ...

    async def lock(self, session: AsyncSession, order_id: int, quote: Quote) -> None:
        """Take what the step used (a coupon, points) for the order. Raises an AppError when it is gone."""
        ...

    async def release(self, session: AsyncSession, order_id: int) -> None:
        """Give back what was locked, once, however often it is called.

        The order was cancelled, or all of it came back after it was sent. What comes back then is the step's own rule.
        """
        ...


PRICE_STEPS: Port[PriceStep] = Port("price_steps")

ACTIVITIES: Port[str] = Port("activities")
"""The names of the steps of which a line is in one at most."""


class ActivityConflict(AppError):
    """details: {"sku_id": what two activities were asked for}"""

    status, code, message = 422, "ACTIVITY_CONFLICT", "同一件商品只能参加一个活动"


def asked_for(quote: Quote) -> dict[int, str]:
    """Which activity the customer asked for, by SKU. Raises ActivityConflict for two on one."""
    asked: dict[int, str] = {}
    for activity in ACTIVITIES.all():
        wish = quote.inputs.get(activity)
        sku_id = wish.get("sku_id") if isinstance(wish, Mapping) else None
        if isinstance(sku_id, int) and asked.setdefault(sku_id, activity) != activity:
            raise ActivityConflict(sku_id=sku_id)
    return asked


def at_activity_price(quote: Quote, activity: str, label: str, prices: Mapping[int, int]) -> Quote:
    """The quote with these SKUs at `prices` a piece (never more than they cost anyway), as what `activity` did.

    Lines that are in another activity, or for which another was asked, are left alone. Raises ActivityConflict.
    """
    asked = asked_for(quote)

    def priced(line: PriceLine) -> PriceLine:
        if line.sku_id not in prices or line.in_activity or asked.get(line.sku_id, activity) != activity:
            return line
        less_fen = max(line.unit_fen - prices[line.sku_id], 0) * line.quantity
        return line.adjusted(Adjustment(activity, label, -less_fen, activity=True))

    return replace(quote, lines=tuple(priced(line) for line in quote.lines))
