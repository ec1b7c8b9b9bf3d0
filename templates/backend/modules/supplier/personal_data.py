"""What suppliers' contacts know about a person: that his account acts for a supplier."""

from typing import Any

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession

from app.core.crypto import unseal
from app.modules.supplier import contacts
from app.modules.supplier.models import Contact, Supplier


class SupplierPersonalData:
    section = "supplier"

    async def export(self, session: AsyncSession, user_id: int) -> list[dict[str, Any]]:
        mine = sa.select(Contact, Supplier.name).join(Supplier, Supplier.id == Contact.supplier_id)
        rows = await session.execute(mine.where(Contact.user_id == user_id))
        return [
            {
                "supplier": supplier,
                "name": unseal(contact, "name"),
                "phone": unseal(contact, "phone"),
                "bound_at": contact.bound_at,
            }
            for contact, supplier in rows
        ]

    async def erase(self, session: AsyncSession, user_id: int) -> None:
        """Whom to call at a supplier is the business's to know; that this account is his is forgotten."""
        await contacts.unbind(session, user_id)

    async def withdraw(self, session: AsyncSession, user_id: int, purpose: str) -> None:
        """Nothing was collected for a purpose of its own."""
