"""Orders: made by hand or of an award, placed, held, closed and cancelled.

Each move is one conditional update. Raises OrderMoved when the order was not in the right state (any more).
"""

import secrets
from collections.abc import Sequence

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession

from app.contracts.rfq import AWARDS, NoAwards
from app.core import audit, clock
from app.core.context import Actor
from app.core.database import upsert
from app.modules.purchase_order import telling
from app.modules.purchase_order.errors import AwardNotFound, OrderMoved, OrderNotFound
from app.modules.purchase_order.models import PurchaseOrder, PurchaseOrderLine
from app.modules.purchase_order.schemas import OrderIn, OrderLineIn
from app.modules.purchase_order.states import (
    CANCELLED,
    CLOSED,
    COMPLETED,
    DRAFT,
    ON_HOLD,
    PURCHASE_ORDER,
    RUNNING,
    TO_RECEIVE,
    TO_RECEIVE_AND_BILL,
    derived,
)
from app.modules.supplier.api import check_standing


async def find(session: AsyncSession, order_id: int, *, lock: bool = False) -> PurchaseOrder:
    """Raises OrderNotFound."""
    wanted = sa.select(PurchaseOrder).where(PurchaseOrder.id == order_id)
    if lock:
        wanted = wanted.with_for_update()
    order = await session.scalar(wanted, execution_options={"populate_existing": True})
    if order is None:
        raise OrderNotFound
    return order


async def create(session: AsyncSession, actor: Actor, body: OrderIn) -> int:
    """A draft, which the supplier does not see. Raises SupplierNotFound, SupplierNotActive."""
    order_id = await _make(session, actor, body, None)
    assert order_id is not None  # noqa: S101  # only an award can be taken
    return order_id


async def create_from_award(session: AsyncSession, actor: Actor, award_id: int) -> int:
    """The order for an award: the one that there is, or a new draft.

    Raises AwardNotFound, SupplierNotFound, SupplierNotActive.
    """
    ordered = sa.select(PurchaseOrder.id).where(PurchaseOrder.award_id == award_id)
    if (there := await session.scalar(ordered)) is not None:
        return there
    award = await AWARDS.one(NoAwards()).award(session, award_id)
    if award is None:
        raise AwardNotFound
    lines = [
        OrderLineIn(
            item=line.item,
            spec=line.spec,
            quantity=line.quantity,
            unit=line.unit,
            price_fen=line.price_fen,
            wanted_on=line.wanted_on,
            sku_id=line.sku_id,
        )
        for line in award.lines
    ]
    body = OrderIn(title=award.title, supplier_id=award.supplier_id, note=f"按询价 {award.number}", lines=lines)
    made = await _make(session, actor, body, award_id)
    return made if made is not None else (await session.scalars(ordered)).one()


async def _make(session: AsyncSession, actor: Actor, body: OrderIn, award_id: int | None) -> int | None:
    """None when there is an order for the award already."""
    await check_standing(session, body.supplier_id, new=True)
    now = clock.now()
    row = {
        "number": f"PO{now:%Y%m%d}{secrets.randbelow(10**8):08d}",
        "title": body.title,
        "supplier_id": body.supplier_id,
        "award_id": award_id,
        "status": PURCHASE_ORDER.initial,
        "milestone": "",
        "note": body.note,
        "reason": "",
        "total_fen": sum(line.quantity * line.price_fen for line in body.lines),
        "billed_fen": 0,
        "created_by": actor.id if actor.kind == "staff" else None,
        "created_at": now,
    }
    insert = upsert(session, PurchaseOrder).values(row).on_conflict_do_nothing(index_elements=["award_id"])
    order_id: int | None = await session.scalar(insert.returning(PurchaseOrder.id))
    if order_id is None:
        return None
    await _write_lines(session, order_id, body.lines)
    await audit.record(session, actor, "purchase_order.create", "purchase_order", order_id)
    return order_id


