"""Reading invoices, as customers and as staff see them."""

from typing import Any

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession

from app.core import audit
from app.core.crypto import unseal
from app.core.masking import mask_name
from app.core.pagination import Page, PageQuery, paginate
from app.core.staff import Staff
from app.modules.invoice.errors import InvoiceFileMissing, InvoiceNotFound
from app.modules.invoice.models import Invoice, InvoiceFile
from app.modules.invoice.schemas import InvoiceOut, StaffInvoice
from app.modules.invoice.states import INVOICE, ISSUED, RED_FLUSHED, REJECTED

REVEAL, ISSUE = "personal.reveal", "invoice.issue"


async def find(session: AsyncSession, invoice_id: int, *, user_id: int | None = None, lock: bool = False) -> Invoice:
    """Raises InvoiceNotFound, also for somebody else's when `user_id` is given. `lock`: nobody else changes it."""
    invoice = await session.get(Invoice, invoice_id, populate_existing=True, with_for_update=lock or None)
    if invoice is None or (user_id is not None and invoice.user_id != user_id):
        raise InvoiceNotFound
    return invoice


async def mine(session: AsyncSession, user_id: int, page: PageQuery) -> Page[InvoiceOut]:
    statement = sa.select(Invoice).where(Invoice.user_id == user_id)
    rows, cursor = await paginate(session, statement, page, key=[Invoice.id])
    return Page(items=[shown(row) for row in rows], next_cursor=cursor)


async def latest(session: AsyncSession, order_id: int) -> Invoice | None:
    of_order = sa.select(Invoice).where(Invoice.order_id == order_id)
    return await session.scalar(of_order.order_by(Invoice.id.desc()).limit(1))


async def file_of(session: AsyncSession, invoice: Invoice) -> bytes:
    """The PDF. Raises InvoiceFileMissing."""
    file = await session.get(InvoiceFile, invoice.id)
    if file is None:
        raise InvoiceFileMissing
    return file.data


async def staff_page(session: AsyncSession, staff: Staff, status: str | None, page: PageQuery) -> Page[StaffInvoice]:
    """Everybody's; who is masked: it is one invoice's matter."""
    statement = sa.select(Invoice)
    if status is not None:
        statement = statement.where(Invoice.status == status)
    rows, cursor = await paginate(session, statement, page, key=[Invoice.id])
    return Page(items=[for_staff(row, staff, masked=True) for row in rows], next_cursor=cursor)


async def staff_detail(session: AsyncSession, staff: Staff, invoice_id: int) -> StaffInvoice:
    """In full for those who may see personal data; that they saw it is put on record. Raises InvoiceNotFound."""
    invoice = await find(session, invoice_id)
    reveals = invoice.email is not None and staff.can(REVEAL)
    if reveals:
        await audit.record(session, staff.actor, "invoice.reveal", "invoice", invoice_id)
    return for_staff(invoice, staff, masked=not reveals)


def staff_can(invoice: Invoice, staff: Staff) -> list[str]:
    """The actions that the invoice's state and the reader's permissions leave."""
    possible = {
        "issue": INVOICE.allows(invoice.status, ISSUED),
        "reject": INVOICE.allows(invoice.status, REJECTED),
        "attach": invoice.status == ISSUED,
        "red_flush": INVOICE.allows(invoice.status, RED_FLUSHED),
    }
    return [action for action, fits in possible.items() if fits and staff.can(ISSUE)]


def shown(invoice: Invoice) -> InvoiceOut:
    return InvoiceOut.model_validate(_values(invoice, masked=False))


def for_staff(invoice: Invoice, staff: Staff, *, masked: bool) -> StaffInvoice:
    values = _values(invoice, masked=masked)
    return StaffInvoice.model_validate({**values, "user_id": invoice.user_id, "can": staff_can(invoice, staff)})


def mask_email(email: str) -> str:
    """w****@example.com"""
    name, _, domain = email.partition("@")
    return f"{name[:1]}****@{domain}"


def buyer(invoice: Invoice, *, masked: bool) -> tuple[str | None, str | None]:
    """Title and e-mail. A company's title is nobody's secret."""
    title, email = unseal(invoice, "title"), unseal(invoice, "email")
    if masked and title and invoice.kind == "personal":
        title = mask_name(title)
    return title, mask_email(email) if masked and email else email


def _values(invoice: Invoice, *, masked: bool) -> dict[str, Any]:
    title, email = buyer(invoice, masked=masked)
    plain = InvoiceOut.model_fields.keys() - {"title", "email"}
    return {**{name: getattr(invoice, name) for name in plain}, "title": title, "email": email}
