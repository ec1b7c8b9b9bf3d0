"""Stores, for everybody."""

from typing import Annotated

from fastapi import APIRouter, Query

from app.core.auth import public
from app.core.database import DatabaseDep
from app.core.errors import raises
from app.core.ids import Id
from app.modules.multi_store import service
from app.modules.multi_store.errors import StoreNotFound
from app.modules.multi_store.schemas import CitiesOut, Latitude, Longitude, StoreDetail, StoresOut

router = APIRouter(prefix="/stores", tags=["门店"])

Lat = Annotated[Latitude | None, Query(description="Where the customer is; with `longitude`")]
Lon = Annotated[Longitude | None, Query()]


def _here(latitude: float | None, longitude: float | None) -> service.Place | None:
    return None if latitude is None or longitude is None else (latitude, longitude)


@router.get("", summary="门店列表，近的在前", dependencies=[public])
async def listed(
    database: DatabaseDep,
    city: Annotated[str | None, Query(max_length=30)] = None,
    latitude: Lat = None,
    longitude: Lon = None,
) -> StoresOut:
    async with database.read() as session:
        return StoresOut(items=await service.nearest(session, city=city, here=_here(latitude, longitude)))


@router.get("/cities", summary="有门店的城市", dependencies=[public])
async def cities(database: DatabaseDep) -> CitiesOut:
    async with database.read() as session:
        return await service.cities(session)


@router.get("/{store_id}", summary="门店详情", dependencies=[public], responses=raises(StoreNotFound))
async def detail(store_id: Id, database: DatabaseDep, latitude: Lat = None, longitude: Lon = None) -> StoreDetail:
    async with database.read() as session:
        return await service.detail(session, store_id, _here(latitude, longitude))
