"""Where orders wait, as their customers and as staff see it."""

from collections.abc import Collection, Sequence
from typing import cast

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession

from app.core.pagination import Page, PageQuery, paginate
from app.core.staff import Staff
from app.modules.multi_store.api import one, reach, stores_by_id
from app.modules.order.api import Order, find
from app.modules.store_pickup import picking
from app.modules.store_pickup.errors import PickupNotFound
from app.modules.store_pickup.models import Pickup
from app.modules.store_pickup.pictures import qr
from app.modules.store_pickup.schemas import CounterOut, PickedLine, PickupOut, Status
from app.modules.store_pickup.states import READY

READ = "store_pickup.read"


class Counters:
    """Which orders are handed over at which stores, as others ask it (`app/contracts/order.py`)."""

    def orders_at(self, places: Collection[int]) -> sa.Select[int]:
        return sa.select(Pickup.order_id).where(Pickup.store_id.in_(places))


async def mine(session: AsyncSession, order_id: int, user_id: int) -> PickupOut:
    """Raises OrderNotFound, PickupNotFound."""
    await find(session, order_id, user_id=user_id)
    pickup = await picking.of_order(session, order_id)
    if pickup is None:
        raise PickupNotFound
    return PickupOut(
        order_id=order_id,
        status=cast("Status", pickup.status),
        code=pickup.code,
        qr=qr(pickup.code) if pickup.code and pickup.status == READY else None,
        store=await one(session, pickup.store_id),
        ready_at=pickup.ready_at,
        picked_at=pickup.picked_at,
    )


async def staff_page(session: AsyncSession, staff: Staff, status: str | None, page: PageQuery) -> Page[CounterOut]:
    """Those of the stores within reach, the latest first."""
    statement = sa.select(Pickup)
    if status:
        statement = statement.where(Pickup.status == status)
    within = await reach(session, staff, READ)
    if within is not None:
        statement = statement.where(Pickup.store_id.in_(within))
    rows, cursor = await paginate(session, statement, page, key=(Pickup.id,))
    return Page(items=await at_counter(session, rows), next_cursor=cursor)


async def at_counter(session: AsyncSession, rows: Sequence[Pickup]) -> list[CounterOut]:
    stores = await stores_by_id(session, {row.store_id for row in rows})
    found = await session.scalars(sa.select(Order).where(Order.id.in_([row.order_id for row in rows])))
    orders = {order.id: order for order in found}
    return [
        CounterOut(
            id=row.id,
            order_id=row.order_id,
            order_no=(order := orders[row.order_id]).order_no,
            status=cast("Status", row.status),
            store_id=row.store_id,
            store_name=stores[row.store_id].name,
            remark=order.remark,
            lines=[PickedLine.model_validate(line, from_attributes=True) for line in order.lines],
            ready_at=row.ready_at,
            picked_at=row.picked_at,
        )
        for row in rows
    ]
