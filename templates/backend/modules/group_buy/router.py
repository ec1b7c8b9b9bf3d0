from typing import Annotated

from fastapi import APIRouter, Path

from app.core.auth import CurrentUser, public
from app.core.database import DatabaseDep
from app.core.errors import raises
from app.core.ids import Id
from app.core.pagination import Page, PageDep
from app.modules.group_buy import queries
from app.modules.group_buy.errors import GroupNotFound
from app.modules.group_buy.schemas import GroupBuyOut, GroupOut, OfProductOut

router = APIRouter(tags=["拼团"])

Code = Annotated[str, Path(min_length=1, max_length=16)]


@router.get("/group-buys", summary="进行中的拼团", dependencies=[public])
async def running(database: DatabaseDep, page: PageDep) -> Page[GroupBuyOut]:
    async with database.read() as session:
        return await queries.running(session, page)


@router.get("/group-buys/spus/{spu_id}", summary="一件商品的拼团", dependencies=[public])
async def of_product(spu_id: Id, database: DatabaseDep) -> OfProductOut:
    async with database.read() as session:
        return await queries.of_product(session, spu_id)


@router.get("/groups/of-order/{order_id}", summary="订单所在的团", responses=raises(GroupNotFound))
async def of_order(order_id: Id, user: CurrentUser, database: DatabaseDep) -> GroupOut:
    async with database.read() as session:
        return await queries.group_of_order(session, order_id, user.id)


@router.get("/groups/{code}", summary="拼团进度", responses=raises(GroupNotFound))
async def group(code: Code, user: CurrentUser, database: DatabaseDep) -> GroupOut:
    async with database.read() as session:
        found = await queries.group_by_code(session, code)
        return (await queries.shown(session, [found], user.id))[0]


@router.get("/me/groups", summary="我的拼团")
async def mine(user: CurrentUser, database: DatabaseDep, page: PageDep) -> Page[GroupOut]:
    async with database.read() as session:
        return await queries.mine(session, user.id, page)
