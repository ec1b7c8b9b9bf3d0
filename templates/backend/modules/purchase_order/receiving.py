"""What comes in: goods and invoices, within what was ordered and the allowance.

The database decides how much: each line's count is raised by a conditional update, so that deliveries which are taken
in at once never pass the allowance together. The order's state follows in the same transaction.
"""

import secrets
from collections import Counter
from collections.abc import Sequence

import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncSession

from app.contracts.purchase_order import PurchaseOrderReceived, Receipt, ReceivedLine
from app.contracts.stock import STOCK, UnlimitedStock
from app.core import audit, clock
from app.core.context import Actor
from app.core.database import changed
from app.core.events import emit
from app.modules.purchase_order import ordering
from app.modules.purchase_order.errors import (
    InvoiceExists,
    OrderLineUnknown,
    OrderMoved,
    OverBilling,
    OverReceipt,
    ReceiptNotFound,
)
from app.modules.purchase_order.models import PurchaseOrder, PurchaseOrderLine, ReceiptLine, ReceiptRow, SupplierInvoice
from app.modules.purchase_order.schemas import InvoiceIn, ReceiptIn, ReceivedIn
from app.modules.purchase_order.settings import PurchaseOrderSettings
from app.modules.purchase_order.states import PURCHASE_ORDER, TAKING, derived
from app.modules.supplier.api import names

RECEIPT = "purchase_receipt"
"""What goods come into the stock with."""


def most_of(ordered: int, percent: int) -> int:
    """How many may come in all: what was ordered and the allowance, whole pieces."""
    return ordered + ordered * percent // 100


async def _taking(session: AsyncSession, order_id: int) -> PurchaseOrder:
    """The order, for one delivery or invoice at a time. Raises OrderNotFound, OrderMoved."""
    order = await ordering.find(session, order_id, lock=True)
    if order.status not in TAKING:
        raise OrderMoved(status=order.status)
    return order


async def receive(session: AsyncSession, actor: Actor, order_id: int, body: ReceiptIn) -> ReceiptRow:
    """A delivery, all of it or nothing. Raises OrderNotFound, OrderMoved, OrderLineUnknown, OverReceipt."""
    order = await _taking(session, order_id)
    lines = {line.id: line for line in order.lines}
    if unknown := {one.line_id for one in body.lines} - set(lines):
        raise OrderLineUnknown(line_ids=sorted(unknown))
    await _count_up(session, lines, body.lines)
    now = clock.now()
    receipt = ReceiptRow(
        number=f"GR{now:%Y%m%d}{secrets.randbelow(10**8):08d}",
        order_id=order_id,
        delivery_note=body.delivery_note,
        received_by=actor.id if actor.kind == "staff" else None,
        received_at=now,
    )
    session.add(receipt)
    await session.flush()
    rows = [
        ReceiptLine(receipt_id=receipt.id, order_line_id=one.line_id, quantity=one.quantity, lot=one.lot)
        for one in body.lines
    ]
    session.add_all(rows)
    await session.flush()
    pieces: Counter[int] = Counter()
    for one in body.lines:
        if (sku_id := lines[one.line_id].sku_id) is not None:
            pieces[sku_id] += one.quantity
    if pieces:
        await STOCK.one(UnlimitedStock()).receive(session, pieces, by=(RECEIPT, receipt.id))
    await settle(session, order_id)
    told = tuple(ReceivedLine(row.id, lines[row.order_line_id].item, row.quantity, row.lot) for row in rows)
    await emit(session, PurchaseOrderReceived(receipt.id, order.supplier_id, told))
    await audit.record(session, actor, "purchase_order.receive", "purchase_order", order_id, receipt_id=receipt.id)
    return await session.get_one(ReceiptRow, receipt.id, populate_existing=True)


async def _count_up(session: AsyncSession, lines: dict[int, PurchaseOrderLine], received: Sequence[ReceivedIn]) -> None:
    """In the order of the lines' ids. Raises OverReceipt."""
    percent = PurchaseOrderSettings.load().over_receipt_percent
    pieces: Counter[int] = Counter()
    for one in received:
        pieces[one.line_id] += one.quantity
    for line_id in sorted(pieces):
        most = most_of(lines[line_id].quantity, percent)
        fits = sa.and_(PurchaseOrderLine.id == line_id, PurchaseOrderLine.received + pieces[line_id] <= most)
        more = sa.update(PurchaseOrderLine).where(fits).values(received=PurchaseOrderLine.received + pieces[line_id])
        if not await changed(session, more):
            already = (
                await session.scalar(sa.select(PurchaseOrderLine.received).where(PurchaseOrderLine.id == line_id)) or 0
            )
            raise OverReceipt(line_id=line_id, receivable=max(0, most - already))


async def bill(session: AsyncSession, actor: Actor, order_id: int, body: InvoiceIn) -> SupplierInvoice:
    """An invoice of the supplier's. Raises OrderNotFound, OrderMoved, OverBilling, InvoiceExists."""
    order = await _taking(session, order_id)
    most = most_of(order.total_fen, PurchaseOrderSettings.load().over_billing_percent)
    fits = sa.and_(PurchaseOrder.id == order_id, PurchaseOrder.billed_fen + body.amount_fen <= most)
    more = sa.update(PurchaseOrder).where(fits).values(billed_fen=PurchaseOrder.billed_fen + body.amount_fen)
    if not await changed(session, more):
        raise OverBilling(billable_fen=max(0, most - order.billed_fen))
    invoice = SupplierInvoice(
        order_id=order_id,
        supplier_id=order.supplier_id,
        added_by=actor.id if actor.kind == "staff" else None,
        created_at=clock.now(),
        **body.model_dump(),
    )
    try:
        async with session.begin_nested():
            session.add(invoice)
            await session.flush()
    except IntegrityError:
        raise InvoiceExists from None
    await settle(session, order_id)
    details = {"number": body.number, "amount_fen": body.amount_fen}
    await audit.record(session, actor, "purchase_order.bill", "purchase_order", order_id, **details)
    return invoice


async def settle(session: AsyncSession, order_id: int) -> None:
    """The order's state, as what was received and billed says."""
    order = await ordering.find(session, order_id)
    to = derived(ordering.received_percent(order), ordering.billed_percent(order))
    if to != order.status:
        await PURCHASE_ORDER.move(session, PurchaseOrder, order_id, source=order.status, to=to)


async def receipts_of(session: AsyncSession, order_id: int) -> Sequence[ReceiptRow]:
    theirs = sa.select(ReceiptRow).where(ReceiptRow.order_id == order_id).order_by(ReceiptRow.id)
    return (await session.scalars(theirs, execution_options={"populate_existing": True})).all()


async def find_receipt(session: AsyncSession, receipt_id: int) -> ReceiptRow:
    """Raises ReceiptNotFound."""
    receipt = await session.get(ReceiptRow, receipt_id, populate_existing=True)
    if receipt is None:
        raise ReceiptNotFound
    return receipt


class KnownReceipts:
    """For those who inspect what came in."""

    async def receipt(self, session: AsyncSession, receipt_id: int) -> Receipt | None:
        row = await session.get(ReceiptRow, receipt_id)
        if row is None:
            return None
        order = await session.get_one(PurchaseOrder, row.order_id)
        called = await names(session, [order.supplier_id])
        return Receipt(
            id=row.id,
            number=row.number,
            order_id=order.id,
            order_number=order.number,
            supplier_id=order.supplier_id,
            supplier=called[order.supplier_id],
            received_at=row.received_at,
            lines=tuple(ReceivedLine(line.id, line.order_line.item, line.quantity, line.lot) for line in row.lines),
        )
