"""A supplier's people: how somebody's phone becomes a supplier's, and stops being one.

Who buys gives the contact a code. The phone that gives it back belongs to him from then on; the database keeps only
the code's hash.
"""

import hashlib
import secrets
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession

from app.core import audit, clock
from app.core.context import Actor
from app.core.crypto import seal
from app.core.database import changed
from app.modules.identity.api import lock_user
from app.modules.supplier import keeping
from app.modules.supplier.errors import (
    AlreadySupplier,
    ContactBound,
    ContactNotFound,
    ContactRevoked,
    InvitationWrong,
)
from app.modules.supplier.models import Contact
from app.modules.supplier.schemas import ContactIn
from app.modules.supplier.settings import SupplierSettings


async def add(session: AsyncSession, actor: Actor, supplier_id: int, body: ContactIn) -> Contact:
    """Raises SupplierNotFound."""
    await keeping.find(session, supplier_id)
    contact = Contact(supplier_id=supplier_id, title=body.title, created_at=clock.now())
    session.add(contact)
    await session.flush()
    seal(contact, "name", body.name)
    seal(contact, "phone", body.phone or None)
    await session.flush()
    await audit.record(session, actor, "supplier_contact.create", "supplier_contact", contact.id)
    return contact


async def find(session: AsyncSession, contact_id: int) -> Contact:
    """Raises ContactNotFound."""
    contact = await session.get(Contact, contact_id, populate_existing=True)
    if contact is None:
        raise ContactNotFound
    return contact


def hash_of(code: str) -> str:
    return hashlib.sha256(code.encode()).hexdigest()


async def invite(session: AsyncSession, actor: Actor, contact_id: int) -> tuple[str, datetime]:
    """A new code and how long it is good; the one before is good for nothing.

    Raises ContactNotFound, ContactRevoked, ContactBound.
    """
    code, until = secrets.token_hex(16), clock.now() + SupplierSettings.load().invitation_for
    waits = sa.and_(Contact.id == contact_id, Contact.user_id.is_(None), Contact.revoked_at.is_(None))
    values = {"code_hash": hash_of(code), "code_until": until}
    if not await changed(session, sa.update(Contact).where(waits).values(values)):
        contact = await find(session, contact_id)
        raise ContactRevoked if contact.revoked_at else ContactBound
    await audit.record(session, actor, "supplier_contact.invite", "supplier_contact", contact_id)
    return code, until


async def revoke(session: AsyncSession, actor: Actor, contact_id: int) -> None:
    """He is nobody's contact any more. Raises ContactNotFound, ContactRevoked."""
    standing = sa.and_(Contact.id == contact_id, Contact.revoked_at.is_(None))
    values = {"revoked_at": clock.now(), "user_id": None, "code_hash": None, "code_until": None}
    if not await changed(session, sa.update(Contact).where(standing).values(values)):
        await find(session, contact_id)
        raise ContactRevoked
    await audit.record(session, actor, "supplier_contact.revoke", "supplier_contact", contact_id)


async def bind(session: AsyncSession, user_id: int, code: str) -> None:
    """The account gives back an invitation. Raises InvitationWrong, AlreadySupplier."""
    await lock_user(session, user_id)
    if await session.scalar(sa.select(sa.exists().where(Contact.user_id == user_id))):
        raise AlreadySupplier
    now = clock.now()
    good = sa.and_(
        Contact.code_hash == hash_of(code),
        Contact.code_until > now,
        Contact.user_id.is_(None),
        Contact.revoked_at.is_(None),
    )
    values = {"user_id": user_id, "bound_at": now, "code_hash": None, "code_until": None}
    if not await changed(session, sa.update(Contact).where(good).values(values)):
        raise InvitationWrong


async def unbind(session: AsyncSession, user_id: int) -> None:
    """The account is nobody's any more; harmless when it was not."""
    mine = sa.update(Contact).where(Contact.user_id == user_id)
    await session.execute(mine.values(user_id=None, bound_at=None))
