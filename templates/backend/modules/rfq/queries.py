"""Reading requests: as staff see them, with the quotes side by side, and as one of those who are invited does."""

from collections.abc import Mapping, Sequence

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession

from app.contracts.supplier import Waiting
from app.core import clock
from app.core.pagination import Page, PageQuery, paginate
from app.core.staff import Staff
from app.modules.rfq import asking, awarding, files, quoting
from app.modules.rfq.models import Quote, Rfq, RfqLine
from app.modules.rfq.schemas import (
    AskedBrief,
    AskedDetail,
    AwardOut,
    ComparedLine,
    ComparedSupplier,
    Comparison,
    FileOut,
    InvitedOut,
    LineOut,
    OfferOut,
    PriceOut,
    QuoteOut,
    RfqBrief,
    RfqDetail,
)
from app.modules.rfq.states import CLOSED, DRAFT, LABELS, OPEN, OUTDATED, QUOTE_LABELS
from app.modules.supplier.api import names

EDIT, AWARD = "rfq.edit", "rfq.award"
WHEN: Mapping[str, tuple[str, frozenset[str]]] = {
    "edit": (EDIT, frozenset({DRAFT, OPEN})),
    "attach": (EDIT, frozenset({DRAFT, OPEN})),
    "open": (EDIT, frozenset({DRAFT})),
    "close": (EDIT, frozenset({OPEN})),
    "cancel": (EDIT, frozenset({DRAFT, OPEN, CLOSED})),
    "award": (AWARD, frozenset({CLOSED})),
}
"""What each action needs, and in which states it is legal."""


def staff_can(rfq: Rfq, staff: Staff) -> list[str]:
    return [action for action, (needs, states) in WHEN.items() if rfq.status in states and staff.can(needs)]


def brief(rfq: Rfq) -> RfqBrief:
    return RfqBrief(
        id=rfq.id,
        number=rfq.number,
        title=rfq.title,
        status=rfq.status,
        status_label=LABELS[rfq.status],
        revision=rfq.revision,
        deadline=rfq.deadline,
        quotes=rfq.quotes,
        invited=len(rfq.invitations),
        created_at=rfq.created_at,
    )


async def page_of(session: AsyncSession, page: PageQuery, status: str | None) -> Page[RfqBrief]:
    """Newest first. Raises CursorInvalid."""
    statement = sa.select(Rfq)
    if status is not None:
        statement = statement.where(Rfq.status == status)
    rows, cursor = await paginate(session, statement, page, key=[Rfq.id])
    return Page(items=[brief(row) for row in rows], next_cursor=cursor)


def line_out(line: RfqLine) -> LineOut:
    return LineOut.model_validate(line, from_attributes=True)


async def _files(session: AsyncSession, rfq_id: int) -> list[FileOut]:
    return [FileOut(id=one.id, name=one.name, kind=one.kind) for one in await files.of(session, rfq_id)]


async def detail(session: AsyncSession, staff: Staff, rfq_id: int) -> RfqDetail:
    """Raises RfqNotFound."""
    rfq = await asking.find(session, rfq_id)
    called = await names(session, [one.supplier_id for one in rfq.invitations])
    quoted = {quote.supplier_id for quote in await awarding.standing_quotes(session, rfq)}
    return RfqDetail(
        **brief(rfq).model_dump(),
        note=rfq.note,
        reason=rfq.reason,
        lines=[line_out(line) for line in rfq.lines],
        files=await _files(session, rfq_id),
        suppliers=[
            InvitedOut(supplier_id=one.supplier_id, name=called[one.supplier_id], quoted=one.supplier_id in quoted)
            for one in rfq.invitations
        ],
        awards=[
            AwardOut(id=row.id, supplier_id=row.supplier_id, supplier=called[row.supplier_id], total_fen=total)
            for row, total in await awarding.awards_of(session, rfq_id)
        ],
        can=staff_can(rfq, staff),
    )


async def comparison(session: AsyncSession, rfq_id: int) -> Comparison:
    """The quotes that count, a column for each supplier. Raises RfqNotFound."""
    rfq = await asking.find(session, rfq_id)
    quotes = await awarding.standing_quotes(session, rfq)
    called = await names(session, [quote.supplier_id for quote in quotes])
    quantities = {line.id: line.quantity for line in rfq.lines}
    totals = {quote.supplier_id: awarding.total_of(quote, quantities) for quote in quotes}
    whole = [totals[quote.supplier_id] for quote in quotes if len(quote.lines) == len(rfq.lines)]
    suppliers = []
    for quote in quotes:
        prices, total = awarding.prices_of(quote), totals[quote.supplier_id]
        missing = [line.position for line in rfq.lines if line.id not in prices]
        suppliers.append(
            ComparedSupplier(
                supplier_id=quote.supplier_id,
                name=called[quote.supplier_id],
                total_fen=total,
                missing=missing,
                lead_days=quote.lead_days,
                valid_until=quote.valid_until,
                remark=quote.remark,
                lowest=not missing and total == min(whole),
                status_label=QUOTE_LABELS[quote.status],
            )
        )
    return Comparison(
        id=rfq.id,
        number=rfq.number,
        title=rfq.title,
        revision=rfq.revision,
        suppliers=suppliers,
        lines=[ComparedLine(**line_out(line).model_dump(), offers=_offers(line, quotes)) for line in rfq.lines],
    )


