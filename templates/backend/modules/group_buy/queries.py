"""Reading activities and groups."""

from collections.abc import Sequence

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession

from app.core import clock
from app.core.masking import mask_name
from app.core.pagination import Page, PageQuery, paginate
from app.modules.catalog.api import SkuInfo, skus_by_id
from app.modules.group_buy.errors import GroupBuyNotFound, GroupNotFound
from app.modules.group_buy.models import Group, GroupBuy, GroupMember
from app.modules.group_buy.schemas import (
    GroupBuyOut,
    GroupOut,
    ItemOut,
    MemberOut,
    OfProductOut,
    StaffGroup,
    WaitingOut,
)
from app.modules.group_buy.settings import GroupBuySettings
from app.modules.group_buy.states import FORMING, LIVE, PAID, PUBLISHED
from app.modules.identity.api import Profile, profiles

NOBODY = Profile(0, "顾客", None)


async def find(session: AsyncSession, activity_id: int) -> GroupBuy:
    """Raises GroupBuyNotFound."""
    activity = await session.get(GroupBuy, activity_id, populate_existing=True)
    if activity is None:
        raise GroupBuyNotFound
    return activity


async def group_by_code(session: AsyncSession, code: str) -> Group:
    """Raises GroupNotFound."""
    statement = sa.select(Group).where(Group.code == code)
    group = await session.scalar(statement, execution_options={"populate_existing": True})
    if group is None:
        raise GroupNotFound
    return group


async def running(session: AsyncSession, page: PageQuery) -> Page[GroupBuyOut]:
    """The activities in which groups can be opened now, of products that are on sale."""
    rows, cursor = await paginate(session, sa.select(GroupBuy).where(_running()), page, key=[GroupBuy.id])
    return Page(items=await described(session, rows, only_on_sale=True), next_cursor=cursor)


async def one(session: AsyncSession, activity_id: int) -> GroupBuyOut:
    """Raises GroupBuyNotFound."""
    return (await described(session, [await find(session, activity_id)]))[0]


async def of_product(session: AsyncSession, spu_id: int) -> OfProductOut:
    """The product's activity, the newest where there are several, and groups that wait for members."""
    mine = sa.and_(_running(), GroupBuy.spu_id == spu_id)
    rows = (await session.scalars(sa.select(GroupBuy).where(mine).order_by(GroupBuy.id.desc()).limit(1))).all()
    activities = await described(session, rows, only_on_sale=True)
    groups = await _waiting(session, activities[0].id) if activities else []
    return OfProductOut(now=clock.now(), activity=activities[0] if activities else None, groups=groups)


def _running() -> sa.ColumnElement[bool]:
    now = clock.now()
    return sa.and_(GroupBuy.status == PUBLISHED, GroupBuy.starts_at <= now, GroupBuy.ends_at > now)


async def _waiting(session: AsyncSession, activity_id: int) -> list[WaitingOut]:
    """The groups with a free seat, the one that ends next first."""
    free = sa.and_(Group.activity_id == activity_id, Group.status == FORMING, Group.seats_taken < Group.size)
    statement = sa.select(Group).where(free, Group.expires_at > clock.now()).order_by(Group.expires_at, Group.id)
    groups = (await session.scalars(statement.limit(GroupBuySettings.load().groups_shown))).all()
    people = await profiles(session, {group.head_user_id for group in groups})
    return [
        WaitingOut(
            code=group.code,
            head=mask_name((head := people.get(group.head_user_id, NOBODY)).nickname),
            head_avatar_url=head.avatar_url,
            size=group.size,
            missing=group.missing,
            expires_at=group.expires_at,
        )
        for group in groups
        if group.expires_at
    ]


async def described(
    session: AsyncSession, rows: Sequence[GroupBuy], *, only_on_sale: bool = False
) -> list[GroupBuyOut]:
    """Activities with their product; those of which nothing can be bought are left out where that is asked."""
    skus = await skus_by_id(session, {item.sku_id for row in rows for item in row.items})
    return [
        _described(row, skus)
        for row in rows
        if not only_on_sale or any(skus[item.sku_id].on_sale for item in row.items)
    ]


