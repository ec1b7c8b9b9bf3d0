from collections.abc import Awaitable, Callable

from fastapi import APIRouter
from fastapi.responses import JSONResponse
from sqlalchemy.ext.asyncio import AsyncSession

from app.core.database import DatabaseDep
from app.core.errors import raises
from app.core.idempotency import StaffOnce, repeatable
from app.core.ids import Id
from app.core.pagination import Page, PageDep
from app.core.staff import CurrentStaff, require
from app.modules.flash_sale import editing, queries
from app.modules.flash_sale.errors import SaleInvalid, SaleNotFound, SaleStatus
from app.modules.flash_sale.models import FlashSale
from app.modules.flash_sale.schemas import SaleIn, SaleOut, TakeOut

router = APIRouter(prefix="/staff/flash-sales", tags=["店员·限时秒杀"])
READ, EDIT = require("flash_sale.read"), require("flash_sale.edit")


@router.get("", summary="全部秒杀", dependencies=[READ])
async def page(database: DatabaseDep, page: PageDep) -> Page[SaleOut]:
    async with database.read() as session:
        return await queries.page_of(session, page)


@router.post(
    "",
    status_code=201,
    response_model=SaleOut,
    summary="新建秒杀",
    dependencies=[EDIT],
    responses=raises(SaleInvalid),
)
async def create(body: SaleIn, staff: CurrentStaff, once: StaffOnce, database: DatabaseDep) -> JSONResponse:
    async def work(session: AsyncSession) -> SaleOut:
        return await queries.one(session, (await editing.create(session, staff.actor, body)).id)

    return await once.run(database, work, status=201)


@router.get("/{sale_id}", summary="秒杀", dependencies=[READ], responses=raises(SaleNotFound))
async def one(sale_id: Id, database: DatabaseDep) -> SaleOut:
    async with database.read() as session:
        return await queries.one(session, sale_id)


@router.put(
    "/{sale_id}",
    summary="修改草稿",
    dependencies=[EDIT],
    responses=raises(SaleNotFound, SaleStatus, SaleInvalid),
)
async def edit(sale_id: Id, body: SaleIn, staff: CurrentStaff, database: DatabaseDep) -> SaleOut:
    return await _done(database, sale_id, lambda session: editing.edit(session, staff.actor, sale_id, body))


@router.post(
    "/{sale_id}/publish",
    summary="发布",
    dependencies=[EDIT],
    responses=raises(SaleNotFound, SaleStatus, SaleInvalid),
    openapi_extra=repeatable("leaves one state, once"),
)
async def publish(sale_id: Id, staff: CurrentStaff, database: DatabaseDep) -> SaleOut:
    return await _done(database, sale_id, lambda session: editing.publish(session, staff.actor, sale_id))


@router.post(
    "/{sale_id}/close",
    summary="提前结束",
    dependencies=[EDIT],
    responses=raises(SaleNotFound, SaleStatus),
    openapi_extra=repeatable("leaves one state, once"),
)
async def close(sale_id: Id, staff: CurrentStaff, database: DatabaseDep) -> SaleOut:
    return await _done(database, sale_id, lambda session: editing.close(session, staff.actor, sale_id))


@router.get("/{sale_id}/takes", summary="抢购记录", dependencies=[READ], responses=raises(SaleNotFound))
async def takes(sale_id: Id, database: DatabaseDep, page: PageDep) -> Page[TakeOut]:
    async with database.read() as session:
        return await queries.takes_of(session, sale_id, page)


async def _done(database: DatabaseDep, sale_id: int, work: Callable[[AsyncSession], Awaitable[FlashSale]]) -> SaleOut:
    async with database.begin() as session:
        await work(session)
        return await queries.one(session, sale_id)
