"""The suppliers themselves: kept, changed, and their standing."""

import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncSession

from app.core import audit, clock
from app.core.context import Actor
from app.core.crypto import seal
from app.modules.supplier.errors import SupplierExists, SupplierMoved, SupplierNotActive, SupplierNotFound
from app.modules.supplier.models import Supplier
from app.modules.supplier.schemas import SupplierIn
from app.modules.supplier.states import ACTIVE, BLOCKED, SUPPLIER, SUSPENDED

MOVES = {"suspend": SUSPENDED, "block": BLOCKED, "activate": ACTIVE}


async def find(session: AsyncSession, supplier_id: int, *, lock: bool = False) -> Supplier:
    """Raises SupplierNotFound."""
    wanted = sa.select(Supplier).where(Supplier.id == supplier_id)
    if lock:
        wanted = wanted.with_for_update()
    supplier = await session.scalar(wanted, execution_options={"populate_existing": True})
    if supplier is None:
        raise SupplierNotFound
    return supplier


async def create(session: AsyncSession, actor: Actor, body: SupplierIn) -> Supplier:
    """Raises SupplierExists."""
    values = body.model_dump(exclude={"bank_account"})
    supplier = Supplier(**values, status=SUPPLIER.initial, created_at=clock.now())
    await _write(session, supplier, body.bank_account)
    await audit.record(session, actor, "supplier.create", "supplier", supplier.id)
    return supplier


async def change(session: AsyncSession, actor: Actor, supplier_id: int, body: SupplierIn) -> Supplier:
    """Raises SupplierNotFound, SupplierExists."""
    supplier = await find(session, supplier_id, lock=True)
    for name, value in body.model_dump(exclude={"bank_account"}).items():
        setattr(supplier, name, value)
    await _write(session, supplier, body.bank_account)
    await audit.record(session, actor, "supplier.edit", "supplier", supplier_id)
    return supplier


async def _write(session: AsyncSession, supplier: Supplier, bank_account: str | None) -> None:
    """Raises SupplierExists."""
    try:
        async with session.begin_nested():
            session.add(supplier)
            await session.flush()
    except IntegrityError:
        raise SupplierExists from None
    if bank_account is not None:
        seal(supplier, "bank_account", bank_account or None)
        await session.flush()


async def set_standing(session: AsyncSession, actor: Actor, supplier_id: int, action: str, reason: str) -> None:
    """`action` is suspend, block or activate. Raises SupplierNotFound, SupplierMoved."""
    supplier = await find(session, supplier_id)
    if not await SUPPLIER.move(session, Supplier, supplier_id, to=MOVES[action], reason=reason):
        raise SupplierMoved(status=supplier.status)
    await audit.record(session, actor, f"supplier.{action}", "supplier", supplier_id, reason=reason)


async def check_standing(session: AsyncSession, supplier_id: int, *, new: bool) -> Supplier:
    """The supplier, whose standing stays what it is until the transaction ends.

    `new`: for something new, such as a quote; otherwise what was agreed goes on. Raises SupplierNotFound,
    SupplierNotActive.
    """
    wanted = sa.select(Supplier).where(Supplier.id == supplier_id).with_for_update(read=True)
    supplier = await session.scalar(wanted, execution_options={"populate_existing": True})
    if supplier is None:
        raise SupplierNotFound
    if supplier.status not in ({ACTIVE} if new else {ACTIVE, SUSPENDED}):
        raise SupplierNotActive(status=supplier.status)
    return supplier
