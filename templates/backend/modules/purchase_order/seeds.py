"""Demo data: orders on their way."""

from collections.abc import Mapping
from typing import Any

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession

from app.contracts.rfq import AWARDS, NoAwards
from app.core import clock
from app.core.clock import ZONE
from app.core.context import SYSTEM
from app.core.module import SeedData
from app.modules.purchase_order import ordering, receiving, reporting
from app.modules.purchase_order.models import PurchaseOrder
from app.modules.purchase_order.schemas import InvoiceIn, MilestoneIn, OrderIn, ReceiptIn, ReceivedIn
from app.modules.supplier.api import Supplier, SupplierPerson, first_contact


async def seed(session: AsyncSession, data: SeedData) -> None:
    """Write `orders`: either `award: true` for the last award, or `title`, `supplier` (a code) and `lines`; then, where
    given, `milestones` (`kind`, `note`), `received` (pieces and lot by line) and `billed_fen`.

    Raises ValueError where there is no award, KeyError for a supplier who is not there.
    """
    for row in data.rows.get("orders", []):
        await _order(session, row)


async def _order(session: AsyncSession, row: Mapping[str, Any]) -> None:
    order_id = await (_from_award(session) if row.get("award") else _by_hand(session, row))
    order = await ordering.place(session, SYSTEM, order_id)
    person = SupplierPerson(order.supplier_id, await first_contact(session, order.supplier_id), 0)
    today = clock.now().astimezone(ZONE).date()
    for one in row.get("milestones", []):
        body = MilestoneIn(kind=one["kind"], happened_on=today, note=one.get("note", ""))
        await reporting.report(session, person, order_id, body)
    if received := row.get("received"):
        await receiving.receive(session, SYSTEM, order_id, _receipt(order, received))
    if amount := row.get("billed_fen"):
        await receiving.bill(session, SYSTEM, order_id, InvoiceIn(number="25332000", amount_fen=amount, dated_on=today))


async def _from_award(session: AsyncSession) -> int:
    """Raises ValueError."""
    awards = await AWARDS.one(NoAwards()).recent(session)
    if not awards:
        raise ValueError("no award to order from")
    return await ordering.create_from_award(session, SYSTEM, awards[0][0])


async def _by_hand(session: AsyncSession, row: Mapping[str, Any]) -> int:
    """Raises KeyError."""
    supplier_id = await session.scalar(sa.select(Supplier.id).where(Supplier.code == row["supplier"]))
    if supplier_id is None:
        raise KeyError(row["supplier"])
    return await ordering.create(
        session, SYSTEM, OrderIn(title=row["title"], supplier_id=supplier_id, lines=row["lines"])
    )


def _receipt(order: PurchaseOrder, received: list[Mapping[str, Any]]) -> ReceiptIn:
    lines = [
        ReceivedIn(line_id=line.id, quantity=one["quantity"], lot=one.get("lot", ""))
        for line, one in zip(order.lines, received, strict=True)
        if one["quantity"]
    ]
    return ReceiptIn(lines=lines)
