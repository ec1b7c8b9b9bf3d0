"""The address book. At most one address is the default one; the database makes sure, the customer's row is the lock."""

from collections.abc import Sequence
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession

from app.core import clock
from app.core.crypto import seal, unseal
from app.core.privacy import require_consent
from app.modules.identity.errors import AddressNotFound, TooManyAddresses
from app.modules.identity.models import Address
from app.modules.identity.purposes import ADDRESS
from app.modules.identity.schemas import AddressIn, AddressOut
from app.modules.identity.service import lock
from app.modules.identity.settings import IdentitySettings


@dataclass(frozen=True)
class AddressInfo:
    """An address as an order keeps it; `text` is all of it in one line."""

    name: str
    phone: str
    text: str
    province: str
    city: str
    district: str


async def listed(session: AsyncSession, user_id: int) -> Sequence[Address]:
    """The default one first, then the newest."""
    mine = sa.select(Address).where(Address.user_id == user_id)
    return list(await session.scalars(mine.order_by(Address.is_default.desc(), Address.id.desc())))


async def find(session: AsyncSession, user_id: int, address_id: int) -> Address | None:
    return await session.scalar(sa.select(Address).where(Address.id == address_id, Address.user_id == user_id))


async def add(session: AsyncSession, user_id: int, body: AddressIn) -> Address:
    """Raises ConsentRequired, TooManyAddresses. The first address is the default one, whatever the body says."""
    await lock(session, user_id)
    await require_consent(session, user_id, ADDRESS.id)
    known = await session.scalar(sa.select(sa.func.count()).where(Address.user_id == user_id)) or 0
    if known >= (limit := IdentitySettings.load().max_addresses):
        raise TooManyAddresses(limit=limit)
    address = Address(
        user_id=user_id, province=body.province, city=body.city, district=body.district, created_at=clock.now()
    )
    session.add(address)
    await session.flush()
    _seal(address, body)
    if body.is_default or known == 0:
        await _make_default(session, address)
    await session.flush()
    return address


async def replace(session: AsyncSession, user_id: int, address_id: int, body: AddressIn) -> Address:
    """Raises ConsentRequired, AddressNotFound."""
    await lock(session, user_id)
    await require_consent(session, user_id, ADDRESS.id)
    address = await find(session, user_id, address_id)
    if address is None:
        raise AddressNotFound
    address.province, address.city, address.district = body.province, body.city, body.district
    _seal(address, body)
    if body.is_default:
        await _make_default(session, address)
    await session.flush()
    return address


async def remove(session: AsyncSession, user_id: int, address_id: int) -> None:
    """Raises AddressNotFound. When the default one goes, the newest takes its place."""
    await lock(session, user_id)
    address = await find(session, user_id, address_id)
    if address is None:
        raise AddressNotFound
    await session.delete(address)
    await session.flush()
    if address.is_default and (left := await listed(session, user_id)):
        await _make_default(session, left[0])
        await session.flush()


async def address_of(session: AsyncSession, user_id: int, address_id: int) -> AddressInfo | None:
    """A customer's own address, for the order that goes there; None for anybody else's."""
    address = await find(session, user_id, address_id)
    if address is None:
        return None
    name, phone, detail = (unseal(address, column) or "" for column in ("name", "phone", "detail"))
    province, city, district = address.province, address.city, address.district
    return AddressInfo(name, phone, f"{province}{city}{district}{detail}", province, city, district)


def shown(address: Address) -> AddressOut:
    return AddressOut(
        id=address.id,
        name=unseal(address, "name") or "",
        phone=unseal(address, "phone") or "",
        province=address.province,
        city=address.city,
        district=address.district,
        detail=unseal(address, "detail") or "",
        is_default=address.is_default,
    )


def _seal(address: Address, body: AddressIn) -> None:
    for column, value in (("name", body.name), ("phone", body.phone), ("detail", body.detail)):
        seal(address, column, value)


async def _make_default(session: AsyncSession, address: Address) -> None:
    others = sa.and_(Address.user_id == address.user_id, Address.is_default, Address.id != address.id)
    await session.execute(sa.update(Address).where(others).values(is_default=False))
    address.is_default = True
