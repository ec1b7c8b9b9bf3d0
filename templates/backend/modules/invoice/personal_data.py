"""What invoices know about a person.

That an invoice was made, its number and its amount are kept, as the books have to be (Tax Collection Law, rules for its
implementation, article 29); to whom, and where it was sent, is forgotten.
"""

from typing import Any

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession

from app.core import clock
from app.modules.identity.api import lock_user
from app.modules.invoice.models import Invoice, InvoiceFile
from app.modules.invoice.purposes import INVOICE as PURPOSE
from app.modules.invoice.queries import shown
from app.modules.invoice.states import CANCELED, REQUESTED


class InvoicePersonalData:
    section = "invoices"

    async def export(self, session: AsyncSession, user_id: int) -> list[dict[str, Any]]:
        rows = await session.scalars(sa.select(Invoice).where(Invoice.user_id == user_id).order_by(Invoice.id))
        return [shown(row).model_dump(mode="json") for row in rows]

    async def erase(self, session: AsyncSession, user_id: int) -> None:
        await lock_user(session, user_id)
        await self._forget(session, user_id)

    async def withdraw(self, session: AsyncSession, user_id: int, purpose: str) -> None:
        """Without a title and an address nothing can be issued: what was asked for is cancelled."""
        if purpose == PURPOSE.id:
            await self._forget(session, user_id)

    async def _forget(self, session: AsyncSession, user_id: int) -> None:
        mine = Invoice.user_id == user_id
        gone = {"status": CANCELED, "closed_at": clock.now(), "reason": "开票信息已删除"}
        await session.execute(sa.update(Invoice).where(mine, Invoice.status == REQUESTED).values(gone))
        files = InvoiceFile.invoice_id.in_(sa.select(Invoice.id).where(mine))
        await session.execute(sa.delete(InvoiceFile).where(files))
        forgotten = {"title": None, "tax_number": None, "email": None, "has_file": False}
        await session.execute(sa.update(Invoice).where(mine).values(forgotten))
