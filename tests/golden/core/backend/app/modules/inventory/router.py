from fastapi import APIRouter, Depends, Request
from fastapi.responses import JSONResponse
from sqlalchemy.ext.asyncio import AsyncSession

from app.core.database import DatabaseDep
from app.core.errors import raises, refuses
from app.core.idempotency import StaffOnce
from app.core.ids import Id
from app.core.pagination import Page, PageDep
from app.core.staff import CurrentStaff, require
from app.core.staff.principal import Forbidden
from app.modules.catalog.api import SkuNotFound
from app.modules.inventory import service
from app.modules.inventory.errors import SkuNotCounted, StockTooLow
from app.modules.inventory.schemas import AdjustIn, LowAtIn, MoveOut, StockOut


@refuses(Forbidden)
async def whole_shop(request: Request, staff: CurrentStaff) -> None:
    """The warehouse is nobody's store: a permission that ends at a store's door does not reach it."""
    permission = "inventory.read" if request.method == "GET" else "inventory.adjust"
    if staff.scope(permission) != "all":
        raise Forbidden(permission=permission)


router = APIRouter(prefix="/staff/stock", tags=["库存管理"], dependencies=[Depends(whole_shop)])
READ, ADJUST = require("inventory.read"), require("inventory.adjust")


@router.get("/low", summary="库存偏低", dependencies=[READ])
async def low(database: DatabaseDep, page: PageDep) -> Page[StockOut]:
    async with database.read() as session:
        return await service.low(session, page)


@router.get("/{sku_id}", summary="库存", dependencies=[READ], responses=raises(SkuNotCounted))
async def stock(sku_id: Id, database: DatabaseDep) -> StockOut:
    async with database.read() as session:
        return await service.one(session, sku_id)


@router.get("/{sku_id}/moves", summary="库存流水", dependencies=[READ], responses=raises(SkuNotCounted))
async def moves(sku_id: Id, database: DatabaseDep, page: PageDep) -> Page[MoveOut]:
    async with database.read() as session:
        return await service.moves(session, sku_id, page)


@router.post(
    "/{sku_id}/adjust",
    summary="调整库存",
    dependencies=[ADJUST],
    response_model=StockOut,
    responses=raises(SkuNotFound, StockTooLow),
)
async def adjust(
    sku_id: Id, body: AdjustIn, staff: CurrentStaff, once: StaffOnce, database: DatabaseDep
) -> JSONResponse:
    async def work(session: AsyncSession) -> StockOut:
        return await service.adjust(session, staff.actor, sku_id, body)

    return await once.run(database, work)


@router.put("/{sku_id}/low-at", summary="设置预警数量", dependencies=[ADJUST], responses=raises(SkuNotCounted))
async def set_low_at(sku_id: Id, body: LowAtIn, staff: CurrentStaff, database: DatabaseDep) -> StockOut:
    async with database.begin() as session:
        return await service.set_low_at(session, staff.actor, sku_id, body.low_at)
