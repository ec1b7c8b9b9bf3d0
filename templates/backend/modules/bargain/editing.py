"""What staff do with activities."""

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession

from app.core import audit, clock
from app.core.context import Actor
from app.core.database import changed
from app.modules.bargain.errors import BargainInvalid, BargainStatus
from app.modules.bargain.models import BargainActivity
from app.modules.bargain.queries import find
from app.modules.bargain.schemas import ActivityIn
from app.modules.bargain.states import ACTIVITY, CLOSED, DRAFT, PUBLISHED
from app.modules.catalog.api import skus_by_id

ENTITY = "bargain_activity"


async def create(session: AsyncSession, actor: Actor, body: ActivityIn) -> BargainActivity:
    """A draft. Raises BargainInvalid."""
    await _check(session, body)
    row = BargainActivity(**body.model_dump(), taken=0, status=ACTIVITY.initial, created_at=clock.now())
    session.add(row)
    await session.flush()
    await audit.record(session, actor, "bargain.create", ENTITY, row.id, title=body.title)
    return row


async def edit(session: AsyncSession, actor: Actor, activity_id: int, body: ActivityIn) -> BargainActivity:
    """Everything, while it is a draft. Raises ActivityNotFound, BargainStatus, BargainInvalid."""
    row = await find(session, activity_id)
    await _check(session, body)
    draft = sa.and_(BargainActivity.id == activity_id, BargainActivity.status == DRAFT)
    if not await changed(session, sa.update(BargainActivity).where(draft).values(body.model_dump())):
        raise BargainStatus(status=row.status)
    await audit.record(session, actor, "bargain.edit", ENTITY, activity_id, title=body.title)
    return await find(session, activity_id)


async def publish(session: AsyncSession, actor: Actor, activity_id: int) -> BargainActivity:
    """Bargains can be started as soon as it starts. Raises ActivityNotFound, BargainStatus, BargainInvalid."""
    if (await find(session, activity_id)).ends_at <= clock.now():
        raise BargainInvalid("结束时间已经过去")
    return await _move(session, actor, activity_id, PUBLISHED, "bargain.publish")


async def close(session: AsyncSession, actor: Actor, activity_id: int) -> BargainActivity:
    """Nobody starts a bargain any more. Raises ActivityNotFound, BargainStatus."""
    return await _move(session, actor, activity_id, CLOSED, "bargain.close")


async def _move(session: AsyncSession, actor: Actor, activity_id: int, to: str, action: str) -> BargainActivity:
    row = await find(session, activity_id)
    if not await ACTIVITY.move(session, BargainActivity, activity_id, to=to):
        raise BargainStatus(status=row.status)
    await audit.record(session, actor, action, ENTITY, activity_id)
    return await find(session, activity_id)


async def _check(session: AsyncSession, body: ActivityIn) -> None:
    """Raises BargainInvalid for a SKU that is not there, or where there is not a fen for each friend to cut."""
    sku = (await skus_by_id(session, [body.sku_id])).get(body.sku_id)
    if sku is None:
        raise BargainInvalid("找不到这个规格", sku_id=body.sku_id)
    if sku.price_fen - body.floor_fen < body.helps:
        raise BargainInvalid("底价要低于原价，并且每位好友至少能砍 1 分钱")
