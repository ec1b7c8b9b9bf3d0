"""What other modules may use of this one."""

from collections.abc import Collection
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession

from app.core import clock
from app.core.crypto import blind_index
from app.core.masking import mask_name
from app.core.media import media_url
from app.core.settings import settings
from app.modules.identity.addresses import AddressInfo, address_of
from app.modules.identity.errors import UserNotFound
from app.modules.identity.models import User, WeChatAccount
from app.modules.identity.purposes import ADDRESS, PHONE
from app.modules.identity.service import lock as lock_user

__all__ = [
    "ADDRESS",
    "PHONE",
    "AddressInfo",
    "Profile",
    "UserNotFound",
    "address_of",
    "lock_user",
    "masked_names",
    "newcomer",
    "nicknames",
    "openid_of",
    "phone_mark",
    "phone_mark_of",
    "profiles",
]


@dataclass(frozen=True)
class Profile:
    """How a customer shows himself to others."""

    user_id: int
    nickname: str
    avatar_url: str | None


async def profiles(session: AsyncSession, user_ids: Collection[int]) -> dict[int, Profile]:
    rows = await session.execute(sa.select(User.id, User.nickname, User.avatar).where(User.id.in_(user_ids)))
    return {row.id: Profile(row.id, row.nickname, media_url(row.avatar) if row.avatar else None) for row in rows}


async def nicknames(session: AsyncSession, user_ids: Collection[int]) -> dict[int, str]:
    """What the customers are called; those who left, or never were, are not among them."""
    there = sa.and_(User.id.in_(user_ids), User.erased_at.is_(None))
    return dict((await session.execute(sa.select(User.id, User.nickname).where(there))).all())


async def masked_names(session: AsyncSession, user_ids: Collection[int]) -> dict[int, str]:
    """How staff see customers whom they need not know: `小* 12`, the nickname masked and the number."""
    rows = await session.execute(sa.select(User.id, User.nickname).where(User.id.in_(user_ids)))
    return {user_id: f"{mask_name(nickname)} {user_id}" for user_id, nickname in rows}


def phone_mark(phone: str) -> str:
    """Stands for a phone number: the same for the same number, and without the key nothing can be told from it."""
    return blind_index(User.phone_index, "".join(character for character in phone if character.isdecimal())[-11:])


async def phone_mark_of(session: AsyncSession, user_id: int) -> str | None:
    """The mark of the customer's own number; None when he has not told it."""
    return await session.scalar(sa.select(User.phone_index).where(User.id == user_id))


async def openid_of(session: AsyncSession, user_id: int, appid: str | None = None) -> str | None:
    """How WeChat calls the customer in the mini-program `appid` (default: ours); None when he never signed in there."""
    mine = sa.and_(WeChatAccount.user_id == user_id, WeChatAccount.appid == (appid or settings().wechat_appid))
    return await session.scalar(sa.select(WeChatAccount.openid).where(mine).order_by(WeChatAccount.id).limit(1))


async def newcomer(session: AsyncSession, nickname: str) -> int:
    """The id of a customer who has never signed in with WeChat: those of demo data."""
    user = User(nickname=nickname, created_at=clock.now())
    session.add(user)
    await session.flush()
    return user.id
