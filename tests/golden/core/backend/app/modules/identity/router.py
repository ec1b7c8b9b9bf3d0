"""Signing in, and everything about oneself except addresses."""

from collections.abc import Mapping, Sequence
from typing import Any

from fastapi import APIRouter, Response
from fastapi.responses import JSONResponse

from app.contracts.identity import UserErased
from app.core import audit, privacy
from app.core.auth import CurrentUser, close_sessions, public
from app.core.database import DatabaseDep
from app.core.errors import raises
from app.core.events import emit
from app.core.idempotency import repeatable
from app.core.media import PictureInvalid, PictureTooLarge, Upload, read_upload, remove_picture, store_picture
from app.core.privacy import AccountInUse, ConsentRequired, Kept, PurposeNotFound, PurposeOutdated
from app.core.rate_limit import limit_address, limit_user
from app.core.wechat import WeChatDep, WeChatError, WxCodeInvalid
from app.modules.identity import service
from app.modules.identity.purposes import PHONE
from app.modules.identity.schemas import (
    ConsentGrant,
    ConsentList,
    ConsentOut,
    KeptList,
    KeptOut,
    LoggedIn,
    Me,
    PhoneCode,
    ProfileChange,
    WxLogin,
)

router = APIRouter(tags=["账户"])

AVATAR_SIDE = 512
KEPT: Mapping[int | str, dict[str, Any]] = {200: {"model": KeptList, "description": "依法须保存，已封存"}}


@router.post(
    "/auth/wx-login",
    dependencies=[public, limit_address("60/minute", "wx_login")],
    responses=raises(WxCodeInvalid, WeChatError),
    summary="微信登录",
    openapi_extra=repeatable("WeChat's code works once"),
)
async def wx_login(body: WxLogin, wechat: WeChatDep, database: DatabaseDep) -> LoggedIn:
    person = await wechat.code2session(body.code)
    async with database.begin() as session:
        user, token, expires_at = await service.sign_in(session, person)
        return LoggedIn(token=token, expires_at=expires_at, user=await service.me(session, user.id))


@router.get("/me", summary="我的资料")
async def me(user: CurrentUser, database: DatabaseDep) -> Me:
    async with database.read() as session:
        return await service.me(session, user.id)


@router.put("/me", summary="修改资料")
async def change_profile(body: ProfileChange, user: CurrentUser, database: DatabaseDep) -> Me:
    async with database.begin() as session:
        if body.nickname is not None:
            await service.rename(session, user.id, body.nickname)
        return await service.me(session, user.id)


@router.post(
    "/me/avatar",
    dependencies=[limit_user("20/hour", "avatar")],
    responses=raises(PictureInvalid, PictureTooLarge),
    summary="更换头像",
    openapi_extra=repeatable("replaces the picture: the same afterwards"),
)
async def change_avatar(file: Upload, user: CurrentUser, database: DatabaseDep) -> Me:
    picture = await store_picture(await read_upload(file), longest_side=AVATAR_SIDE, personal=True)
    try:
        async with database.begin() as session:
            await service.set_avatar(session, user.id, picture)
            return await service.me(session, user.id)
    except BaseException:
        await remove_picture(picture)
        raise


@router.post(
    "/me/phone",
    dependencies=[limit_user("5/hour", "phone")],
    responses=raises(ConsentRequired, WxCodeInvalid, WeChatError),
    summary="绑定手机号（每次向微信查询都要付费）",
    openapi_extra=repeatable("WeChat's code works once"),
)
async def change_phone(body: PhoneCode, user: CurrentUser, wechat: WeChatDep, database: DatabaseDep) -> Me:
    async with database.read() as session:
        await privacy.require_consent(session, user.id, PHONE.id)
    phone = await wechat.phone_number(body.code)
    async with database.begin() as session:
        await service.set_phone(session, user.id, phone)
        return await service.me(session, user.id)


@router.get("/me/consents", summary="个人信息的用途与我的同意")
async def consents(user: CurrentUser, database: DatabaseDep) -> ConsentList:
    async with database.read() as session:
        granted = await privacy.consents(session, user.id)
    return ConsentList(
        items=[
            ConsentOut(purpose=p.id, title=p.title, text=p.text, version=p.version, granted_at=granted.get(p.id))
            for p in privacy.purposes()
        ]
    )


@router.put(
    "/me/consents/{purpose}", status_code=204, responses=raises(PurposeNotFound, PurposeOutdated), summary="同意"
)
async def grant(purpose: str, body: ConsentGrant, user: CurrentUser, database: DatabaseDep) -> None:
    async with database.begin() as session:
        await privacy.grant(session, user.id, purpose, body.version)


@router.delete(
    "/me/consents/{purpose}",
    status_code=204,
    responses={**KEPT, **raises(PurposeNotFound)},
    summary="撤回同意（依法须保存的会在回答里说明）",
)
async def withdraw(purpose: str, user: CurrentUser, database: DatabaseDep) -> Response:
    async with database.begin() as session:
        return _gone(await privacy.withdraw(session, user.id, purpose))


@router.get("/me/export", dependencies=[limit_user("10/hour", "export")], summary="导出我的全部数据")
async def export(user: CurrentUser, database: DatabaseDep) -> dict[str, Any]:
    async with database.begin() as session:
        await audit.record(session, user.actor, "user.export", "user", user.id)
        return await privacy.export(session, user.id)


@router.delete(
    "/me",
    status_code=204,
    responses={**KEPT, **raises(AccountInUse)},
    summary="注销账户（依法须保存的会在回答里说明）",
)
async def erase(user: CurrentUser, database: DatabaseDep) -> Response:
    async with database.begin() as session:
        kept = await privacy.erase(session, user.id)
        await close_sessions(session, "user", user.id)
        await audit.record(session, user.actor, "user.erase", "user", user.id)
        await emit(session, UserErased(user.id))
        return _gone(kept)


def _gone(kept: Sequence[Kept]) -> Response:
    """204 where nothing is left, 200 with what is locked away instead."""
    body = KeptList(items=[KeptOut.model_validate(one) for one in kept])
    return JSONResponse(body.model_dump(mode="json")) if kept else Response(status_code=204)
