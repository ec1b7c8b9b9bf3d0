"""What the supplier reports of an order: its milestones, with photos."""

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession

from app.core import clock
from app.core.database import changed
from app.modules.purchase_order.errors import (
    MilestoneNotFound,
    MilestoneOutOfTurn,
    OrderMoved,
    OrderNotFound,
    TooManyPhotos,
)
from app.modules.purchase_order.models import Milestone, MilestonePhoto, PurchaseOrder
from app.modules.purchase_order.schemas import MilestoneIn
from app.modules.purchase_order.settings import PurchaseOrderSettings
from app.modules.purchase_order.states import AFTER, RUNNING
from app.modules.supplier.api import SupplierPerson, check_standing


def seen_by(supplier_id: int) -> sa.ColumnElement[bool]:
    """A supplier's orders, once they were placed."""
    return sa.and_(PurchaseOrder.supplier_id == supplier_id, PurchaseOrder.placed_at.is_not(None))


async def find_his(session: AsyncSession, supplier_id: int, order_id: int) -> PurchaseOrder:
    """Raises OrderNotFound, also for a draft and for another supplier's."""
    his = sa.and_(PurchaseOrder.id == order_id, seen_by(supplier_id))
    order = await session.scalar(sa.select(PurchaseOrder).where(his), execution_options={"populate_existing": True})
    if order is None:
        raise OrderNotFound
    return order


async def report(session: AsyncSession, person: SupplierPerson, order_id: int, body: MilestoneIn) -> Milestone:
    """Raises OrderNotFound, SupplierNotActive, OrderMoved, MilestoneOutOfTurn."""
    order = await find_his(session, person.supplier_id, order_id)
    await check_standing(session, person.supplier_id, new=False)
    in_turn = sa.and_(
        PurchaseOrder.id == order_id,
        PurchaseOrder.status.in_(sorted(RUNNING)),
        PurchaseOrder.milestone.in_(sorted(AFTER[body.kind])),
    )
    if not await changed(session, sa.update(PurchaseOrder).where(in_turn).values(milestone=body.kind)):
        order = await find_his(session, person.supplier_id, order_id)
        if order.status not in RUNNING:
            raise OrderMoved(status=order.status)
        raise MilestoneOutOfTurn(milestone=order.milestone)
    milestone = Milestone(order_id=order_id, contact_id=person.contact_id, created_at=clock.now(), **body.model_dump())
    session.add(milestone)
    await session.flush()
    return milestone


async def find_milestone(
    session: AsyncSession, supplier_id: int, milestone_id: int, *, lock: bool = False
) -> Milestone:
    """Raises MilestoneNotFound, also for another supplier's."""
    his = sa.and_(Milestone.id == milestone_id, PurchaseOrder.supplier_id == supplier_id)
    wanted = sa.select(Milestone).join(PurchaseOrder, PurchaseOrder.id == Milestone.order_id).where(his)
    if lock:
        wanted = wanted.with_for_update(of=Milestone)
    milestone = await session.scalar(wanted, execution_options={"populate_existing": True})
    if milestone is None:
        raise MilestoneNotFound
    return milestone


def check_room(milestone: Milestone) -> None:
    """Raises TooManyPhotos."""
    if len(milestone.photos) >= (limit := PurchaseOrderSettings.load().photos):
        raise TooManyPhotos(limit=limit)


async def photograph(session: AsyncSession, supplier_id: int, milestone_id: int, name: str) -> MilestonePhoto:
    """A stored picture. Raises MilestoneNotFound, TooManyPhotos."""
    milestone = await find_milestone(session, supplier_id, milestone_id, lock=True)
    check_room(milestone)
    photo = MilestonePhoto(milestone_id=milestone_id, name=name)
    session.add(photo)
    await session.flush()
    return photo
