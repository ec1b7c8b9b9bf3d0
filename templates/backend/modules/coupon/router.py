from typing import Annotated

from fastapi import APIRouter, Query
from fastapi.responses import JSONResponse
from sqlalchemy.ext.asyncio import AsyncSession

from app.core.auth import CurrentUser, public
from app.core.database import DatabaseDep
from app.core.errors import raises
from app.core.idempotency import UserOnce
from app.core.ids import Id
from app.core.pagination import Page, PageDep
from app.core.rate_limit import limit_user
from app.modules.coupon import claiming, queries
from app.modules.coupon.errors import ClaimClosed, ClaimLimit, CodeInvalid, CodeUsed, SoldOut, TemplateNotFound
from app.modules.coupon.models import Coupon
from app.modules.coupon.schemas import ClaimIn, CountsOut, CouponOut, ExchangeIn, GivenList, State, TemplateOut

router = APIRouter(tags=["优惠券"])

ForProduct = Annotated[Id | None, Query(description="Only what can be used for this product")]
InState = Annotated[State | None, Query(description="`expired` are also those that ended a moment ago")]


@router.get("/spus/{spu_id}/coupons", summary="商品可用的优惠券", dependencies=[public])
async def for_product(spu_id: Id, database: DatabaseDep) -> GivenList:
    """What is being given away that can be used for the product."""
    async with database.read() as session:
        return GivenList(items=await queries.given_for(session, spu_id))


@router.get("/coupons", summary="可领取的优惠券")
async def claimable(
    user: CurrentUser, database: DatabaseDep, page: PageDep, spu_id: ForProduct = None
) -> Page[TemplateOut]:
    async with database.read() as session:
        return await queries.claimable(session, user.id, page, spu_id)


@router.post(
    "/coupons/claim",
    status_code=201,
    response_model=CouponOut,
    summary="领取优惠券",
    responses=raises(TemplateNotFound, ClaimLimit, SoldOut, ClaimClosed),
)
async def claim(body: ClaimIn, user: CurrentUser, once: UserOnce, database: DatabaseDep) -> JSONResponse:
    async def work(session: AsyncSession) -> CouponOut:
        return await _shown(session, await claiming.claim(session, user.id, body.template_id))

    return await once.run(database, work, status=201)


@router.post(
    "/coupons/exchange",
    status_code=201,
    response_model=CouponOut,
    summary="用兑换码换优惠券",
    dependencies=[limit_user("10/minute", "coupon.exchange")],
    responses=raises(CodeInvalid, CodeUsed, ClaimLimit, SoldOut, ClaimClosed),
)
async def exchange(body: ExchangeIn, user: CurrentUser, once: UserOnce, database: DatabaseDep) -> JSONResponse:
    async def work(session: AsyncSession) -> CouponOut:
        return await _shown(session, await claiming.exchange(session, user.id, body.code))

    return await once.run(database, work, status=201)


@router.get("/me/coupons", summary="我的优惠券")
async def mine(user: CurrentUser, database: DatabaseDep, page: PageDep, status: InState = None) -> Page[CouponOut]:
    async with database.read() as session:
        return await queries.mine(session, user.id, status, page)


@router.get("/me/coupons/counts", summary="各状态的优惠券数")
async def counts(user: CurrentUser, database: DatabaseDep) -> CountsOut:
    async with database.read() as session:
        return await queries.counts(session, user.id)


async def _shown(session: AsyncSession, coupon: Coupon) -> CouponOut:
    return (await queries.shown(session, [coupon]))[0]
