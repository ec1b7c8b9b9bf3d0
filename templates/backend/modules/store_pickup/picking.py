"""From a paid order to goods in the customer's hand. Each move is one conditional update."""

import secrets
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncSession

from app.contracts.order import OrderCompleted, OrderReady
from app.contracts.pickup import PickupEvent, PickupPicked, PickupReady
from app.contracts.shipping_info import SHIPPING_INFO, NobodyAsks, Parcel
from app.core import audit, clock
from app.core.context import SYSTEM
from app.core.database import changed
from app.core.events import emit
from app.core.staff import Staff
from app.modules.multi_store.api import find as find_store
from app.modules.multi_store.api import reach
from app.modules.order.api import Order, advance, complete
from app.modules.store_pickup.errors import AlreadyPicked, PickupCodeWrong, PickupElsewhere
from app.modules.store_pickup.models import Pickup
from app.modules.store_pickup.states import CANCELED, PICKED, PICKUP, READY, RESERVED

SUBJECT = "order"
VERIFY = "store_pickup.verify"
TRIES = 20
"""Two codes in a hundred million are rarely the same."""


def new_code() -> str:
    return f"{secrets.randbelow(10**8):08d}"


async def of_order(session: AsyncSession, order_id: int) -> Pickup | None:
    mine = sa.select(Pickup).where(Pickup.order_id == order_id)
    return await session.scalar(mine, execution_options={"populate_existing": True})


async def take_over(session: AsyncSession, event: OrderReady) -> None:
    """A paid order for a store's counter gets its code."""
    pickup = await of_order(session, event.order_id)
    if pickup is None or pickup.status != RESERVED:
        return
    store = await find_store(session, pickup.store_id)
    if not await advance(session, event.order_id, "ready_for_pickup", SYSTEM, f"在{store.name}提货"):
        return
    await _give_code(session, pickup.id)
    await emit(session, PickupReady(pickup.id, event.order_id, event.order_no, event.user_id, store.id, store.name))


async def _give_code(session: AsyncSession, pickup_id: int) -> None:
    for _ in range(TRIES):
        try:
            async with session.begin_nested():
                values = {"code": new_code(), "ready_at": clock.now()}
                await PICKUP.move(session, Pickup, pickup_id, source=RESERVED, to=READY, **values)
        except IntegrityError:
            continue
        return
    raise RuntimeError("no free pickup code")


async def cancel(session: AsyncSession, order_id: int) -> None:
    """The order is no more; its code opens nothing."""
    waiting = sa.and_(Pickup.order_id == order_id, Pickup.status.in_([RESERVED, READY]))
    await changed(session, sa.update(Pickup).where(waiting).values(status=CANCELED, code=None))


async def by_code(session: AsyncSession, staff: Staff, code: str) -> Pickup:
    """What waits under the code. Raises PickupCodeWrong, PickupElsewhere, AlreadyPicked."""
    newest = sa.case({READY: 0}, value=Pickup.status, else_=1)
    found = sa.select(Pickup).where(Pickup.code == code).order_by(newest, Pickup.picked_at.desc()).limit(1)
    pickup = await session.scalar(found, execution_options={"populate_existing": True})
    if pickup is None:
        raise PickupCodeWrong
    within = await reach(session, staff, VERIFY)
    if within is not None and pickup.store_id not in within:
        store = await find_store(session, pickup.store_id)
        raise PickupElsewhere(store_id=store.id, store_name=store.name)
    if pickup.status == PICKED:
        raise AlreadyPicked(picked_at=pickup.picked_at)
    return pickup


async def verify(session: AsyncSession, staff: Staff, code: str) -> Pickup:
    """The customer has the goods: the order is done. Raises what `by_code` raises."""
    pickup = await by_code(session, staff, code)
    if not await _picked(session, pickup.id, staff.id):
        pickup = await session.get_one(Pickup, pickup.id, populate_existing=True)
        raise AlreadyPicked(picked_at=pickup.picked_at)
    await complete(session, pickup.order_id, staff.actor, "到店提货")
    await audit.record(session, staff.actor, VERIFY, "order", pickup.order_id, store_id=pickup.store_id)
    await _tell(session, pickup)
    return await session.get_one(Pickup, pickup.id, populate_existing=True)


async def finish(session: AsyncSession, event: OrderCompleted) -> None:
    """Staff completed the order itself: the customer has it all the same."""
    pickup = await of_order(session, event.order_id)
    if pickup is not None and await _picked(session, pickup.id, None):
        await _tell(session, pickup)


async def _picked(session: AsyncSession, pickup_id: int, staff_id: int | None) -> bool:
    now: datetime = clock.now()
    return await PICKUP.move(session, Pickup, pickup_id, to=PICKED, picked_at=now, picked_by=staff_id)


async def _tell(session: AsyncSession, pickup: Pickup) -> None:
    """WeChat, and whoever listens."""
    order = await session.get_one(Order, pickup.order_id)
    store = await find_store(session, pickup.store_id)
    names = "，".join(f"{line.name}*{line.quantity}" for line in order.lines)
    await SHIPPING_INFO.one(NobodyAsks()).tell(session, SUBJECT, order.id, "pickup", [Parcel(names)])
    event: PickupEvent = PickupPicked(pickup.id, order.id, order.order_no, order.user_id, store.id, store.name)
    await emit(session, event)
