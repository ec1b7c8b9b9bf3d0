"""Stores, for staff; a permission that ends at the store's door shows and changes that store alone."""

from collections.abc import Sequence

from fastapi import APIRouter
from sqlalchemy.ext.asyncio import AsyncSession

from app.core.database import DatabaseDep
from app.core.errors import raises
from app.core.idempotency import repeatable
from app.core.ids import Id
from app.core.staff import CurrentStaff, require
from app.core.staff.principal import Forbidden
from app.modules.multi_store import keeping
from app.modules.multi_store.errors import StaffUnknown, StoreCodeTaken, StoreNotFound
from app.modules.multi_store.models import Store
from app.modules.multi_store.schemas import StaffIn, StaffStoreOut, StaffStores, StoreIn

router = APIRouter(prefix="/staff/stores", tags=["店员·门店"])

READ, EDIT, STAFF = "multi_store.read", "multi_store.edit", "multi_store.staff"


@router.get("", summary="门店", dependencies=[require(READ)])
async def listed(staff: CurrentStaff, database: DatabaseDep) -> StaffStores:
    async with database.read() as session:
        rows = await keeping.listed(session, await keeping.reach(session, staff, READ))
        return StaffStores(items=await _out(session, rows))


@router.post(
    "",
    summary="新增门店",
    status_code=201,
    dependencies=[require(EDIT)],
    responses=raises(StoreCodeTaken, Forbidden),
    openapi_extra=repeatable("a store's code is given once"),
)
async def create(body: StoreIn, staff: CurrentStaff, database: DatabaseDep) -> StaffStoreOut:
    async with database.begin() as session:
        if staff.scope(EDIT) != "all":
            raise Forbidden(permission=EDIT)
        return (await _out(session, [await keeping.create(session, staff.actor, body)]))[0]


@router.put(
    "/{store_id}",
    summary="修改门店",
    dependencies=[require(EDIT)],
    responses=raises(StoreNotFound, StoreCodeTaken, Forbidden),
)
async def update(store_id: Id, body: StoreIn, staff: CurrentStaff, database: DatabaseDep) -> StaffStoreOut:
    async with database.begin() as session:
        await keeping.check_reach(session, staff, EDIT, store_id)
        return (await _out(session, [await keeping.update(session, staff.actor, store_id, body)]))[0]


@router.put(
    "/{store_id}/staff",
    summary="安排店员",
    dependencies=[require(STAFF)],
    responses=raises(StoreNotFound, StaffUnknown),
)
async def set_staff(store_id: Id, body: StaffIn, staff: CurrentStaff, database: DatabaseDep) -> StaffIn:
    async with database.begin() as session:
        await keeping.set_staff(session, staff.actor, store_id, body.staff_ids)
        return StaffIn(staff_ids=(await keeping.staff_of(session, [store_id]))[store_id])


async def _out(session: AsyncSession, stores: Sequence[Store]) -> list[StaffStoreOut]:
    working = await keeping.staff_of(session, [store.id for store in stores])
    names = StoreIn.model_fields.keys()
    return [
        StaffStoreOut.model_validate(
            {name: getattr(store, name) for name in names} | {"id": store.id, "staff_ids": working[store.id]}
        )
        for store in stores
    ]
