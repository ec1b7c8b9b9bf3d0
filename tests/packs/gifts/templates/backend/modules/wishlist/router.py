from fastapi import APIRouter
from pydantic import BaseModel

from app.core.auth import CurrentUser
from app.core.database import DatabaseDep
from app.core.staff import require
from app.modules.wishlist import service

router = APIRouter(tags=["心愿单"])
TOP = 50


class WishesOut(BaseModel):
    items: list[int]


class WishedOut(BaseModel):
    spu_id: int
    count: int


class MostWishedOut(BaseModel):
    items: list[WishedOut]


@router.get("/wishes", summary="心愿单")
async def show(user: CurrentUser, database: DatabaseDep) -> WishesOut:
    async with database.read() as session:
        return WishesOut(items=await service.wishes(session, user.id))


@router.put("/wishes/{spu_id}", status_code=204, summary="收藏")
async def add(spu_id: int, user: CurrentUser, database: DatabaseDep) -> None:
    async with database.begin() as session:
        await service.add(session, user.id, spu_id)


@router.delete("/wishes/{spu_id}", status_code=204, summary="取消收藏")
async def remove(spu_id: int, user: CurrentUser, database: DatabaseDep) -> None:
    async with database.begin() as session:
        await service.remove(session, user.id, spu_id)


@router.get("/staff/wishes", dependencies=[require("wishlist.read")], summary="最受欢迎的商品")
async def most_wished(database: DatabaseDep) -> MostWishedOut:
    async with database.read() as session:
        rows = await service.most_wished(session, TOP)
    return MostWishedOut(items=[WishedOut(spu_id=spu_id, count=count) for spu_id, count in rows])
