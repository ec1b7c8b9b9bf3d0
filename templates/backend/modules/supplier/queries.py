"""Reading suppliers and their people."""

from collections.abc import Collection, Sequence

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession

from app.contracts.supplier import SUPPLIER_WORK
from app.core import audit
from app.core.crypto import unseal
from app.core.masking import mask_name, mask_phone
from app.core.pagination import Page, PageQuery, paginate
from app.core.staff import Staff
from app.modules.supplier import contacts, keeping
from app.modules.supplier.models import Contact, Supplier
from app.modules.supplier.principal import SupplierPerson
from app.modules.supplier.schemas import ContactOut, PortalOut, SupplierDetail, SupplierOut, WaitingOut
from app.modules.supplier.states import BLOCKED, LABELS

REVEAL = "personal.reveal"


def account_text(supplier: Supplier, *, masked: bool) -> str:
    """The bank account, or its last four digits."""
    account = unseal(supplier, "bank_account") or ""
    return f"**** {account[-4:]}" if masked and account else account


def contact_out(contact: Contact, *, masked: bool) -> ContactOut:
    name, phone = unseal(contact, "name") or "", unseal(contact, "phone") or ""
    return ContactOut(
        id=contact.id,
        name=mask_name(name) if masked else name,
        phone=mask_phone(phone) if masked else phone,
        title=contact.title,
        bound_at=contact.bound_at if contact.user_id else None,
        revoked_at=contact.revoked_at,
    )


def brief(supplier: Supplier) -> SupplierOut:
    return SupplierOut(
        id=supplier.id,
        code=supplier.code,
        name=supplier.name,
        credit_code=supplier.credit_code,
        categories=supplier.categories,
        status=supplier.status,
        status_label=LABELS[supplier.status],
        reason=supplier.reason,
        created_at=supplier.created_at,
    )


async def page_of(session: AsyncSession, page: PageQuery, status: str | None, q: str | None) -> Page[SupplierOut]:
    """Newest first. Raises CursorInvalid."""
    statement = sa.select(Supplier)
    if status is not None:
        statement = statement.where(Supplier.status == status)
    if q:
        named = (Supplier.name, Supplier.code, Supplier.credit_code)
        statement = statement.where(sa.or_(*(column.contains(q, autoescape=True) for column in named)))
    rows, cursor = await paginate(session, statement, page, key=[Supplier.id])
    return Page(items=[brief(row) for row in rows], next_cursor=cursor)


async def people_of(session: AsyncSession, supplier_id: int) -> Sequence[Contact]:
    theirs = sa.select(Contact).where(Contact.supplier_id == supplier_id).order_by(Contact.id)
    return (await session.scalars(theirs)).all()


async def detail(session: AsyncSession, supplier_id: int, *, masked: bool) -> SupplierDetail:
    """Raises SupplierNotFound."""
    supplier = await keeping.find(session, supplier_id)
    people = await people_of(session, supplier_id)
    return SupplierDetail(
        **brief(supplier).model_dump(),
        address=supplier.address,
        bank_name=supplier.bank_name,
        bank_account=account_text(supplier, masked=masked),
        contacts=[contact_out(one, masked=masked) for one in people],
    )


async def note_look(session: AsyncSession, staff: Staff, supplier_id: int) -> None:
    """Whoever reads bank accounts and phone numbers in full is on record."""
    await audit.record(session, staff.actor, "supplier.reveal", "supplier", supplier_id)


async def names(session: AsyncSession, ids: Collection[int]) -> dict[int, str]:
    """What suppliers are called."""
    wanted = sa.select(Supplier.id, Supplier.name).where(Supplier.id.in_(ids))
    return dict((await session.execute(wanted)).all())


async def portal(session: AsyncSession, person: SupplierPerson) -> PortalOut:
    """What waits for whom; a blocked supplier has nothing to do."""
    supplier = await keeping.find(session, person.supplier_id)
    contact = await contacts.find(session, person.contact_id)
    works = [] if supplier.status == BLOCKED else SUPPLIER_WORK.all()
    waiting = [await work.waiting(session, supplier.id) for work in works]
    return PortalOut(
        name=supplier.name,
        contact=unseal(contact, "name") or "",
        status=supplier.status,
        status_label=LABELS[supplier.status],
        waiting=[WaitingOut(page=one.page, label=one.label, count=one.count) for one in waiting],
    )
