"""Demo data: invoices that customers of the demo's orders asked for."""

from datetime import timedelta

from sqlalchemy.ext.asyncio import AsyncSession

from app.core.crypto import seal
from app.core.module import SeedData
from app.modules.invoice.models import Invoice
from app.modules.invoice.requesting import due_fen
from app.modules.invoice.states import ISSUED, REQUESTED
from app.modules.order.api import by_number


async def seed(session: AsyncSession, data: SeedData) -> None:
    """Write `invoices`: `order` (its number), `title`, `email`, and `tax_number` (of a company), `number` (of one that
    was issued) where given. Raises OrderNotFound.
    """
    for row in data.rows.get("invoices", []):
        order = await by_number(session, str(row["order"]))
        asked_at = (order.completed_at or order.created_at) + timedelta(hours=1)
        number, tax_number = row.get("number"), row.get("tax_number")
        invoice = Invoice(
            order_id=order.id,
            order_no=order.order_no,
            user_id=order.user_id,
            status=ISSUED if number else REQUESTED,
            kind="company" if tax_number else "personal",
            tax_number=tax_number,
            amount_fen=due_fen(order),
            number=number,
            created_at=asked_at,
            issued_at=asked_at + timedelta(hours=4) if number else None,
        )
        session.add(invoice)
        await session.flush()
        seal(invoice, "title", row["title"])
        seal(invoice, "email", row["email"])
    await session.flush()
