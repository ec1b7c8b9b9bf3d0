"""Who gets it: decided once, the whole request or line by line."""

from collections import defaultdict
from collections.abc import Mapping, Sequence

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession

from app.contracts.rfq import Award, AwardedLine, RfqAwarded
from app.core import audit, clock
from app.core.clock import ZONE
from app.core.context import Actor
from app.core.events import emit
from app.modules.rfq import asking, telling
from app.modules.rfq.errors import AwardWrong, QuoteExpired, RfqMoved
from app.modules.rfq.models import AwardLine, AwardRow, Quote, Rfq, RfqLine
from app.modules.rfq.schemas import AwardIn
from app.modules.rfq.states import AWARDED, CLOSED, LOST, QUOTE, RFQ, SUBMITTED
from app.modules.supplier.api import check_standing, names

Choices = Mapping[int, Mapping[int, int]]
"""By supplier: the lines that he gets and the price of each."""


async def standing_quotes(session: AsyncSession, rfq: Rfq) -> list[Quote]:
    """Those that count: submitted for the last revision, the oldest first."""
    mine = sa.and_(Quote.rfq_id == rfq.id, Quote.revision == rfq.revision, Quote.submitted_at.is_not(None))
    rows = await session.scalars(
        sa.select(Quote).where(mine).order_by(Quote.submitted_at, Quote.id),
        execution_options={"populate_existing": True},
    )
    return list(rows)


async def award(session: AsyncSession, actor: Actor, rfq_id: int, body: AwardIn) -> list[int]:
    """The ids of the awards, one for each supplier that gets something.

    Raises RfqNotFound, RfqMoved unless the request is closed, AwardWrong, QuoteExpired, SupplierNotActive.
    """
    rfq = await asking.find(session, rfq_id, lock=True)
    if rfq.status != CLOSED:
        raise RfqMoved(status=rfq.status)
    quotes = {quote.supplier_id: quote for quote in await standing_quotes(session, rfq)}
    choices = _choices(quotes, body)
    today = clock.now().astimezone(ZONE).date()
    for supplier_id in sorted(choices):
        if quotes[supplier_id].valid_until < today:
            raise QuoteExpired(supplier_id=supplier_id, valid_until=quotes[supplier_id].valid_until)
        await check_standing(session, supplier_id, new=True)
    if not await RFQ.move(session, Rfq, rfq_id, source=CLOSED, to=AWARDED, awarded_at=clock.now()):
        raise RfqMoved(status=rfq.status)
    award_ids = [await _give(session, quotes[supplier_id], choices[supplier_id]) for supplier_id in sorted(choices)]
    for quote in quotes.values():
        won = quote.supplier_id in choices
        await QUOTE.move(session, Quote, quote.id, source=SUBMITTED, to=AWARDED if won else LOST)
        await telling.decided(session, rfq, quote.supplier_id, won=won)
    await emit(session, RfqAwarded(rfq_id, award_ids))
    await audit.record(session, actor, "rfq.award", "rfq", rfq_id, supplier_ids=sorted(choices))
    return award_ids


def _choices(quotes: Mapping[int, Quote], body: AwardIn) -> Choices:
    """Raises AwardWrong for a line that the chosen supplier has no price for."""
    prices = {supplier: {line.line_id: line.price_fen for line in quote.lines} for supplier, quote in quotes.items()}
    if body.supplier_id is not None:
        if body.supplier_id not in prices:
            raise AwardWrong
        return {body.supplier_id: prices[body.supplier_id]}
    chosen: dict[int, dict[int, int]] = defaultdict(dict)
    for one in body.lines:
        price = prices.get(one.supplier_id, {}).get(one.line_id)
        if price is None:
            raise AwardWrong
        chosen[one.supplier_id][one.line_id] = price
    return chosen


async def _give(session: AsyncSession, quote: Quote, prices: Mapping[int, int]) -> int:
    row = AwardRow(rfq_id=quote.rfq_id, supplier_id=quote.supplier_id, quote_id=quote.id, created_at=clock.now())
    session.add(row)
    await session.flush()
    session.add_all(AwardLine(line_id=line, award_id=row.id, price_fen=price) for line, price in prices.items())
    await session.flush()
    return row.id


async def awards_of(session: AsyncSession, rfq_id: int) -> list[tuple[AwardRow, int]]:
    """Each with its total in fen."""
    amount = sa.func.coalesce(sa.func.sum(AwardLine.price_fen * RfqLine.quantity), 0)
    joined = sa.select(AwardRow, amount).join(AwardLine, AwardLine.award_id == AwardRow.id)
    rows = joined.join(RfqLine, RfqLine.id == AwardLine.line_id).where(AwardRow.rfq_id == rfq_id)
    return [(row, int(total)) for row, total in await session.execute(rows.group_by(AwardRow.id).order_by(AwardRow.id))]


def total_of(quote: Quote, quantities: Mapping[int, int]) -> int:
    """In fen; `quantities` by line."""
    return sum(line.price_fen * quantities[line.line_id] for line in quote.lines)


def prices_of(quote: Quote) -> dict[int, int]:
    return {line.line_id: line.price_fen for line in quote.lines}


class KnownAwards:
    """For those who make orders of them."""

    async def award(self, session: AsyncSession, award_id: int) -> Award | None:
        row = await session.get(AwardRow, award_id)
        if row is None:
            return None
        rfq = await session.get_one(Rfq, row.rfq_id)
        joined = sa.select(RfqLine, AwardLine.price_fen).join(AwardLine, AwardLine.line_id == RfqLine.id)
        lines = await session.execute(joined.where(AwardLine.award_id == award_id).order_by(RfqLine.position))
        return Award(
            id=row.id,
            number=rfq.number,
            title=rfq.title,
            supplier_id=row.supplier_id,
            lines=[
                AwardedLine(line.item, line.spec, line.quantity, line.unit, price, line.wanted_on, line.sku_id)
                for line, price in lines
            ],
        )

    async def recent(self, session: AsyncSession) -> Sequence[tuple[int, str]]:
        rows = await session.execute(
            sa.select(AwardRow.id, AwardRow.supplier_id, Rfq.number, Rfq.title)
            .join(Rfq, Rfq.id == AwardRow.rfq_id)
            .order_by(AwardRow.id.desc())
            .limit(100)
        )
        found = rows.all()
        called = await names(session, [row.supplier_id for row in found])
        return [(row.id, f"{row.number} {row.title}（{called[row.supplier_id]}）") for row in found]