async def _write_lines(session: AsyncSession, order_id: int, lines: Sequence[OrderLineIn]) -> None:
    session.add_all(
        PurchaseOrderLine(order_id=order_id, position=position, **line.model_dump())
        for position, line in enumerate(lines, 1)
    )
    await session.flush()


async def place(session: AsyncSession, actor: Actor, order_id: int) -> PurchaseOrder:
    """The supplier sees it from now on. Raises OrderNotFound, OrderMoved, SupplierNotActive."""
    order = await find(session, order_id)
    await check_standing(session, order.supplier_id, new=True)
    await _move(session, order, {DRAFT}, derived(0, billed_percent(order)), placed_at=clock.now())
    await audit.record(session, actor, "purchase_order.place", "purchase_order", order_id)
    order = await find(session, order_id)
    await telling.placed(session, order)
    return order


async def hold(session: AsyncSession, actor: Actor, order_id: int, reason: str) -> PurchaseOrder:
    """Nothing is taken until it goes on. Raises OrderNotFound, OrderMoved."""
    order = await find(session, order_id)
    await _move(session, order, RUNNING, ON_HOLD, reason=reason)
    await audit.record(session, actor, "purchase_order.hold", "purchase_order", order_id, reason=reason)
    return await find(session, order_id)


async def close(session: AsyncSession, actor: Actor, order_id: int, reason: str) -> PurchaseOrder:
    """No more is to come, however much has. Raises OrderNotFound, OrderMoved."""
    order = await find(session, order_id)
    await _move(session, order, {*RUNNING, ON_HOLD, COMPLETED}, CLOSED, reason=reason)
    await audit.record(session, actor, "purchase_order.close", "purchase_order", order_id, reason=reason)
    return await find(session, order_id)


async def reopen(session: AsyncSession, actor: Actor, order_id: int) -> PurchaseOrder:
    """What was on hold or closed goes on, as far as it had come. Raises OrderNotFound, OrderMoved."""
    order = await find(session, order_id, lock=True)
    if order.status not in {ON_HOLD, CLOSED}:
        raise OrderMoved(status=order.status)
    await _move(session, order, {order.status}, derived(received_percent(order), billed_percent(order)), reason="")
    await audit.record(session, actor, "purchase_order.reopen", "purchase_order", order_id)
    return await find(session, order_id)


async def cancel(session: AsyncSession, actor: Actor, order_id: int, reason: str) -> PurchaseOrder:
    """Nothing came of it, and nothing will. Raises OrderNotFound, OrderMoved once something was received or billed."""
    order = await find(session, order_id, lock=True)
    if order.billed_fen or any(line.received for line in order.lines):
        raise OrderMoved(status=order.status)
    await _move(session, order, {DRAFT, TO_RECEIVE_AND_BILL, TO_RECEIVE}, CANCELLED, reason=reason)
    await audit.record(session, actor, "purchase_order.cancel", "purchase_order", order_id, reason=reason)
    return await find(session, order_id)


async def _move(
    session: AsyncSession, order: PurchaseOrder, source: set[str] | frozenset[str], to: str, **values: object
) -> None:
    """Raises OrderMoved."""
    if not await PURCHASE_ORDER.move(session, PurchaseOrder, order.id, source=source, to=to, **values):
        await session.refresh(order, ["status"])
        raise OrderMoved(status=order.status)


def received_percent(order: PurchaseOrder) -> int:
    """Of the pieces that were ordered; what came beyond them counts for nothing. 100 is all of them."""
    ordered = sum(line.quantity for line in order.lines)
    return sum(min(line.received, line.quantity) for line in order.lines) * 100 // ordered


def billed_percent(order: PurchaseOrder) -> int:
    """Of what was ordered, in fen; an order that costs nothing is billed."""
    return min(100, order.billed_fen * 100 // order.total_fen) if order.total_fen else 100
