"""What customers do: ask for the invoice of an order, and think better of it."""

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession

from app.core import clock, credit_code
from app.core.crypto import seal
from app.core.database import upsert
from app.core.privacy import require_consent
from app.modules.identity.api import lock_user
from app.modules.invoice.errors import InvoiceExists, NotForCompanies, NotInvoiceable, TaxNumberInvalid, WrongState
from app.modules.invoice.models import Invoice
from app.modules.invoice.purposes import INVOICE as PURPOSE
from app.modules.invoice.queries import find
from app.modules.invoice.schemas import InvoiceIn
from app.modules.invoice.settings import InvoiceSettings
from app.modules.invoice.states import CANCELED, INVOICE, REQUESTED
from app.modules.order.api import Order
from app.modules.order.api import find as find_order


def due_fen(order: Order) -> int:
    """What an invoice is made out for: what was paid, less what went back."""
    if order.paid_at is None or order.canceled_at is not None:
        return 0
    return order.payable_fen - order.refunded_fen


def until(order: Order) -> datetime | None:
    """The end of the time for asking; None while the order is not completed."""
    return None if order.completed_at is None else order.completed_at + InvoiceSettings.load().window


def is_open(order: Order) -> bool:
    end = until(order)
    in_time = InvoiceSettings.load().begins == "paid" if end is None else end > clock.now()
    return in_time and due_fen(order) > 0


async def request(session: AsyncSession, user_id: int, order_id: int, body: InvoiceIn) -> Invoice:
    """Raises ConsentRequired, OrderNotFound, NotForCompanies, TaxNumberInvalid, NotInvoiceable, InvoiceExists."""
    number = _number(body)
    await lock_user(session, user_id)
    await require_consent(session, user_id, PURPOSE.id)
    # A refund that is noted at the same moment comes before, or finds the invoice: see `following`.
    await session.execute(sa.select(Order.id).where(Order.id == order_id).with_for_update())
    order = await find_order(session, order_id, user_id=user_id)
    if not is_open(order):
        raise NotInvoiceable(status=order.status)
    row = {
        "order_id": order.id,
        "order_no": order.order_no,
        "user_id": user_id,
        "status": REQUESTED,
        "kind": body.kind,
        "tax_number": number,
        "amount_fen": due_fen(order),
        "reason": "",
        "has_file": False,
        "created_at": clock.now(),
    }
    insert = upsert(session, Invoice).values(row).on_conflict_do_nothing()
    invoice_id = await session.scalar(insert.returning(Invoice.id))
    if invoice_id is None:
        raise InvoiceExists
    invoice = await session.get_one(Invoice, invoice_id)
    seal(invoice, "title", body.title)
    seal(invoice, "email", body.email)
    await session.flush()
    return invoice


def _number(body: InvoiceIn) -> str | None:
    if body.kind == "personal":
        return None
    if not InvoiceSettings.load().companies:
        raise NotForCompanies
    number = credit_code.normal(body.tax_number)
    if not credit_code.is_valid(number):
        raise TaxNumberInvalid
    return number


async def cancel(session: AsyncSession, user_id: int, invoice_id: int) -> None:
    """Raises InvoiceNotFound, WrongState."""
    invoice = await find(session, invoice_id, user_id=user_id)
    values = {"closed_at": clock.now(), "reason": "您取消了申请"}
    if not await INVOICE.move(session, Invoice, invoice_id, source=REQUESTED, to=CANCELED, **values):
        raise WrongState(status=invoice.status)
