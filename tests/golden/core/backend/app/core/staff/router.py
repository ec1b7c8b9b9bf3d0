"""Signing in as a member of staff, and one's own account."""

from typing import Annotated

from fastapi import APIRouter, Depends

from app.core.auth import close_session, public
from app.core.database import DatabaseDep
from app.core.errors import RateLimited, raises
from app.core.idempotency import repeatable
from app.core.rate_limit import Limiter, limit_address
from app.core.staff import service
from app.core.staff.entrance import enter
from app.core.staff.permissions import KNOWN
from app.core.staff.principal import CurrentStaff, signed_in, staff_token
from app.core.staff.schemas import PasswordChange, SignedIn, SignIn, StaffOut
from app.core.staff.service import CredentialsInvalid, PasswordWeak

router = APIRouter(prefix="/staff", tags=["员工"])

LOGIN_RATE = "10/minute"


@router.post(
    "/login",
    dependencies=[public, limit_address(LOGIN_RATE, "staff_login")],
    responses=raises(CredentialsInvalid, RateLimited),
    summary="员工登录",
    openapi_extra=repeatable("a second session, no second effect"),
)
async def login(body: SignIn, database: DatabaseDep, limiter: Limiter) -> SignedIn:
    account, token, expires_at = await enter(database, limiter, body.username, body.password)
    return SignedIn(token=token, expires_at=expires_at, must_change_password=account.must_change_password)


@router.get("/me", dependencies=[signed_in], summary="当前员工")
async def me(staff: CurrentStaff) -> StaffOut:
    return StaffOut(
        id=staff.id,
        username=staff.username,
        name=staff.name,
        roles=list(staff.roles),
        permissions=sorted(permission for permission in KNOWN if staff.can(permission)),
        must_change_password=staff.must_change_password,
    )


@router.post(
    "/password",
    status_code=204,
    dependencies=[signed_in, limit_address(LOGIN_RATE, "staff_password")],
    responses=raises(CredentialsInvalid, PasswordWeak),
    summary="修改密码（修改后需要重新登录）",
    openapi_extra=repeatable("needs the old password"),
)
async def change_password(body: PasswordChange, staff: CurrentStaff, database: DatabaseDep) -> None:
    await service.change_password(database, staff.id, body.old, body.new)


@router.post(
    "/logout",
    status_code=204,
    dependencies=[signed_in],
    summary="退出登录",
    openapi_extra=repeatable("the token is dead afterwards"),
)
async def logout(token: Annotated[str, Depends(staff_token)], database: DatabaseDep) -> None:
    async with database.begin() as session:
        await close_session(session, token)
