"""Reading orders, as staff and as their supplier see them."""

from collections.abc import Mapping, Sequence

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession

from app.contracts.supplier import Waiting
from app.core.media import media_url
from app.core.pagination import Page, PageQuery, paginate
from app.core.staff import Staff
from app.modules.purchase_order import ordering, receiving, reporting
from app.modules.purchase_order.models import Milestone, PurchaseOrder, PurchaseOrderLine, ReceiptRow, SupplierInvoice
from app.modules.purchase_order.schemas import (
    InvoiceOut,
    MilestoneOut,
    OrderBrief,
    OrderLineOut,
    OrderOut,
    PhotoOut,
    ReceiptLineOut,
    ReceiptOut,
    StaffOrder,
    StaffOrderDetail,
)
from app.modules.purchase_order.states import (
    AFTER,
    CLOSED,
    COMPLETED,
    DRAFT,
    LABELS,
    MILESTONES,
    ON_HOLD,
    RUNNING,
    TAKING,
    TO_RECEIVE,
    TO_RECEIVE_AND_BILL,
)
from app.modules.supplier.api import names

EDIT, RECEIVE, BILL = "purchase_order.edit", "purchase_order.receive", "purchase_order.bill"
WHEN: Mapping[str, tuple[str, frozenset[str]]] = {
    "place": (EDIT, frozenset({DRAFT})),
    "receive": (RECEIVE, TAKING),
    "bill": (BILL, TAKING),
    "hold": (EDIT, RUNNING),
    "reopen": (EDIT, frozenset({ON_HOLD, CLOSED})),
    "close": (EDIT, frozenset({*RUNNING, ON_HOLD, COMPLETED})),
    "cancel": (EDIT, frozenset({DRAFT, TO_RECEIVE_AND_BILL, TO_RECEIVE})),
}
"""What each action needs, and in which states it is legal."""


def staff_can(order: PurchaseOrder, staff: Staff) -> list[str]:
    begun = order.billed_fen > 0 or any(line.received for line in order.lines)
    return [
        action
        for action, (needs, states) in WHEN.items()
        if order.status in states and staff.can(needs) and not (action == "cancel" and begun)
    ]


def brief(order: PurchaseOrder) -> OrderBrief:
    return OrderBrief(
        id=order.id,
        number=order.number,
        title=order.title,
        status=order.status,
        status_label=LABELS[order.status],
        milestone=order.milestone,
        milestone_label=MILESTONES.get(order.milestone, "待确认"),
        total_fen=order.total_fen,
        received_percent=ordering.received_percent(order),
        billed_percent=ordering.billed_percent(order),
        created_at=order.created_at,
    )


def line_out(line: PurchaseOrderLine) -> OrderLineOut:
    return OrderLineOut(
        id=line.id,
        position=line.position,
        item=line.item,
        spec=line.spec,
        quantity=line.quantity,
        unit=line.unit,
        price_fen=line.price_fen,
        amount_fen=line.quantity * line.price_fen,
        wanted_on=line.wanted_on,
        received=line.received,
    )


async def milestones(session: AsyncSession, order_id: int) -> list[MilestoneOut]:
    """The latest first."""
    wanted = sa.select(Milestone).where(Milestone.order_id == order_id).order_by(Milestone.id.desc())
    return [
        MilestoneOut(
            id=row.id,
            kind=row.kind,
            label=MILESTONES[row.kind],
            happened_on=row.happened_on,
            note=row.note,
            photos=[PhotoOut(id=photo.id, url=media_url(photo.name)) for photo in row.photos],
            created_at=row.created_at,
        )
        for row in await session.scalars(wanted, execution_options={"populate_existing": True})
    ]


def receipt_out(receipt: ReceiptRow) -> ReceiptOut:
    return ReceiptOut(
        id=receipt.id,
        number=receipt.number,
        delivery_note=receipt.delivery_note,
        received_at=receipt.received_at,
        lines=[
            ReceiptLineOut(line_id=line.id, item=line.order_line.item, quantity=line.quantity, lot=line.lot)
            for line in receipt.lines
        ],
    )


async def invoices(session: AsyncSession, order_id: int) -> Sequence[SupplierInvoice]:
    mine = sa.select(SupplierInvoice).where(SupplierInvoice.order_id == order_id).order_by(SupplierInvoice.id)
    return (await session.scalars(mine)).all()


async def staff_page(
    session: AsyncSession, page: PageQuery, status: str | None, supplier_id: int | None
) -> Page[StaffOrder]:
    """Newest first; `running` are those of which something is still to come. Raises CursorInvalid."""
    statement = sa.select(PurchaseOrder)
    if status == "running":
        statement = statement.where(PurchaseOrder.status.in_(sorted(RUNNING)))
    elif status is not None:
        statement = statement.where(PurchaseOrder.status == status)
    if supplier_id is not None:
        statement = statement.where(PurchaseOrder.supplier_id == supplier_id)
    rows, cursor = await paginate(session, statement, page, key=[PurchaseOrder.id])
    called = await names(session, [row.supplier_id for row in rows])
    items = [
        StaffOrder(**brief(row).model_dump(), supplier_id=row.supplier_id, supplier=called[row.supplier_id])
        for row in rows
    ]
    return Page(items=items, next_cursor=cursor)


async def detail(session: AsyncSession, staff: Staff, order_id: int) -> StaffOrderDetail:
    """Raises OrderNotFound."""
    order = await ordering.find(session, order_id)
    called = await names(session, [order.supplier_id])
    return StaffOrderDetail(
        **brief(order).model_dump(),
        supplier_id=order.supplier_id,
        supplier=called[order.supplier_id],
        note=order.note,
        reason=order.reason,
        billed_fen=order.billed_fen,
        lines=[line_out(line) for line in order.lines],
        milestones=await milestones(session, order_id),
        receipts=[receipt_out(one) for one in await receiving.receipts_of(session, order_id)],
        invoices=[
            InvoiceOut(id=one.id, number=one.number, amount_fen=one.amount_fen, dated_on=one.dated_on)
            for one in await invoices(session, order_id)
        ],
        can=staff_can(order, staff),
    )


async def mine_page(session: AsyncSession, supplier_id: int, page: PageQuery) -> Page[OrderBrief]:
    """One supplier's, newest first. Raises CursorInvalid."""
    statement = sa.select(PurchaseOrder).where(reporting.seen_by(supplier_id))
    rows, cursor = await paginate(session, statement, page, key=[PurchaseOrder.id])
    return Page(items=[brief(row) for row in rows], next_cursor=cursor)


async def mine(session: AsyncSession, supplier_id: int, order_id: int) -> OrderOut:
    """Raises OrderNotFound."""
    order = await reporting.find_his(session, supplier_id, order_id)
    next_ones = [kind for kind, after in AFTER.items() if order.milestone in after] if order.status in RUNNING else []
    return OrderOut(
        **brief(order).model_dump(),
        note=order.note,
        lines=[line_out(line) for line in order.lines],
        milestones=await milestones(session, order_id),
        next_milestones=next_ones,
    )


class OrdersWaiting:
    """Orders that a supplier has not confirmed yet."""

    async def waiting(self, session: AsyncSession, supplier_id: int) -> Waiting:
        new = sa.and_(
            PurchaseOrder.supplier_id == supplier_id,
            PurchaseOrder.status.in_(sorted(RUNNING)),
            PurchaseOrder.milestone == "",
        )
        count = await session.scalar(sa.select(sa.func.count()).select_from(PurchaseOrder).where(new))
        return Waiting("purchase_order.list", "采购订单", count or 0)
