"""What other modules may use of this one."""

from collections.abc import Collection

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession

from app.core import clock
from app.core.settings import settings
from app.modules.identity.addresses import AddressInfo, address_of
from app.modules.identity.models import User, WeChatAccount
from app.modules.identity.purposes import ADDRESS, PHONE
from app.modules.identity.service import lock as lock_user

__all__ = ["ADDRESS", "PHONE", "AddressInfo", "address_of", "lock_user", "newcomer", "nicknames_of", "openid_of"]


async def openid_of(session: AsyncSession, user_id: int, appid: str | None = None) -> str | None:
    """How WeChat calls the customer in the mini-program `appid` (default: ours); None when he never signed in there."""
    mine = sa.and_(WeChatAccount.user_id == user_id, WeChatAccount.appid == (appid or settings().wechat_appid))
    return await session.scalar(sa.select(WeChatAccount.openid).where(mine).order_by(WeChatAccount.id).limit(1))


async def nicknames_of(session: AsyncSession, user_ids: Collection[int]) -> dict[int, str]:
    """What customers call themselves, those who left included."""
    rows = await session.execute(sa.select(User.id, User.nickname).where(User.id.in_(user_ids)))
    return dict(rows.all())


async def newcomer(session: AsyncSession, nickname: str) -> int:
    """The id of a customer who has never signed in with WeChat: those of demo data."""
    user = User(nickname=nickname, created_at=clock.now())
    session.add(user)
    await session.flush()
    return user.id
