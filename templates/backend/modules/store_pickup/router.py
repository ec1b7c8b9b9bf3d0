"""Picking up: the customer's code, and the counter where it is verified."""

from collections.abc import Awaitable, Callable
from typing import Annotated, Literal

from fastapi import APIRouter, Query
from sqlalchemy.ext.asyncio import AsyncSession

from app.core.auth import CurrentUser
from app.core.database import Database, DatabaseDep
from app.core.errors import RateLimited, raises
from app.core.idempotency import repeatable
from app.core.ids import Id
from app.core.pagination import Page, PageDep
from app.core.rate_limit import Limiter, RateLimiter, limit
from app.core.staff import CurrentStaff, Staff, require
from app.modules.order.api import OrderNotFound
from app.modules.store_pickup import picking, queries
from app.modules.store_pickup.errors import AlreadyPicked, PickupCodeWrong, PickupElsewhere, PickupNotFound
from app.modules.store_pickup.models import Pickup
from app.modules.store_pickup.schemas import CodeIn, CounterOut, PickupOut
from app.modules.store_pickup.settings import StorePickupSettings

router = APIRouter(tags=["到店自提"])

REFUSALS = raises(PickupCodeWrong, PickupElsewhere, AlreadyPicked, RateLimited)
WAITING = Annotated[Literal["reserved", "ready", "picked", "canceled"] | None, Query()]


@router.get("/orders/{order_id}/pickup", summary="提货码", responses=raises(OrderNotFound, PickupNotFound))
async def mine(order_id: Id, user: CurrentUser, database: DatabaseDep) -> PickupOut:
    async with database.read() as session:
        return await queries.mine(session, order_id, user.id)


@router.post(
    "/pickup/look",
    summary="查看提货码对应的商品",
    dependencies=[require("store_pickup.verify")],
    responses=REFUSALS,
    openapi_extra=repeatable("changes nothing"),
)
async def look(body: CodeIn, staff: CurrentStaff, limiter: Limiter, database: DatabaseDep) -> CounterOut:
    return await _by_code(database, limiter, staff, body.code, picking.by_code)


@router.post(
    "/pickup/verify",
    summary="核销",
    dependencies=[require("store_pickup.verify")],
    responses=REFUSALS,
    openapi_extra=repeatable("a code is used up once"),
)
async def verify(body: CodeIn, staff: CurrentStaff, limiter: Limiter, database: DatabaseDep) -> CounterOut:
    return await _by_code(database, limiter, staff, body.code, picking.verify)


@router.get("/staff/pickups", summary="自提订单", dependencies=[require("store_pickup.read")])
async def page(staff: CurrentStaff, database: DatabaseDep, page: PageDep, status: WAITING = None) -> Page[CounterOut]:
    async with database.read() as session:
        return await queries.staff_page(session, staff, status, page)


async def _by_code(
    database: Database,
    limiter: RateLimiter,
    staff: Staff,
    code: str,
    work: Callable[[AsyncSession, Staff, str], Awaitable[Pickup]],
) -> CounterOut:
    """Codes that are wrong here are counted: a hundred million are soon tried by a machine. Raises RateLimited."""
    rate = f"{StorePickupSettings.load().wrong_codes}/hour"
    await limit(limiter, rate, "pickup_code", str(staff.id), peek=True)
    try:
        async with database.begin() as session:
            return (await queries.at_counter(session, [await work(session, staff, code)]))[0]
    except (PickupCodeWrong, PickupElsewhere):
        await limit(limiter, rate, "pickup_code", str(staff.id))
        raise
