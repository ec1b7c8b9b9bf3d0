"""What other modules may use of this one."""

from collections.abc import Collection

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession

from app.core.masking import mask_name
from app.core.settings import settings
from app.modules.identity.addresses import AddressInfo, address_of
from app.modules.identity.models import User, WeChatAccount
from app.modules.identity.purposes import ADDRESS, PHONE
from app.modules.identity.service import lock as lock_user

__all__ = ["ADDRESS", "PHONE", "AddressInfo", "address_of", "lock_user", "masked_names", "openid_of"]


async def openid_of(session: AsyncSession, user_id: int, appid: str | None = None) -> str | None:
    """How WeChat calls the customer in the mini-program `appid` (default: ours); None when he never signed in there."""
    mine = sa.and_(WeChatAccount.user_id == user_id, WeChatAccount.appid == (appid or settings().wechat_appid))
    return await session.scalar(sa.select(WeChatAccount.openid).where(mine).order_by(WeChatAccount.id).limit(1))


async def masked_names(session: AsyncSession, user_ids: Collection[int]) -> dict[int, str]:
    """How staff see customers whom they need not know: `小* 12`, the nickname masked and the number."""
    rows = await session.execute(sa.select(User.id, User.nickname).where(User.id.in_(user_ids)))
    return {user_id: f"{mask_name(nickname)} {user_id}" for user_id, nickname in rows}
