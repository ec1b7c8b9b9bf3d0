"""Stock by place, for staff."""

from fastapi import APIRouter
from fastapi.responses import JSONResponse
from sqlalchemy.ext.asyncio import AsyncSession

from app.contracts.stock import within_reach
from app.core.database import DatabaseDep
from app.core.errors import raises
from app.core.idempotency import StaffOnce
from app.core.ids import Id
from app.core.staff import CurrentStaff, Staff, require
from app.core.staff.principal import Forbidden
from app.modules.catalog.api import SkuNotFound
from app.modules.inventory import places
from app.modules.inventory.errors import LocationNotFound, StockTooLow
from app.modules.inventory.schemas import LocalAdjustIn, LocalStocks, TransferIn

router = APIRouter(prefix="/staff/stock/{sku_id}", tags=["库存管理"])

READ, ADJUST = "inventory.read", "inventory.adjust"
REFUSALS = raises(SkuNotFound, LocationNotFound, StockTooLow, Forbidden)


@router.get("/locations", summary="各地点的库存", dependencies=[require(READ)], responses=raises(SkuNotFound))
async def listed(sku_id: Id, staff: CurrentStaff, database: DatabaseDep) -> LocalStocks:
    async with database.read() as session:
        return await _out(session, staff, READ, sku_id)


@router.post(
    "/locations/adjust",
    summary="调整某个地点的库存",
    dependencies=[require(ADJUST)],
    response_model=LocalStocks,
    responses=REFUSALS,
)
async def adjust(
    sku_id: Id, body: LocalAdjustIn, staff: CurrentStaff, once: StaffOnce, database: DatabaseDep
) -> JSONResponse:
    async def work(session: AsyncSession) -> LocalStocks:
        await places.check_reach(session, staff, ADJUST, body.location_id)
        await places.adjust(session, staff.actor, sku_id, body)
        return await _out(session, staff, ADJUST, sku_id)

    return await once.run(database, work)


@router.post(
    "/transfer", summary="调拨", dependencies=[require(ADJUST)], response_model=LocalStocks, responses=REFUSALS
)
async def transfer(
    sku_id: Id, body: TransferIn, staff: CurrentStaff, once: StaffOnce, database: DatabaseDep
) -> JSONResponse:
    async def work(session: AsyncSession) -> LocalStocks:
        await places.check_reach(session, staff, ADJUST, body.source_id, body.target_id)
        await places.transfer(session, staff.actor, sku_id, body)
        return await _out(session, staff, ADJUST, sku_id)

    return await once.run(database, work)


async def _out(session: AsyncSession, staff: Staff, permission: str, sku_id: int) -> LocalStocks:
    reach = await within_reach(session, staff, permission)
    return LocalStocks(items=await places.of_sku(session, sku_id, reach))
