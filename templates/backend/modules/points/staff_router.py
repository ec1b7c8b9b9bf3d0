from fastapi import APIRouter
from fastapi.responses import JSONResponse
from sqlalchemy.ext.asyncio import AsyncSession

from app.core.database import DatabaseDep
from app.core.errors import raises
from app.core.idempotency import StaffOnce
from app.core.ids import Id
from app.core.pagination import Page, PageDep
from app.core.staff import CurrentStaff, require
from app.modules.identity.api import UserNotFound
from app.modules.points import queries, service
from app.modules.points.errors import PointsShort
from app.modules.points.schemas import AdjustIn, StaffEntryOut, StaffPointsOut

router = APIRouter(prefix="/staff/points", tags=["店员·积分"])
READ, ADJUST = require("points.read"), require("points.adjust")


@router.get("/{user_id}", summary="顾客的积分", dependencies=[READ], responses=raises(UserNotFound))
async def balance(user_id: Id, database: DatabaseDep) -> StaffPointsOut:
    async with database.read() as session:
        return await queries.of_customer(session, user_id)


@router.get("/{user_id}/ledger", summary="顾客的积分明细", dependencies=[READ], responses=raises(UserNotFound))
async def ledger(user_id: Id, database: DatabaseDep, page: PageDep) -> Page[StaffEntryOut]:
    async with database.read() as session:
        return await queries.staff_ledger(session, user_id, page)


@router.post(
    "/{user_id}/adjust",
    summary="调整积分",
    dependencies=[ADJUST],
    response_model=StaffPointsOut,
    responses=raises(UserNotFound, PointsShort),
)
async def adjust(
    user_id: Id, body: AdjustIn, staff: CurrentStaff, once: StaffOnce, database: DatabaseDep
) -> JSONResponse:
    async def work(session: AsyncSession) -> StaffPointsOut:
        await service.adjust(session, staff.actor, user_id, body)
        return await queries.of_customer(session, user_id)

    return await once.run(database, work)
