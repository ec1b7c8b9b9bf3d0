"""What suppliers do: they read a request and offer a price, once for each revision.

A quote is taken while the request is open, before its deadline and for the revision that its writer has read; the
database decides all three in one update, so that a quote and the end of the deadline cannot both have their way.
"""

from collections.abc import Sequence

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession

from app.core import clock
from app.core.database import changed, upsert
from app.modules.rfq.errors import QuoteExists, QuoteWrong, RfqClosed, RfqNotFound, RfqRevised
from app.modules.rfq.models import Invitation, Quote, QuoteLine, Rfq
from app.modules.rfq.schemas import PriceIn, QuoteIn
from app.modules.rfq.states import DRAFT, OPEN, QUOTE, SUBMITTED
from app.modules.supplier.api import SupplierPerson, check_standing


def invited(supplier_id: int) -> sa.ColumnElement[bool]:
    """The requests that a supplier may see: those that he is invited to, once they were opened."""
    asked = sa.exists().where(Invitation.rfq_id == Rfq.id, Invitation.supplier_id == supplier_id)
    return sa.and_(Rfq.opened_at.is_not(None), asked)


async def find_asked(session: AsyncSession, supplier_id: int, rfq_id: int) -> Rfq:
    """Raises RfqNotFound, also for what the supplier is not invited to."""
    wanted = sa.select(Rfq).where(Rfq.id == rfq_id, invited(supplier_id))
    rfq = await session.scalar(wanted, execution_options={"populate_existing": True})
    if rfq is None:
        raise RfqNotFound
    return rfq


async def save(session: AsyncSession, person: SupplierPerson, rfq_id: int, body: QuoteIn) -> Quote:
    """A draft, which only the supplier sees, as often as he likes.

    Raises RfqNotFound, SupplierNotActive, RfqClosed, RfqRevised, QuoteWrong, QuoteExists.
    """
    await _check_open(session, person, rfq_id, body.revision, counted=0)
    return await _write(session, person, rfq_id, body)


async def submit(session: AsyncSession, person: SupplierPerson, rfq_id: int, body: QuoteIn) -> Quote:
    """The one quote for this revision. Raises what `save` raises."""
    await _check_open(session, person, rfq_id, body.revision, counted=1)
    quote = await _write(session, person, rfq_id, body)
    if not await QUOTE.move(session, Quote, quote.id, source=DRAFT, to=SUBMITTED, submitted_at=clock.now()):
        raise QuoteExists
    return await session.get_one(Quote, quote.id, populate_existing=True)


async def _check_open(session: AsyncSession, person: SupplierPerson, rfq_id: int, revision: int, counted: int) -> None:
    """Raises RfqNotFound, SupplierNotActive, RfqClosed, RfqRevised; holds the request until the transaction ends."""
    await find_asked(session, person.supplier_id, rfq_id)
    await check_standing(session, person.supplier_id, new=True)
    taken = sa.and_(Rfq.id == rfq_id, Rfq.status == OPEN, Rfq.deadline > clock.now(), Rfq.revision == revision)
    if not await changed(session, sa.update(Rfq).where(taken).values(quotes=Rfq.quotes + counted)):
        rfq = await find_asked(session, person.supplier_id, rfq_id)
        if rfq.status == OPEN and rfq.revision != revision and rfq.deadline > clock.now():
            raise RfqRevised(revision=rfq.revision)
        raise RfqClosed(status=rfq.status, deadline=rfq.deadline)


async def _write(session: AsyncSession, person: SupplierPerson, rfq_id: int, body: QuoteIn) -> Quote:
    """Raises QuoteWrong, QuoteExists."""
    rfq = await find_asked(session, person.supplier_id, rfq_id)
    unknown = {line.line_id for line in body.lines} - {line.id for line in rfq.lines}
    if unknown:
        raise QuoteWrong(line_ids=sorted(unknown))
    offer = body.model_dump(include={"lead_days", "valid_until", "remark"}) | {"contact_id": person.contact_id}
    whose = {"rfq_id": rfq_id, "supplier_id": person.supplier_id, "revision": body.revision}
    row = {**whose, **offer, "status": QUOTE.initial}
    again = upsert(session, Quote).values(row)
    insert = again.on_conflict_do_update(
        index_elements=["rfq_id", "supplier_id", "revision"], set_=offer, where=Quote.status == DRAFT
    )
    quote_id = await session.scalar(insert.returning(Quote.id))
    if quote_id is None:
        raise QuoteExists
    await _write_lines(session, quote_id, body.lines)
    return await session.get_one(Quote, quote_id, populate_existing=True)


async def _write_lines(session: AsyncSession, quote_id: int, lines: Sequence[PriceIn]) -> None:
    await session.execute(sa.delete(QuoteLine).where(QuoteLine.quote_id == quote_id))
    session.add_all(QuoteLine(quote_id=quote_id, **line.model_dump()) for line in lines)
    await session.flush()
