"""The supplier whose person is asking."""

from dataclasses import dataclass
from typing import Annotated

import sqlalchemy as sa
from fastapi import Depends

from app.core.auth import CurrentUser
from app.core.context import Actor
from app.core.database import DatabaseDep
from app.core.errors import refuses
from app.modules.supplier.errors import NotSupplier
from app.modules.supplier.models import Contact


@dataclass(frozen=True)
class SupplierPerson:
    """One of a supplier's people, by his account in the mini-program."""

    supplier_id: int
    contact_id: int
    user_id: int

    @property
    def actor(self) -> Actor:
        return Actor("user", self.user_id)


@refuses(NotSupplier)
async def current_supplier(user: CurrentUser, database: DatabaseDep) -> SupplierPerson:
    async with database.read() as session:
        bound = sa.and_(Contact.user_id == user.id, Contact.revoked_at.is_(None))
        contact = await session.scalar(sa.select(Contact).where(bound))
    if contact is None:
        raise NotSupplier
    return SupplierPerson(contact.supplier_id, contact.id, user.id)


CurrentSupplier = Annotated[SupplierPerson, Depends(current_supplier)]