def _offers(line: RfqLine, quotes: Sequence[Quote]) -> list[OfferOut]:
    prices = {quote.supplier_id: awarding.prices_of(quote).get(line.id) for quote in quotes}
    offered = [price for price in prices.values() if price is not None]
    return [
        OfferOut(
            supplier_id=supplier_id,
            price_fen=price,
            amount_fen=None if price is None else price * line.quantity,
            lowest=price is not None and price == min(offered),
        )
        for supplier_id, price in prices.items()
    ]


def may_quote(rfq: Rfq, quote: Quote | None) -> bool:
    """`quote` is the supplier's for the revision that counts."""
    return rfq.status == OPEN and rfq.deadline > clock.now() and (quote is None or quote.status == DRAFT)


def _asked(rfq: Rfq, quote: Quote | None) -> AskedBrief:
    return AskedBrief(
        id=rfq.id,
        number=rfq.number,
        title=rfq.title,
        status=rfq.status,
        status_label=LABELS[rfq.status],
        revision=rfq.revision,
        deadline=rfq.deadline,
        quote_status=quote.status if quote else "",
        quote_label=QUOTE_LABELS[quote.status] if quote else "未报价",
        may_quote=may_quote(rfq, quote),
    )


async def asked_page(session: AsyncSession, supplier_id: int, page: PageQuery) -> Page[AskedBrief]:
    """What one supplier is invited to, newest first. Raises CursorInvalid."""
    statement = sa.select(Rfq).where(quoting.invited(supplier_id))
    rows, cursor = await paginate(session, statement, page, key=[Rfq.id])
    wanted = sa.and_(Quote.supplier_id == supplier_id, Quote.rfq_id.in_([row.id for row in rows]))
    mine = {(quote.rfq_id, quote.revision): quote for quote in await session.scalars(sa.select(Quote).where(wanted))}
    return Page(items=[_asked(row, mine.get((row.id, row.revision))) for row in rows], next_cursor=cursor)


async def asked(session: AsyncSession, supplier_id: int, rfq_id: int) -> AskedDetail:
    """What he is asked, and what he has answered; nothing of the others. Raises RfqNotFound."""
    rfq = await quoting.find_asked(session, supplier_id, rfq_id)
    mine = sa.select(Quote).where(Quote.rfq_id == rfq_id, Quote.supplier_id == supplier_id)
    last = await session.scalar(mine.order_by(Quote.revision.desc()).limit(1))
    current = last if last and last.revision == rfq.revision else None
    return AskedDetail(
        **_asked(rfq, current).model_dump(),
        note=rfq.note,
        lines=[line_out(line) for line in rfq.lines],
        files=await _files(session, rfq_id),
        quote=await _quote(session, rfq, last) if last else None,
    )


async def _quote(session: AsyncSession, rfq: Rfq, quote: Quote) -> QuoteOut:
    asked_for = sa.select(RfqLine.id, RfqLine.quantity).where(
        RfqLine.rfq_id == rfq.id, RfqLine.revision == quote.revision
    )
    quantities = dict((await session.execute(asked_for)).all())
    outdated = quote.revision != rfq.revision
    return QuoteOut(
        status=quote.status,
        status_label=OUTDATED if outdated else QUOTE_LABELS[quote.status],
        revision=quote.revision,
        lines=[PriceOut(line_id=line.line_id, price_fen=line.price_fen) for line in quote.lines],
        lead_days=quote.lead_days,
        valid_until=quote.valid_until,
        remark=quote.remark,
        total_fen=awarding.total_of(quote, quantities),
        submitted_at=quote.submitted_at,
    )


class QuotesWaiting:
    """Requests that a supplier may still quote."""

    async def waiting(self, session: AsyncSession, supplier_id: int) -> Waiting:
        answered = sa.exists().where(
            Quote.rfq_id == Rfq.id,
            Quote.revision == Rfq.revision,
            Quote.supplier_id == supplier_id,
            Quote.status != DRAFT,
        )
        open_ones = sa.and_(quoting.invited(supplier_id), Rfq.status == OPEN, Rfq.deadline > clock.now())
        count = sa.select(sa.func.count()).select_from(Rfq).where(open_ones, sa.not_(answered))
        return Waiting("rfq.list", "询价与报价", await session.scalar(count) or 0)
