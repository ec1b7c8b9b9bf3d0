"""What staff do with activities and bookings."""

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession

from app.core import audit, clock
from app.core.context import Actor
from app.core.database import changed
from app.modules.catalog.api import skus_by_id
from app.modules.presale import booking, queries
from app.modules.presale.errors import BookingStatus, PresaleInvalid, PresaleStatus
from app.modules.presale.models import Presale, PresaleBooking
from app.modules.presale.queries import find
from app.modules.presale.schemas import PresaleIn
from app.modules.presale.states import ACTIVITY, CLOSED, DRAFT, PUBLISHED

ENTITY = "presale_activity"


async def create(session: AsyncSession, actor: Actor, body: PresaleIn) -> Presale:
    """A draft. Raises PresaleInvalid."""
    await _check(session, body)
    row = Presale(**body.model_dump(), taken=0, status=ACTIVITY.initial, created_at=clock.now())
    session.add(row)
    await session.flush()
    await audit.record(session, actor, "presale.create", ENTITY, row.id, title=body.title)
    return row


async def edit(session: AsyncSession, actor: Actor, activity_id: int, body: PresaleIn) -> Presale:
    """Everything, while it is a draft. Raises PresaleNotFound, PresaleStatus, PresaleInvalid."""
    row = await find(session, activity_id)
    await _check(session, body)
    draft = sa.and_(Presale.id == activity_id, Presale.status == DRAFT)
    if not await changed(session, sa.update(Presale).where(draft).values(body.model_dump())):
        raise PresaleStatus(status=row.status)
    await audit.record(session, actor, "presale.edit", ENTITY, activity_id, title=body.title)
    return await find(session, activity_id)


async def publish(session: AsyncSession, actor: Actor, activity_id: int) -> Presale:
    """It can be booked as soon as it starts. Raises PresaleNotFound, PresaleStatus, PresaleInvalid."""
    if (await find(session, activity_id)).ends_at <= clock.now():
        raise PresaleInvalid("预订结束时间已经过去")
    return await _move(session, actor, activity_id, PUBLISHED, "presale.publish")


async def close(session: AsyncSession, actor: Actor, activity_id: int) -> Presale:
    """Nobody books any more. Raises PresaleNotFound, PresaleStatus."""
    return await _move(session, actor, activity_id, CLOSED, "presale.close")


async def refund(session: AsyncSession, actor: Actor, booking_id: int) -> PresaleBooking:
    """Cancel a booking whose balance is not paid, and give its deposit back. Raises BookingNotFound, BookingStatus."""
    row = await queries.booking(session, booking_id)
    if not await booking.refund(session, booking_id, "商家取消预订，退还定金"):
        raise BookingStatus(status=row.status)
    await audit.record(session, actor, "presale.refund", "presale", booking_id)
    return await queries.booking(session, booking_id)


async def _move(session: AsyncSession, actor: Actor, activity_id: int, to: str, action: str) -> Presale:
    row = await find(session, activity_id)
    if not await ACTIVITY.move(session, Presale, activity_id, to=to):
        raise PresaleStatus(status=row.status)
    await audit.record(session, actor, action, ENTITY, activity_id)
    return await find(session, activity_id)


async def _check(session: AsyncSession, body: PresaleIn) -> None:
    """Raises PresaleInvalid for a SKU that is not there, or that usually costs less."""
    sku = (await skus_by_id(session, [body.sku_id])).get(body.sku_id)
    if sku is None:
        raise PresaleInvalid("找不到这个规格", sku_id=body.sku_id)
    if body.price_fen > sku.price_fen:
        raise PresaleInvalid("预售价不能高于原价")
