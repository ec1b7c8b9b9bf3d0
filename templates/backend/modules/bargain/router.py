from typing import Annotated

from fastapi import APIRouter, Path
from fastapi.responses import JSONResponse
from sqlalchemy.ext.asyncio import AsyncSession

from app.core.auth import CurrentUser, public
from app.core.database import DatabaseDep
from app.core.errors import raises
from app.core.idempotency import UserOnce
from app.core.ids import Id
from app.core.pagination import Page, PageDep
from app.modules.activity.api import LimitReached
from app.modules.bargain import bargaining, queries
from app.modules.bargain.errors import (
    ActivityNotFound,
    AlreadyHelped,
    BargainNotFound,
    BargainOver,
    BargainSoldOut,
    OwnBargain,
)
from app.modules.bargain.schemas import ActivityOut, BargainOut, HelpedOut, OfProductOut, StartIn

router = APIRouter(tags=["砍价"])

Code = Annotated[str, Path(min_length=1, max_length=16)]


@router.get("/bargain-activities", summary="进行中的砍价活动", dependencies=[public])
async def running(database: DatabaseDep, page: PageDep) -> Page[ActivityOut]:
    async with database.read() as session:
        return await queries.running(session, page)


@router.get("/bargain-activities/spus/{spu_id}", summary="一件商品的砍价活动", dependencies=[public])
async def of_product(spu_id: Id, database: DatabaseDep) -> OfProductOut:
    async with database.read() as session:
        return await queries.of_product(session, spu_id)


@router.post(
    "/bargains",
    status_code=201,
    response_model=BargainOut,
    summary="发起砍价",
    responses=raises(ActivityNotFound, BargainOver, BargainSoldOut, LimitReached),
)
async def start(body: StartIn, user: CurrentUser, once: UserOnce, database: DatabaseDep) -> JSONResponse:
    async def work(session: AsyncSession) -> BargainOut:
        record = await bargaining.start(session, user.id, body.activity_id)
        return (await queries.shown(session, [record], user.id))[0]

    return await once.run(database, work, status=201)


@router.get("/bargains/{code}", summary="砍价进度", responses=raises(BargainNotFound))
async def record(code: Code, user: CurrentUser, database: DatabaseDep) -> BargainOut:
    async with database.read() as session:
        return (await queries.shown(session, [await queries.record(session, code)], user.id))[0]


@router.post(
    "/bargains/{code}/help",
    response_model=HelpedOut,
    summary="帮好友砍一刀",
    responses=raises(BargainNotFound, BargainOver, OwnBargain, AlreadyHelped, LimitReached),
)
async def help_with(code: Code, user: CurrentUser, once: UserOnce, database: DatabaseDep) -> JSONResponse:
    async def work(session: AsyncSession) -> HelpedOut:
        helped = await bargaining.help_with(session, user.id, code)
        (shown,) = await queries.shown(session, [await queries.record(session, code)], user.id)
        return HelpedOut(cut_fen=helped.cut_fen, record=shown)

    return await once.run(database, work)


@router.get("/me/bargains", summary="我的砍价")
async def mine(user: CurrentUser, database: DatabaseDep, page: PageDep) -> Page[BargainOut]:
    async with database.read() as session:
        return await queries.mine(session, user.id, page)
