from fastapi import APIRouter, Response
from fastapi.responses import JSONResponse
from pydantic import BaseModel
from sqlalchemy.ext.asyncio import AsyncSession

from app.core.database import DatabaseDep
from app.core.errors import raises
from app.core.idempotency import StaffOnce
from app.core.ids import Id
from app.core.pagination import Page, PageDep
from app.core.staff import CurrentStaff, require
from app.modules.identity.api import UserNotFound
from app.modules.member_tier import editing, queries, service
from app.modules.member_tier.errors import (
    CategoriesInvalid,
    FirstTier,
    GrowthShort,
    TierHeld,
    TierNotFound,
    TierTaken,
)
from app.modules.member_tier.schemas import AdjustIn, StaffGrowthOut, StaffMemberOut, StaffTierOut, TierIn

router = APIRouter(prefix="/staff", tags=["店员·会员"])
READ, EDIT, ADJUST = require("member_tier.read"), require("member_tier.edit"), require("member_tier.adjust")


class TiersOut(BaseModel):
    items: list[StaffTierOut]


@router.get("/member-tiers", summary="会员等级", dependencies=[READ])
async def tiers(database: DatabaseDep) -> TiersOut:
    async with database.read() as session:
        return TiersOut(items=[queries.staff_tier(tier) for tier in await editing.tiers(session)])


@router.post(
    "/member-tiers",
    summary="新建会员等级",
    dependencies=[EDIT],
    status_code=201,
    response_model=StaffTierOut,
    responses=raises(CategoriesInvalid, TierTaken),
)
async def create_tier(body: TierIn, staff: CurrentStaff, once: StaffOnce, database: DatabaseDep) -> JSONResponse:
    async def work(session: AsyncSession) -> StaffTierOut:
        return queries.staff_tier(await editing.create_tier(session, staff.actor, body))

    return await once.run(database, work, status=201)


@router.put(
    "/member-tiers/{tier_id}",
    summary="修改会员等级",
    dependencies=[EDIT],
    responses=raises(TierNotFound, CategoriesInvalid, TierTaken, FirstTier),
)
async def update_tier(tier_id: Id, body: TierIn, staff: CurrentStaff, database: DatabaseDep) -> StaffTierOut:
    async with database.begin() as session:
        return queries.staff_tier(await editing.update_tier(session, staff.actor, tier_id, body))


@router.delete(
    "/member-tiers/{tier_id}",
    summary="删除会员等级",
    dependencies=[EDIT],
    status_code=204,
    responses=raises(TierNotFound, FirstTier, TierHeld),
)
async def delete_tier(tier_id: Id, staff: CurrentStaff, database: DatabaseDep) -> Response:
    async with database.begin() as session:
        await editing.delete_tier(session, staff.actor, tier_id)
    return Response(status_code=204)


@router.get("/members/{user_id}", summary="顾客的会员等级", dependencies=[READ], responses=raises(UserNotFound))
async def member(user_id: Id, database: DatabaseDep) -> StaffMemberOut:
    async with database.read() as session:
        return await queries.of_customer(session, user_id)


@router.get(
    "/members/{user_id}/growth", summary="顾客的成长值明细", dependencies=[READ], responses=raises(UserNotFound)
)
async def growth(user_id: Id, database: DatabaseDep, page: PageDep) -> Page[StaffGrowthOut]:
    async with database.read() as session:
        return await queries.staff_ledger(session, user_id, page)


@router.post(
    "/members/{user_id}/adjust",
    summary="调整成长值",
    dependencies=[ADJUST],
    response_model=StaffMemberOut,
    responses=raises(UserNotFound, GrowthShort),
)
async def adjust(
    user_id: Id, body: AdjustIn, staff: CurrentStaff, once: StaffOnce, database: DatabaseDep
) -> JSONResponse:
    async def work(session: AsyncSession) -> StaffMemberOut:
        await service.adjust(session, staff.actor, user_id, body)
        return await queries.of_customer(session, user_id)

    return await once.run(database, work)
