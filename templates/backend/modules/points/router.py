from fastapi import APIRouter

from app.core.auth import CurrentUser
from app.core.database import DatabaseDep
from app.core.pagination import Page, PageDep
from app.modules.points import queries
from app.modules.points.schemas import EntryOut, PointsOut

router = APIRouter(prefix="/points", tags=["积分"])


@router.get("", summary="我的积分")
async def mine(user: CurrentUser, database: DatabaseDep) -> PointsOut:
    async with database.read() as session:
        return await queries.mine(session, user.id)


@router.get("/ledger", summary="积分明细")
async def ledger(user: CurrentUser, database: DatabaseDep, page: PageDep) -> Page[EntryOut]:
    async with database.read() as session:
        return await queries.ledger(session, user.id, page)
