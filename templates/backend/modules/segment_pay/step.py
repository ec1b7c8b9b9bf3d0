"""The step of courses in the chain of prices: one of each, nothing twice, and what was paid for chapters comes off.

From its placing on an order holds what it is to open, in the row that will be the right to it. So of two orders for
the same part one is refused, however close together they come.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession

from app.contracts.pricing import Adjustment, PriceLine, Quote
from app.core import clock
from app.core.database import changed, upsert
from app.core.errors import AppError
from app.modules.course.api import PUBLISHED, find
from app.modules.identity.api import lock_user
from app.modules.segment_pay import offers
from app.modules.segment_pay.errors import AlreadyEntitled, BoughtTwice, NotSold, OneEach, PurchasePending
from app.modules.segment_pay.models import WHOLE, Entitlement, SegmentOffer
from app.modules.segment_pay.settings import SegmentPaySettings
from app.modules.segment_pay.states import ACTIVE, FREE, HELD, REVOKED

STEP = "segment_pay"
LABEL = "已购章节抵扣"


@dataclass(frozen=True)
class Basket:
    """The lines of an order that are parts of courses, and what their customer has or holds of these courses."""

    lines: Sequence[tuple[PriceLine, SegmentOffer]]
    mine: Mapping[tuple[int, int], Entitlement]

    async def refusal(self, session: AsyncSession) -> AppError | None:
        """Why the order cannot be placed."""
        chosen = {(offer.course_id, offer.part) for _, offer in self.lines}
        for line, offer in self.lines:
            if line.quantity != 1:
                return OneEach(sku_id=line.sku_id)
            if not offer.active or (await find(session, offer.course_id)).status != PUBLISHED:
                return NotSold(sku_id=line.sku_id)
            if offer.part != WHOLE and (offer.course_id, WHOLE) in chosen:
                return BoughtTwice(sku_id=line.sku_id)
            if refusal := self._taken(offer):
                return refusal
        return None

    def _taken(self, offer: SegmentOffer) -> AppError | None:
        """The part itself, or the whole that it is in; and a whole whose chapter an unpaid order still holds."""
        for (course_id, part), right in self.mine.items():
            if course_id != offer.course_id or right.status in FREE:
                continue
            if right.status == HELD and (part in (WHOLE, offer.part) or offer.part == WHOLE):
                return PurchasePending(sku_id=offer.sku_id, order_id=right.order_id)
            if part in (WHOLE, offer.part):
                return AlreadyEntitled(sku_id=offer.sku_id)
        return None

    def deduction(self, offer: SegmentOffer) -> int:
        """What was paid for chapters of the course, when this is the whole of it."""
        if offer.part != WHOLE or not SegmentPaySettings.load().deduct_chapters:
            return 0
        rights = [right for (course_id, _), right in self.mine.items() if course_id == offer.course_id]
        return sum(right.paid_fen for right in rights if right.status == ACTIVE)


async def basket(session: AsyncSession, user_id: int, lines: Sequence[PriceLine]) -> Basket:
    found = await offers.by_sku(session, [line.sku_id for line in lines])
    parts = [(line, found[line.sku_id]) for line in lines if line.sku_id in found]
    courses = {offer.course_id for _, offer in parts}
    statement = sa.select(Entitlement).where(Entitlement.user_id == user_id, Entitlement.course_id.in_(courses))
    rows = await session.scalars(statement, execution_options={"populate_existing": True})
    return Basket(parts, {(row.course_id, row.part): row for row in rows})


class SegmentStep:
    name = STEP
    refusals = (AlreadyEntitled, PurchasePending, OneEach, BoughtTwice, NotSold)

    async def apply(self, session: AsyncSession, quote: Quote) -> Quote:
        here = await basket(session, quote.user_id, quote.lines)
        if not here.lines:
            return quote
        less = {line.sku_id: min(here.deduction(offer), line.total_fen) for line, offer in here.lines}
        quote = replace(quote, lines=tuple(_less(line, less.get(line.sku_id, 0)) for line in quote.lines))
        if len(here.lines) == len(quote.lines):  # nothing is sent
            quote = replace(quote, needs_address=False, destination=None)
        refusal = await here.refusal(session)
        return quote.refused(refusal) if refusal else quote

    async def lock(self, session: AsyncSession, order_id: int, quote: Quote) -> None:
        """Hold the parts for the order. Orders of one customer wait for each other here."""
        if not await offers.by_sku(session, [line.sku_id for line in quote.lines]):
            return
        await lock_user(session, quote.user_id)
        here = await basket(session, quote.user_id, quote.lines)
        if refusal := await here.refusal(session):
            raise refusal
        for line, offer in here.lines:
            held = {
                "order_id": order_id,
                "sku_id": line.sku_id,
                "status": HELD,
                "paid_fen": line.total_fen,
                "listed_fen": line.goods_fen,
                "refund_fen": 0,
                "interest_fen": 0,
                "refund_try": 1,
                "failure": "",
                "held_at": clock.now(),
                "granted_at": None,
                "ended_at": None,
            }
            write = upsert(session, Entitlement).values(
                user_id=quote.user_id,
                course_id=offer.course_id,
                chapter_id=offer.chapter_id,
                part=offer.part,
                **held,
            )
            write = write.on_conflict_do_update(
                index_elements=["user_id", "course_id", "part"], set_=held, where=Entitlement.status.in_(FREE)
            )
            if not await changed(session, write):
                raise PurchasePending(sku_id=line.sku_id)

    async def release(self, session: AsyncSession, order_id: int) -> None:
        """The order was cancelled: what it held, or had opened, is closed."""
        theirs = sa.and_(Entitlement.order_id == order_id, Entitlement.status.in_([HELD, ACTIVE]))
        gone = {"status": REVOKED, "ended_at": clock.now()}
        await changed(session, sa.update(Entitlement).where(theirs).values(gone))


def _less(line: PriceLine, fen: int) -> PriceLine:
    return line.adjusted(Adjustment(STEP, LABEL, -fen)) if fen else line
