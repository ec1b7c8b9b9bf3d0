"""The group's step in the chain of prices, and what holds a paid order until its group is complete."""

from collections.abc import Collection, Mapping
from typing import Any

import sqlalchemy as sa
from pydantic import ValidationError
from sqlalchemy.ext.asyncio import AsyncSession

from app.contracts.order import Kept
from app.contracts.pricing import ActivityConflict, Quote, asked_for, at_activity_price
from app.core import clock
from app.core.database import changed, upsert
from app.modules.activity.api import LimitReached, enter_with_order, leave
from app.modules.group_buy import forming, queries
from app.modules.group_buy.errors import (
    AlreadyMember,
    GroupBuyAlone,
    GroupBuyInvalid,
    GroupBuyNotFound,
    GroupBuyOver,
    GroupFull,
    GroupNotFound,
    GroupOver,
)
from app.modules.group_buy.models import Group, GroupBuy, GroupBuyShare, GroupMember
from app.modules.group_buy.schemas import Wish
from app.modules.group_buy.states import FORMING, GROUP, LIVE, MEMBER, OPENING, RUNNING

STEP = "group_buy"
LABEL = "拼团价"
NOT_BEFORE = "拼团中的订单不能取消，到时未成团自动取消并全额退款"


class GroupBuyStep:
    name = STEP
    refusals = (
        ActivityConflict,
        AlreadyMember,
        GroupBuyAlone,
        GroupBuyInvalid,
        GroupBuyNotFound,
        GroupBuyOver,
        GroupFull,
        GroupNotFound,
        GroupOver,
        LimitReached,
    )

    async def apply(self, session: AsyncSession, quote: Quote) -> Quote:
        wish = _wish(quote.inputs)
        if wish is None:
            return quote
        asked_for(quote)
        if [line.sku_id for line in quote.lines] != [wish.sku_id]:
            raise GroupBuyAlone
        activity, group = await _wanted(session, quote.user_id, wish)
        prices = {item.sku_id: item.price_fen for item in activity.items if item.sku_id == wish.sku_id}
        if not prices:
            raise GroupBuyInvalid("这个规格不参加拼团")
        if quote.lines[0].quantity > activity.max_quantity:
            raise LimitReached(f"拼团每单限购 {activity.max_quantity} 件", by="user")
        quote = at_activity_price(quote, self.name, LABEL, prices)
        offer = {"activity_id": activity.id, "group": group and group.code, "size": activity.size}
        return quote.offering(self.name, offer)

    async def lock(self, session: AsyncSession, order_id: int, quote: Quote) -> None:
        """Take a seat: in a new group, or in the one that was chosen. Whoever is later than the last one is refused."""
        wish = _wish(quote.inputs)
        if wish is None:
            return
        activity, group = await _wanted(session, quote.user_id, wish)
        await _share(session, activity, quote.user_id)
        group_id = await _seat(session, group) if group else await _new(session, activity, quote.user_id)
        row = upsert(session, GroupMember).values(
            group_id=group_id,
            user_id=quote.user_id,
            order_id=order_id,
            status=MEMBER.initial,
            joined_at=clock.now(),
        )
        if not await changed(session, row.on_conflict_do_nothing()):
            raise AlreadyMember
        await enter_with_order(session, self.name, activity.id, order_id)

    async def release(self, session: AsyncSession, order_id: int) -> None:
        member = await forming.give_up(session, order_id)
        if member is None:
            return
        activity_id = sa.select(Group.activity_id).where(Group.id == member.group_id).scalar_subquery()
        mine = sa.and_(GroupBuyShare.activity_id == activity_id, GroupBuyShare.user_id == member.user_id)
        await changed(session, sa.update(GroupBuyShare).where(mine).values(orders=GroupBuyShare.orders - 1))
        await leave(session, self.name, "order", order_id)


class UntilComplete:
    """A paid order of a group waits until `forming.paid` has counted it and the group is complete."""

    async def holds(self, session: AsyncSession, order_id: int) -> bool:
        return await forming.member_of(session, order_id) is not None

    async def kept(self, session: AsyncSession, order_ids: Collection[int]) -> dict[int, Kept]:
        in_it = sa.and_(GroupMember.group_id == Group.id, GroupMember.order_id.in_(order_ids))
        waiting = sa.and_(GroupMember.status.in_(LIVE), Group.status.in_((OPENING, FORMING)))
        query = sa.select(GroupMember.order_id, Group.expires_at).join(Group, in_it).where(waiting)
        return {order_id: Kept(NOT_BEFORE, expires_at) for order_id, expires_at in await session.execute(query)}


def _wish(inputs: Mapping[str, Any]) -> Wish | None:
    """Raises GroupBuyInvalid for what makes no sense."""
    if (said := inputs.get(STEP)) is None:
        return None
    try:
        return Wish.model_validate(said, strict=True)
    except ValidationError:
        raise GroupBuyInvalid("拼团请求有误") from None


async def _wanted(session: AsyncSession, user_id: int, wish: Wish) -> tuple[GroupBuy, Group | None]:
    """The activity, and the group to join. Raises why it cannot be."""
    if wish.activity_id is not None:
        activity = await queries.find(session, wish.activity_id)
        if activity.state_at(clock.now()) != RUNNING:
            raise GroupBuyOver
        return activity, None
    group = await queries.group_by_code(session, wish.group or "")
    if any(member.user_id == user_id and member.status in LIVE for member in group.members):
        raise AlreadyMember
    if refusal := _why_not(group):
        raise refusal
    return group.activity, group


def _why_not(group: Group) -> GroupFull | GroupOver | None:
    """Why nobody can join the group."""
    if group.status != FORMING or group.expires_at is None or group.expires_at <= clock.now():
        return GroupOver(status=group.status)
    return GroupFull() if group.seats_taken >= group.size else None


async def _seat(session: AsyncSession, group: Group) -> int:
    """Of two who want the last seat this update lets one in. Raises GroupFull, GroupOver."""
    free = sa.and_(Group.id == group.id, Group.status == FORMING, Group.expires_at > clock.now())
    free = sa.and_(free, Group.seats_taken < Group.size)
    if not await changed(session, sa.update(Group).where(free).values(seats_taken=Group.seats_taken + 1)):
        now = await session.get_one(Group, group.id, populate_existing=True)
        raise _why_not(now) or GroupFull()
    return group.id


async def _new(session: AsyncSession, activity: GroupBuy, user_id: int) -> int:
    group = Group(
        activity_id=activity.id,
        head_user_id=user_id,
        size=activity.size,
        seats_taken=1,
        paid_count=0,
        status=GROUP.initial,
        created_at=clock.now(),
    )
    session.add(group)
    await session.flush()
    return group.id


async def _share(session: AsyncSession, activity: GroupBuy, user_id: int) -> None:
    """Raises LimitReached."""
    wanted = upsert(session, GroupBuyShare).values(activity_id=activity.id, user_id=user_id, orders=1)
    wanted = wanted.on_conflict_do_update(
        index_elements=["activity_id", "user_id"],
        set_={"orders": GroupBuyShare.orders + 1},
        where=GroupBuyShare.orders < activity.per_user_limit,
    )
    if not await changed(session, wanted):
        raise LimitReached(f"这个拼团每人限参加 {activity.per_user_limit} 次", by="user")
