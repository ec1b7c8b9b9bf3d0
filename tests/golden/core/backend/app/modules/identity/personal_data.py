"""What this module knows about a person: a copy of it, and its end."""

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession

from app.core import clock
from app.core.crypto import unseal
from app.core.media import media_url
from app.modules.identity import addresses, service
from app.modules.identity.models import Address, User, WeChatAccount
from app.modules.identity.purposes import ADDRESS, PHONE

ERASED_NICKNAME = "已注销"


class IdentityPersonalData:
    section = "account"

    async def export(self, session: AsyncSession, user_id: int) -> object:
        user = await session.get_one(User, user_id)
        accounts = await session.scalars(sa.select(WeChatAccount).where(WeChatAccount.user_id == user_id))
        return {
            "id": user.id,
            "nickname": user.nickname,
            "avatar_url": media_url(user.avatar) if user.avatar else None,
            "phone": unseal(user, "phone"),
            "created_at": user.created_at,
            "wechat": [{"appid": a.appid, "openid": a.openid, "unionid": a.unionid} for a in accounts],
            "addresses": [
                addresses.shown(address).model_dump() for address in await addresses.listed(session, user_id)
            ],
        }

    async def erase(self, session: AsyncSession, user_id: int) -> None:
        await service.set_avatar(session, user_id, None)
        await session.execute(sa.delete(Address).where(Address.user_id == user_id))
        await session.execute(sa.delete(WeChatAccount).where(WeChatAccount.user_id == user_id))
        nobody = {"nickname": ERASED_NICKNAME, "phone": None, "phone_index": None, "erased_at": clock.now()}
        await session.execute(sa.update(User).where(User.id == user_id).values(nobody))

    async def withdraw(self, session: AsyncSession, user_id: int, purpose: str) -> None:
        if purpose == PHONE.id:
            await session.execute(sa.update(User).where(User.id == user_id).values(phone=None, phone_index=None))
        if purpose == ADDRESS.id:
            await session.execute(sa.delete(Address).where(Address.user_id == user_id))
