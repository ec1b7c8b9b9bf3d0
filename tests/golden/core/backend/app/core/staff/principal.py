"""The signed-in member of staff, and the check that stands in front of every staff route."""

from collections.abc import Callable, Coroutine
from dataclasses import dataclass
from typing import Annotated, Any

from fastapi import Depends
from fastapi.params import Depends as DependsParam
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer
from sqlalchemy.ext.asyncio import AsyncSession
from structlog.contextvars import bind_contextvars

from app.core.auth import Unauthenticated, subject_of
from app.core.business import Scope
from app.core.context import Actor
from app.core.database import DatabaseDep
from app.core.errors import AppError, refuses
from app.core.staff.model import StaffAccount
from app.core.staff.roles import scope_of


class Forbidden(AppError):
    status, code, message = 403, "FORBIDDEN", "没有权限进行此操作"


class PasswordChangeRequired(AppError):
    status, code, message = 403, "PASSWORD_CHANGE_REQUIRED", "请先修改初始密码"


@dataclass(frozen=True)
class Staff:
    id: int
    username: str
    name: str
    roles: tuple[str, ...]
    must_change_password: bool

    @property
    def actor(self) -> Actor:
        return Actor("staff", self.id)

    def can(self, permission: str) -> bool:
        return self.scope(permission) is not None

    def scope(self, permission: str) -> Scope | None:
        """How far the permission reaches: `self`, `store` or `all`; None when it is not held."""
        return scope_of(self.roles, permission)


async def staff_of(session: AsyncSession, token: str) -> Staff | None:
    """Whose token this is, if the account is still active."""
    staff_id = await subject_of(session, "staff", token)
    account = await session.get(StaffAccount, staff_id) if staff_id is not None else None
    if account is None or not account.active:
        return None
    roles = tuple(sorted(held.role for held in account.roles))
    return Staff(account.id, account.username, account.name, roles, account.must_change_password)


_bearer = HTTPBearer(auto_error=False, scheme_name="staff", description="The token of POST /staff/login")


@refuses(Unauthenticated)
async def staff_token(credentials: Annotated[HTTPAuthorizationCredentials | None, Depends(_bearer)]) -> str:
    if credentials is None:
        raise Unauthenticated
    return credentials.credentials


@refuses(Unauthenticated)
async def current_staff(token: Annotated[str, Depends(staff_token)], database: DatabaseDep) -> Staff:
    async with database.read() as session:
        staff = await staff_of(session, token)
    if staff is None:
        raise Unauthenticated
    bind_contextvars(actor=f"staff:{staff.id}")
    return staff


CurrentStaff = Annotated[Staff, Depends(current_staff)]

REQUIRED: dict[Callable[..., object], str | None] = {}
"""The permission that each check asks for; None where being signed in is enough."""


def require(permission: str) -> DependsParam:
    """Only for staff with `permission`: `@router.get("/staff/orders", dependencies=[require("order.read")])`.

    Refuses as well while the one-time password has not been changed. A permission that nothing declares stops the
    start-up.
    """

    @refuses(Forbidden, PasswordChangeRequired)
    async def check(staff: CurrentStaff) -> None:
        if staff.must_change_password:
            raise PasswordChangeRequired
        if not staff.can(permission):
            raise Forbidden(permission=permission)

    REQUIRED[check] = permission
    return _depends(check)


async def _anyone(staff: CurrentStaff) -> None:
    del staff


def _depends(check: Callable[..., Coroutine[Any, Any, None]]) -> DependsParam:
    marker: DependsParam = Depends(check)
    return marker


REQUIRED[_anyone] = None
signed_in = _depends(_anyone)
"""Any member of staff, whatever his roles and even before the first password is changed: for his own account only."""
