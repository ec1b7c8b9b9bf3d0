from typing import Annotated

from fastapi import APIRouter, Query

from app.core.auth import CurrentUser
from app.core.database import DatabaseDep
from app.core.ids import Id
from app.core.pagination import Page, PageDep
from app.modules.member_tier import queries
from app.modules.member_tier.schemas import GrowthOut, MemberPricesOut, MembershipOut

router = APIRouter(prefix="/membership", tags=["会员"])


@router.get("", summary="我的会员等级")
async def mine(user: CurrentUser, database: DatabaseDep) -> MembershipOut:
    async with database.read() as session:
        return await queries.mine(session, user.id)


@router.get("/growth", summary="成长值明细")
async def growth(user: CurrentUser, database: DatabaseDep, page: PageDep) -> Page[GrowthOut]:
    async with database.read() as session:
        return await queries.ledger(session, user.id, page)


@router.get("/prices", summary="我的会员价")
async def prices(
    sku_id: Annotated[list[Id], Query(min_length=1, max_length=200)], user: CurrentUser, database: DatabaseDep
) -> MemberPricesOut:
    async with database.read() as session:
        return await queries.prices(session, user.id, sku_id)
