"""What staff do with activities and groups."""

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession

from app.core import audit, clock
from app.core.context import Actor
from app.core.database import changed
from app.modules.catalog.api import skus_by_id
from app.modules.group_buy import forming, queries
from app.modules.group_buy.errors import GroupBuyInvalid, GroupBuyStatus, GroupOver
from app.modules.group_buy.models import Group, GroupBuy, GroupBuyItem
from app.modules.group_buy.queries import find
from app.modules.group_buy.schemas import GroupBuyIn
from app.modules.group_buy.states import ACTIVITY, CLOSED, DRAFT, PUBLISHED

ENTITY = "group_buy"


async def create(session: AsyncSession, actor: Actor, body: GroupBuyIn) -> GroupBuy:
    """A draft. Raises GroupBuyInvalid."""
    spu_id = await _product(session, body)
    row = GroupBuy(**body.model_dump(exclude={"items"}), spu_id=spu_id, status=ACTIVITY.initial, created_at=clock.now())
    row.items = _items(body)
    session.add(row)
    await session.flush()
    await audit.record(session, actor, "group_buy.create", ENTITY, row.id, title=body.title)
    return row


async def edit(session: AsyncSession, actor: Actor, activity_id: int, body: GroupBuyIn) -> GroupBuy:
    """Everything, while it is a draft. Raises GroupBuyNotFound, GroupBuyStatus, GroupBuyInvalid."""
    row = await find(session, activity_id)
    values = body.model_dump(exclude={"items"}) | {"spu_id": await _product(session, body)}
    draft = sa.and_(GroupBuy.id == activity_id, GroupBuy.status == DRAFT)
    if not await changed(session, sa.update(GroupBuy).where(draft).values(values)):
        raise GroupBuyStatus(status=row.status)
    await session.execute(sa.delete(GroupBuyItem).where(GroupBuyItem.activity_id == activity_id))
    for item in _items(body):
        item.activity_id = activity_id
        session.add(item)
    await session.flush()
    await audit.record(session, actor, "group_buy.edit", ENTITY, activity_id, title=body.title)
    session.expire_all()
    return await find(session, activity_id)


async def publish(session: AsyncSession, actor: Actor, activity_id: int) -> GroupBuy:
    """Groups can be opened as soon as it starts. Raises GroupBuyNotFound, GroupBuyStatus, GroupBuyInvalid."""
    if (await find(session, activity_id)).ends_at <= clock.now():
        raise GroupBuyInvalid("结束时间已经过去")
    return await _move(session, actor, activity_id, PUBLISHED, "group_buy.publish")


async def close(session: AsyncSession, actor: Actor, activity_id: int) -> GroupBuy:
    """Nobody opens a group any more. Raises GroupBuyNotFound, GroupBuyStatus."""
    return await _move(session, actor, activity_id, CLOSED, "group_buy.close")


async def disband(session: AsyncSession, actor: Actor, group_id: int) -> Group:
    """Cancel a group that waits for members, and refund those who have paid. Raises GroupNotFound, GroupOver."""
    group = await queries.group(session, group_id)
    if not await forming.fail(session, group_id, actor, "商家解散了这个团，自动退款"):
        raise GroupOver("只有拼团中的团可以解散", status=group.status)
    await audit.record(session, actor, "group_buy.disband", "group", group_id)
    session.expire_all()
    return await queries.group(session, group_id)


async def _move(session: AsyncSession, actor: Actor, activity_id: int, to: str, action: str) -> GroupBuy:
    row = await find(session, activity_id)
    if not await ACTIVITY.move(session, GroupBuy, activity_id, to=to):
        raise GroupBuyStatus(status=row.status)
    await audit.record(session, actor, action, ENTITY, activity_id)
    return await find(session, activity_id)


async def _product(session: AsyncSession, body: GroupBuyIn) -> int:
    """Whose SKUs they are. Raises GroupBuyInvalid where they are several products', or usually cost no more."""
    skus = await skus_by_id(session, [item.sku_id for item in body.items])
    for item in body.items:
        if item.sku_id not in skus:
            raise GroupBuyInvalid("找不到这个规格", sku_id=item.sku_id)
        if item.price_fen >= skus[item.sku_id].price_fen:
            raise GroupBuyInvalid(f"{skus[item.sku_id].code} 的拼团价要低于原价", sku_id=item.sku_id)
    products = {sku.spu_id for sku in skus.values()}
    if len(products) > 1:
        raise GroupBuyInvalid("一个拼团活动只能选同一件商品的规格")
    return products.pop()


def _items(body: GroupBuyIn) -> list[GroupBuyItem]:
    return [GroupBuyItem(**item.model_dump()) for item in body.items]
