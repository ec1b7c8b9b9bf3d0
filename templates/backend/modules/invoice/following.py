"""What refunds do to invoices.

The order is changed first, and this runs after that is committed: a wish that was written down later knows of it, and
one that was there before is found here. An invoice that is issued at the same moment is changed either before, and
found here as issued, or after, and then its amount is another than staff read.
"""

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession

from app.contracts.order import OrderCanceled, OrderRefunded
from app.core import clock
from app.core.database import changed
from app.core.money import yuan_text
from app.modules.invoice.models import Invoice
from app.modules.invoice.requesting import due_fen
from app.modules.invoice.states import CANCELED, ISSUED, RED_PENDING, REQUESTED
from app.modules.order.api import find as find_order


async def on_refund(session: AsyncSession, event: OrderRefunded) -> None:
    await follow(session, event.order_id)


async def on_cancel(session: AsyncSession, event: OrderCanceled) -> None:
    await follow(session, event.order_id)


async def follow(session: AsyncSession, order_id: int) -> None:
    """Bring the order's invoice in line with what is still paid."""
    due = due_fen(await find_order(session, order_id))
    too_much = sa.and_(Invoice.order_id == order_id, Invoice.amount_fen > due)
    requested = sa.update(Invoice).where(too_much, Invoice.status == REQUESTED)
    if due:
        await changed(session, requested.values(amount_fen=due))
    else:
        gone = {"status": CANCELED, "closed_at": clock.now(), "reason": "款项已全部退回"}
        await changed(session, requested.values(gone))
    reason = f"订单有退款，实付还剩 {yuan_text(due)}" if due else "款项已全部退回"
    issued = sa.update(Invoice).where(too_much, Invoice.status == ISSUED)
    await changed(session, issued.values(status=RED_PENDING, reason=reason))
