"""Stores, as customers look for them."""

from collections.abc import Collection, Sequence
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession

from app.core import clock
from app.core.clock import WEEKDAYS, ZONE
from app.modules.multi_store.distance import metres
from app.modules.multi_store.errors import StoreNotFound
from app.modules.multi_store.hours import words
from app.modules.multi_store.models import Store
from app.modules.multi_store.schemas import CitiesOut, CityOut, DayOut, StoreDetail, StoreOut
from app.modules.multi_store.settings import MultiStoreSettings

Place = tuple[float, float]
"""Latitude and longitude."""


async def nearest(session: AsyncSession, *, city: str | None = None, here: Place | None = None) -> list[StoreOut]:
    """Those in `city`, the nearest to `here` first, else as they were opened."""
    statement = sa.select(Store).order_by(Store.id)
    if city:
        statement = statement.where(Store.city == city)
    if MultiStoreSettings.load().closed == "hide":
        statement = statement.where(Store.active)
    now = clock.now()
    stores = [out(store, now, here) for store in await session.scalars(statement)]
    stores.sort(key=lambda store: (not store.active, store.distance_m or 0, store.id))
    return stores[: MultiStoreSettings.load().listed]


async def cities(session: AsyncSession) -> CitiesOut:
    """Where there are stores, the most first."""
    number = sa.func.count()
    statement = sa.select(Store.province, Store.city, number).where(Store.active).group_by(Store.province, Store.city)
    rows = await session.execute(statement.order_by(number.desc(), Store.city))
    return CitiesOut(items=[CityOut(province=province, city=city, stores=count) for province, city, count in rows])


async def find(session: AsyncSession, store_id: int) -> Store:
    """Raises StoreNotFound."""
    store = await session.get(Store, store_id, populate_existing=True)
    if store is None:
        raise StoreNotFound
    return store


async def one(session: AsyncSession, store_id: int) -> StoreOut:
    """Raises StoreNotFound."""
    return out(await find(session, store_id), clock.now(), None)


async def detail(session: AsyncSession, store_id: int, here: Place | None = None) -> StoreDetail:
    """Raises StoreNotFound."""
    store = await find(session, store_id)
    now = clock.now()
    today = now.astimezone(ZONE).date().isoformat()
    week = [DayOut(day=day, hours=words(spans)) for day, spans in zip(WEEKDAYS, store.week, strict=True)]
    to_come = sorted((day, spans) for day, spans in store.exceptions.items() if day >= today)
    exceptions = [DayOut(day=day, hours=words(spans)) for day, spans in to_come]
    return StoreDetail(**out(store, now, here).model_dump(), week=week, exceptions=exceptions)


async def by_id(session: AsyncSession, ids: Collection[int]) -> dict[int, Store]:
    rows: Sequence[Store] = (await session.scalars(sa.select(Store).where(Store.id.in_(ids)))).all()
    return {store.id: store for store in rows}


def out(store: Store, now: datetime, here: Place | None) -> StoreOut:
    plain = {name: getattr(store, name) for name in StoreOut.model_fields.keys() - _MADE}
    return StoreOut(
        **plain,
        open=store.active and store.hours.is_open(now),
        changes_at=store.hours.changes_at(now) if store.active else None,
        today=words(store.hours.of(now.astimezone(ZONE).date())),
        distance_m=metres(*here, store.latitude, store.longitude) if here else None,
    )


_MADE = {"open", "changes_at", "today", "distance_m"}
