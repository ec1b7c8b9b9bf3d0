from fastapi import APIRouter
from sqlalchemy.ext.asyncio import AsyncSession

from app.core import clock
from app.core.auth import public
from app.core.database import DatabaseDep
from app.core.ids import Id
from app.modules.flash_sale import queries
from app.modules.flash_sale.schemas import SalesOut

router = APIRouter(prefix="/flash-sales", tags=["限时秒杀"], dependencies=[public])


@router.get("", summary="进行中与即将开始的秒杀")
async def announced(database: DatabaseDep) -> SalesOut:
    async with database.read() as session:
        return await _shown(session)


@router.get("/spus/{spu_id}", summary="一件商品的秒杀")
async def of_product(spu_id: Id, database: DatabaseDep) -> SalesOut:
    async with database.read() as session:
        return await _shown(session, spu_id)


async def _shown(session: AsyncSession, spu_id: int | None = None) -> SalesOut:
    return SalesOut(now=clock.now(), items=await queries.announced(session, spu_id=spu_id))