def _described(row: GroupBuy, skus: dict[int, SkuInfo]) -> GroupBuyOut:
    first = skus[row.items[0].sku_id]
    shown = GroupBuyOut.model_fields.keys() - {"name", "image_url", "state", "items"}
    return GroupBuyOut(
        **{name: getattr(row, name) for name in shown},
        name=first.name,
        image_url=first.image_url,
        state=row.state_at(clock.now()),
        items=[
            ItemOut(
                sku_id=item.sku_id,
                specs_text=skus[item.sku_id].specs_text,
                price_fen=item.price_fen,
                usual_fen=skus[item.sku_id].price_fen,
            )
            for item in row.items
        ],
    )


async def shown(session: AsyncSession, groups: Sequence[Group], user_id: int) -> list[GroupOut]:
    """Groups as a customer sees them: those who have paid, and his own order."""
    people = await profiles(session, {member.user_id for group in groups for member in group.members})
    described_by_id = {row.id: row for row in await described(session, [group.activity for group in groups])}
    return [_shown(group, people, described_by_id[group.activity_id], user_id) for group in groups]


def _shown(group: Group, people: dict[int, Profile], activity: GroupBuyOut, user_id: int) -> GroupOut:
    now = clock.now()
    mine = next((one for one in group.members if one.user_id == user_id and one.status in LIVE), None)
    seats_left = group.size - group.seats_taken
    waits = group.status == FORMING and group.expires_at is not None and group.expires_at > now
    return GroupOut(
        code=group.code,
        status=group.status,
        size=group.size,
        missing=group.missing,
        seats_left=seats_left,
        expires_at=group.expires_at,
        now=now,
        members=[
            MemberOut(
                nickname=mask_name((person := people.get(member.user_id, NOBODY)).nickname),
                avatar_url=person.avatar_url,
                head=member.user_id == group.head_user_id,
                me=member.user_id == user_id,
            )
            for member in group.members
            if member.status == PAID
        ],
        order_id=mine.order_id if mine else None,
        joinable=waits and seats_left > 0 and mine is None,
        activity=activity,
    )


async def group_of_order(session: AsyncSession, order_id: int, user_id: int) -> GroupOut:
    """Raises GroupNotFound, also for somebody else's order."""
    mine = sa.and_(GroupMember.order_id == order_id, GroupMember.user_id == user_id)
    group = await session.scalar(sa.select(Group).join(GroupMember, GroupMember.group_id == Group.id).where(mine))
    if group is None:
        raise GroupNotFound
    return (await shown(session, [group], user_id))[0]


async def mine(session: AsyncSession, user_id: int, page: PageQuery) -> Page[GroupOut]:
    """The customer's groups, the latest first; those that he left without paying are left out."""
    in_it = sa.select(GroupMember.group_id).where(GroupMember.user_id == user_id, GroupMember.status != "left")
    rows, cursor = await paginate(session, sa.select(Group).where(Group.id.in_(in_it)), page, key=[Group.id])
    return Page(items=await shown(session, rows, user_id), next_cursor=cursor)


async def activities_page(session: AsyncSession, page: PageQuery) -> Page[GroupBuyOut]:
    rows, cursor = await paginate(session, sa.select(GroupBuy), page, key=[GroupBuy.id])
    return Page(items=await described(session, rows), next_cursor=cursor)


async def groups_page(
    session: AsyncSession, page: PageQuery, *, activity_id: int | None, status: str | None
) -> Page[StaffGroup]:
    statement = sa.select(Group)
    if activity_id is not None:
        statement = statement.where(Group.activity_id == activity_id)
    if status is not None:
        statement = statement.where(Group.status == status)
    rows, cursor = await paginate(session, statement, page, key=[Group.id])
    return Page(items=[for_staff(row) for row in rows], next_cursor=cursor)


async def group(session: AsyncSession, group_id: int) -> Group:
    """Raises GroupNotFound."""
    found = await session.get(Group, group_id, populate_existing=True)
    if found is None:
        raise GroupNotFound
    return found


def for_staff(row: Group) -> StaffGroup:
    return StaffGroup.model_validate(row, from_attributes=True)
