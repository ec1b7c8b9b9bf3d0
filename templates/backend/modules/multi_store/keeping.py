"""What staff do to stores, and who works where."""

from collections.abc import Collection, Sequence
from typing import Any

import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncSession

from app.core import audit, clock
from app.core.context import Actor
from app.core.staff import Staff
from app.core.staff.model import StaffAccount
from app.core.staff.principal import Forbidden
from app.modules.multi_store.errors import StaffUnknown, StoreCodeTaken, StoreNotFound
from app.modules.multi_store.models import Store, StoreStaff
from app.modules.multi_store.schemas import StoreIn


async def create(session: AsyncSession, actor: Actor, body: StoreIn) -> Store:
    """Raises StoreCodeTaken."""
    store = Store(**_values(body), created_at=clock.now())
    session.add(store)
    await _flush(session)
    await audit.record(session, actor, "store.create", "store", store.id, name=store.name)
    return store


async def update(session: AsyncSession, actor: Actor, store_id: int, body: StoreIn) -> Store:
    """Raises StoreNotFound, StoreCodeTaken."""
    store = await session.get(Store, store_id, with_for_update=True, populate_existing=True)
    if store is None:
        raise StoreNotFound
    for name, value in _values(body).items():
        setattr(store, name, value)
    await _flush(session)
    await audit.record(session, actor, "store.edit", "store", store_id, name=store.name)
    return store


async def set_staff(session: AsyncSession, actor: Actor, store_id: int, staff_ids: Collection[int]) -> None:
    """Who works there from now on. Raises StoreNotFound, StaffUnknown."""
    if await session.get(Store, store_id, with_for_update=True) is None:
        raise StoreNotFound
    wanted = set(staff_ids)
    there = set(await session.scalars(sa.select(StaffAccount.id).where(StaffAccount.id.in_(wanted))))
    if unknown := sorted(wanted - there):
        raise StaffUnknown(staff_ids=unknown)
    await session.execute(sa.delete(StoreStaff).where(StoreStaff.store_id == store_id))
    session.add_all(StoreStaff(store_id=store_id, staff_id=staff_id) for staff_id in sorted(wanted))
    await session.flush()
    await audit.record(session, actor, "store.staff", "store", store_id, staff_ids=sorted(wanted))


async def staff_of(session: AsyncSession, store_ids: Collection[int]) -> dict[int, list[int]]:
    """Who works in each store."""
    query = sa.select(StoreStaff).where(StoreStaff.store_id.in_(store_ids)).order_by(StoreStaff.staff_id)
    working: dict[int, list[int]] = {store_id: [] for store_id in store_ids}
    for row in await session.scalars(query):
        working[row.store_id].append(row.staff_id)
    return working


async def stores_of(session: AsyncSession, staff_id: int) -> frozenset[int]:
    """Where somebody works."""
    return frozenset(await session.scalars(sa.select(StoreStaff.store_id).where(StoreStaff.staff_id == staff_id)))


async def reach(session: AsyncSession, staff: Staff, permission: str) -> frozenset[int] | None:
    """The stores that a permission of somebody's goes to; None: to all of them."""
    return None if staff.scope(permission) == "all" else await stores_of(session, staff.id)


async def check_reach(session: AsyncSession, staff: Staff, permission: str, store_id: int) -> None:
    """Raises Forbidden when the permission ends at another store's door."""
    within = await reach(session, staff, permission)
    if within is not None and store_id not in within:
        raise Forbidden(permission=permission, store_id=store_id)


async def listed(session: AsyncSession, within: frozenset[int] | None) -> Sequence[Store]:
    query = sa.select(Store).order_by(Store.id)
    return (await session.scalars(query if within is None else query.where(Store.id.in_(within)))).all()


def _values(body: StoreIn) -> dict[str, Any]:
    return body.model_dump(mode="json")


async def _flush(session: AsyncSession) -> None:
    try:
        await session.flush()
    except IntegrityError:
        raise StoreCodeTaken from None
