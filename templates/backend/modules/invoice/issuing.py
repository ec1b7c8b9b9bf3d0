"""What staff do with requests for invoices. Each is on record."""

from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncSession

from app.core import audit, clock
from app.core.context import Actor
from app.core.database import upsert
from app.modules.invoice.errors import AmountChanged, FileInvalid, NumberTaken, WrongState
from app.modules.invoice.models import Invoice, InvoiceFile
from app.modules.invoice.queries import find
from app.modules.invoice.schemas import IssueIn
from app.modules.invoice.states import INVOICE, ISSUED, RED_FLUSHED, REJECTED

LARGEST = 2 * 1024 * 1024
PDF = b"%PDF-"


async def issue(session: AsyncSession, actor: Actor, invoice_id: int, body: IssueIn) -> None:
    """It was made at the tax authority's platform. Raises InvoiceNotFound, AmountChanged, NumberTaken, WrongState."""
    invoice = await find(session, invoice_id, lock=True)
    if invoice.amount_fen != body.amount_fen:
        raise AmountChanged(amount_fen=invoice.amount_fen)
    await _move(session, invoice, ISSUED, number=body.number, issued_at=clock.now())
    await audit.record(session, actor, "invoice.issue", "invoice", invoice_id, number=body.number)


async def reject(session: AsyncSession, actor: Actor, invoice_id: int, reason: str) -> None:
    """Raises InvoiceNotFound, WrongState."""
    invoice = await find(session, invoice_id)
    await _move(session, invoice, REJECTED, reason=reason, closed_at=clock.now())
    await audit.record(session, actor, "invoice.reject", "invoice", invoice_id)


async def red_flush(session: AsyncSession, actor: Actor, invoice_id: int, number: str) -> None:
    """Its red counterpart was made. Raises InvoiceNotFound, NumberTaken, WrongState."""
    invoice = await find(session, invoice_id)
    await _move(session, invoice, RED_FLUSHED, red_number=number, closed_at=clock.now())
    await audit.record(session, actor, "invoice.red_flush", "invoice", invoice_id, number=number)


async def _move(session: AsyncSession, invoice: Invoice, to: str, **values: object) -> None:
    status = invoice.status
    try:
        moved = await INVOICE.move(session, Invoice, invoice.id, source=INVOICE.sources(to), to=to, **values)
    except IntegrityError as error:
        raise NumberTaken from error
    if not moved:
        raise WrongState(status=status)


async def attach(session: AsyncSession, actor: Actor, invoice_id: int, data: bytes) -> None:
    """Keep the PDF of an issued invoice, in place of the one before.

    Raises InvoiceNotFound, FileInvalid, WrongState.
    """
    if not data.startswith(PDF) or len(data) > LARGEST:
        raise FileInvalid
    invoice = await find(session, invoice_id, lock=True)
    if invoice.status != ISSUED:
        raise WrongState(status=invoice.status)
    insert = upsert(session, InvoiceFile).values(invoice_id=invoice_id, data=data)
    replaced = {"data": insert.excluded.data}
    await session.execute(insert.on_conflict_do_update(index_elements=["invoice_id"], set_=replaced))
    invoice.has_file = True
    await session.flush()
    await audit.record(session, actor, "invoice.attach", "invoice", invoice_id)
