"""Signing in and the profile."""

from datetime import datetime, timedelta

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession

from app.contracts.identity import UserRegistered
from app.core import clock, jobs, privacy
from app.core.auth import Unauthenticated, open_session
from app.core.crypto import blind_index, seal, unseal
from app.core.database import changed, upsert
from app.core.events import emit
from app.core.masking import mask_phone
from app.core.media import media_url
from app.core.settings import settings
from app.core.wechat import PhoneNumber, WxSession
from app.modules.identity.models import User, WeChatAccount
from app.modules.identity.purposes import PHONE
from app.modules.identity.schemas import Me
from app.modules.identity.settings import IdentitySettings

FORGET_PICTURE = "identity.forget_picture"


async def sign_in(session: AsyncSession, person: WxSession) -> tuple[User, str, datetime]:
    """The customer behind WeChat's answer, new or known, with a token and the moment it expires."""
    user = await _known(session, person) or await _register(session, person)
    token, expires_at = await open_session(session, "user", user.id, timedelta(days=settings().session_days))
    return user, token, expires_at


async def _known(session: AsyncSession, person: WxSession) -> User | None:
    mine = sa.and_(WeChatAccount.appid == settings().wechat_appid, WeChatAccount.openid == person.openid)
    return await session.scalar(sa.select(User).join(WeChatAccount, WeChatAccount.user_id == User.id).where(mine))


async def _register(session: AsyncSession, person: WxSession) -> User:
    """A new customer, or the one whom another mini-program of the company knows by the same unionid.

    Two first sign-ins at the same moment: the constraint lets one through, the other takes its customer.
    """
    user = await _by_unionid(session, person.unionid)
    is_new = user is None
    if user is None:
        user = User(nickname=IdentitySettings.load().default_nickname, created_at=clock.now())
        session.add(user)
        await session.flush()
    row = {"user_id": user.id, "appid": settings().wechat_appid, "openid": person.openid, "unionid": person.unionid}
    if await changed(session, upsert(session, WeChatAccount).values(row).on_conflict_do_nothing()):
        if is_new:
            await emit(session, UserRegistered(user.id))
        return user
    if is_new:
        await session.delete(user)
        await session.flush()
    winner = await _known(session, person)
    assert winner is not None  # noqa: S101  # the row that the insert met
    return winner


async def _by_unionid(session: AsyncSession, unionid: str | None) -> User | None:
    if unionid is None:
        return None
    known = sa.select(User).join(WeChatAccount, WeChatAccount.user_id == User.id)
    return await session.scalar(known.where(WeChatAccount.unionid == unionid).order_by(User.id).limit(1))


async def me(session: AsyncSession, user_id: int) -> Me:
    user = await session.get_one(User, user_id, populate_existing=True)
    phone = unseal(user, "phone")
    return Me(
        id=user.id,
        nickname=user.nickname,
        avatar_url=media_url(user.avatar) if user.avatar else None,
        phone=mask_phone(phone) if phone else None,
        created_at=user.created_at,
        consents=sorted(await privacy.consents(session, user_id)),
    )


async def lock(session: AsyncSession, user_id: int) -> User:
    """The customer, for one change at a time. Raises Unauthenticated when he left while the request was on its way."""
    user = await session.get_one(User, user_id, with_for_update=True, populate_existing=True)
    if user.erased_at is not None:
        raise Unauthenticated
    return user


async def rename(session: AsyncSession, user_id: int, nickname: str) -> None:
    (await lock(session, user_id)).nickname = nickname
    await session.flush()


async def set_avatar(session: AsyncSession, user_id: int, picture: str | None) -> None:
    """Show another picture, or none; the one before is removed from the disk once this is committed."""
    user = await lock(session, user_id)
    before, user.avatar = user.avatar, picture
    await session.flush()
    if before and before != picture:
        await jobs.schedule(session, FORGET_PICTURE, payload={"name": before})


async def set_phone(session: AsyncSession, user_id: int, phone: PhoneNumber) -> None:
    """Raises ConsentRequired when the consent was taken back while WeChat was asked."""
    user = await lock(session, user_id)
    await privacy.require_consent(session, user_id, PHONE.id)
    number = phone.number if phone.country_code == "86" else f"+{phone.country_code} {phone.number}"
    seal(user, "phone", number)
    user.phone_index = blind_index(User.phone_index, number)
    await session.flush()
