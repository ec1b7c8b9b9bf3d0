"""What other modules may use of this one."""

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession

from app.modules.supplier.errors import NotSupplier, SupplierNotActive, SupplierNotFound
from app.modules.supplier.keeping import check_standing
from app.modules.supplier.models import Contact, Supplier
from app.modules.supplier.principal import CurrentSupplier, SupplierPerson
from app.modules.supplier.queries import names
from app.modules.supplier.states import ACTIVE

__all__ = [
    "CurrentSupplier",
    "NotSupplier",
    "Supplier",
    "SupplierNotActive",
    "SupplierNotFound",
    "SupplierPerson",
    "active_suppliers",
    "check_standing",
    "first_contact",
    "names",
    "people",
    "supplier_of",
]


async def people(session: AsyncSession, supplier_id: int) -> list[int]:
    """The accounts in the mini-program of those who act for a supplier: whom to tell something."""
    bound = sa.and_(Contact.supplier_id == supplier_id, Contact.user_id.is_not(None), Contact.revoked_at.is_(None))
    rows = await session.scalars(sa.select(Contact.user_id).where(bound).order_by(Contact.id))
    return [user_id for user_id in rows if user_id is not None]


async def supplier_of(session: AsyncSession, user_id: int) -> int | None:
    """Whose person this account is; None for nobody's."""
    bound = sa.and_(Contact.user_id == user_id, Contact.revoked_at.is_(None))
    return await session.scalar(sa.select(Contact.supplier_id).where(bound))


async def active_suppliers(session: AsyncSession) -> list[tuple[int, str]]:
    """Who may be asked for something new, by name."""
    active = sa.select(Supplier.id, Supplier.name).where(Supplier.status == ACTIVE).order_by(Supplier.name)
    return [(row.id, row.name) for row in await session.execute(active)]


async def first_contact(session: AsyncSession, supplier_id: int) -> int:
    """The id of whoever is written down first. Raises ValueError where nobody is."""
    theirs = sa.and_(Contact.supplier_id == supplier_id, Contact.revoked_at.is_(None))
    found = await session.scalar(sa.select(Contact.id).where(theirs).order_by(Contact.id).limit(1))
    if found is None:
        raise ValueError(f"supplier {supplier_id} has no contact")
    return found
