"""How a group comes to be, becomes complete, or fails. Whatever it entails is in the transaction that moves it."""

from datetime import timedelta

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession

from app.contracts.group_buy import GroupFailed, GroupOpened, GroupSucceeded
from app.core import clock, jobs
from app.core.context import SYSTEM, Actor
from app.core.database import changed
from app.core.events import emit
from app.modules.group_buy.models import Group, GroupMember
from app.modules.group_buy.states import (
    FAILED,
    FORMING,
    GROUP,
    LEFT,
    LIVE,
    MEMBER,
    OPENING,
    PAID,
    REFUNDED,
    RESERVED,
    SUCCESS,
)
from app.modules.order.api import cancel_paid, cancel_unpaid, let_go

EXPIRE = "group_buy.expire"
REASON = "group_failed"
NOT_COMPLETE = "到时未成团，自动取消并退款"


async def paid(session: AsyncSession, order_id: int) -> None:
    """The order's seat is confirmed. The first payment opens the group, the last one completes it; one that comes
    after the group has failed goes back.
    """
    member = await member_of(session, order_id)
    if member is None or member.status not in LIVE:
        return
    if not await MEMBER.move(session, GroupMember, member.id, source=RESERVED, to=PAID):
        return
    one_more = sa.update(Group).where(Group.id == member.group_id, Group.status.in_((OPENING, FORMING)))
    if not await changed(session, one_more.values(paid_count=Group.paid_count + 1)):
        await cancel_paid(session, order_id, SYSTEM, REASON, "付款时这个团已经结束，自动退款")
        return
    group = await session.get_one(Group, member.group_id, populate_existing=True)
    if group.status == OPENING:
        await _open(session, group)
    elif group.missing == 0:
        await _succeed(session, group)


async def _open(session: AsyncSession, group: Group) -> None:
    expires_at = clock.now() + timedelta(hours=group.activity.hours)
    if await GROUP.move(session, Group, group.id, source=OPENING, to=FORMING, expires_at=expires_at):
        await jobs.schedule(session, EXPIRE, key=str(group.id), run_at=expires_at, payload={"group_id": group.id})
        await emit(session, GroupOpened(group.id, group.head_user_id, expires_at))


async def _succeed(session: AsyncSession, group: Group) -> None:
    """All orders of the group are let go together."""
    if not await GROUP.move(session, Group, group.id, source=FORMING, to=SUCCESS, settled_at=clock.now()):
        return
    members = [member for member in await _live(session, group.id) if member.status == PAID]
    for member in members:
        await let_go(session, member.order_id, SYSTEM, f"{group.size} 人已成团")
    await emit(session, GroupSucceeded(group.id, tuple(member.user_id for member in members)))


async def fail(session: AsyncSession, group_id: int, actor: Actor = SYSTEM, note: str = NOT_COMPLETE) -> bool:
    """Cancel every order of the group; who has paid gets his money back. False when it does not wait for members."""
    if not await GROUP.move(session, Group, group_id, source=FORMING, to=FAILED, settled_at=clock.now()):
        return False
    members = await _live(session, group_id)
    for member in members:
        # Paid a moment ago, without this group having heard of it: then it is the second that cancels.
        if member.status == PAID or not await cancel_unpaid(session, member.order_id, actor, REASON, note):
            await cancel_paid(session, member.order_id, actor, REASON, note)
    await emit(session, GroupFailed(group_id, tuple(member.user_id for member in members if member.status == PAID)))
    return True


async def give_up(session: AsyncSession, order_id: int) -> GroupMember | None:
    """The order is cancelled: its seat is free again. A group in which nobody is left who has paid fails.

    Answers whose seat it was, once.
    """
    member = await member_of(session, order_id)
    if member is None or member.status not in LIVE:
        return None
    had_paid = member.status == PAID
    if not await MEMBER.move(session, GroupMember, member.id, source=member.status, to=REFUNDED if had_paid else LEFT):
        return None
    waiting = sa.and_(Group.id == member.group_id, Group.status.in_((OPENING, FORMING)))
    fewer = {"seats_taken": Group.seats_taken - 1, "paid_count": Group.paid_count - int(had_paid)}
    if await changed(session, sa.update(Group).where(waiting).values(fewer)):
        group = await session.get_one(Group, member.group_id, populate_existing=True)
        if group.status == OPENING:
            await GROUP.move(session, Group, group.id, source=OPENING, to=FAILED, settled_at=clock.now())
        elif group.paid_count == 0:
            await fail(session, group.id, note="团里已没有付款的成员，自动取消")
    return member


async def member_of(session: AsyncSession, order_id: int) -> GroupMember | None:
    statement = sa.select(GroupMember).where(GroupMember.order_id == order_id)
    found: GroupMember | None = await session.scalar(statement, execution_options={"populate_existing": True})
    return found


async def _live(session: AsyncSession, group_id: int) -> list[GroupMember]:
    statement = (
        sa.select(GroupMember)
        .where(GroupMember.group_id == group_id, GroupMember.status.in_(LIVE))
        .order_by(GroupMember.id)
    )
    return list(await session.scalars(statement, execution_options={"populate_existing": True}))
