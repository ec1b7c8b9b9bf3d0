"""Staff accounts: signing in, passwords, hiring and letting go."""

from collections.abc import Collection
from datetime import datetime, timedelta

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession

from app.core import audit, clock
from app.core.auth import close_sessions, open_session
from app.core.context import SYSTEM, Actor
from app.core.database import Database, changed, upsert
from app.core.errors import AppError, NotFound
from app.core.settings import settings
from app.core.staff.model import StaffAccount, StaffRole
from app.core.staff.passwords import hash_password, one_time_password, verify_password
from app.core.staff.roles import OWNER, known_roles


class CredentialsInvalid(AppError):
    status, code, message = 401, "CREDENTIALS_INVALID", "用户名或密码不正确"


class PasswordWeak(AppError):
    status, code, message = 422, "PASSWORD_WEAK", "新密码不能与原密码相同，也不能包含用户名"


class RoleUnknown(AppError):
    status, code, message = 422, "ROLE_UNKNOWN", "没有这个角色"


class UsernameTaken(AppError):
    status, code, message = 409, "USERNAME_TAKEN", "用户名已被使用"


class LastOwner(AppError):
    status, code, message = 409, "LAST_OWNER", "至少要保留一位负责人"


async def sign_in(database: Database, username: str, password: str) -> tuple[StaffAccount, str, datetime]:
    """The account, a token and when it expires. Raises CredentialsInvalid."""
    async with database.read() as session:
        account = await session.scalar(sa.select(StaffAccount).where(StaffAccount.username == username))
    if (
        not await verify_password(password, account.password_hash if account and account.active else None)
        or not account
    ):
        raise CredentialsInvalid
    async with database.begin() as session:
        # The password may have been changed, or the account closed, while it was being verified.
        unchanged = sa.select(StaffAccount.id).where(
            StaffAccount.id == account.id, StaffAccount.active, StaffAccount.password_hash == account.password_hash
        )
        if await session.scalar(unchanged.with_for_update()) is None:
            raise CredentialsInvalid
        token, expires_at = await open_session(
            session, "staff", account.id, timedelta(hours=settings().staff_session_hours)
        )
        await audit.record(session, Actor("staff", account.id), "staff.sign_in", "staff", account.id)
    return account, token, expires_at


async def change_password(database: Database, staff_id: int, old: str, new: str) -> None:
    """Sets the new password and ends every session. Raises CredentialsInvalid, PasswordWeak."""
    async with database.read() as session:
        account = await session.get_one(StaffAccount, staff_id)
    if not await verify_password(old, account.password_hash):
        raise CredentialsInvalid
    if new == old or account.username.lower() in new.lower():
        raise PasswordWeak
    new_hash = await hash_password(new)
    async with database.begin() as session:
        mine = sa.and_(StaffAccount.id == staff_id, StaffAccount.password_hash == account.password_hash)
        change = sa.update(StaffAccount).where(mine).values(password_hash=new_hash, must_change_password=False)
        if not await changed(session, change):
            raise CredentialsInvalid
        await close_sessions(session, "staff", staff_id)
        await audit.record(session, Actor("staff", staff_id), "staff.change_password", "staff", staff_id)


async def hire(database: Database, actor: Actor, username: str, name: str, roles: Collection[str]) -> tuple[int, str]:
    """A new account and its one-time password. Raises UsernameTaken, RoleUnknown."""
    _check_roles(roles)
    password = one_time_password()
    password_hash = await hash_password(password)
    async with database.begin() as session:
        row = {
            "username": username,
            "name": name,
            "password_hash": password_hash,
            "must_change_password": True,
            "active": True,
            "created_at": clock.now(),
        }
        if not await changed(session, upsert(session, StaffAccount).values(row).on_conflict_do_nothing()):
            raise UsernameTaken
        staff_id = await session.scalar(sa.select(StaffAccount.id).where(StaffAccount.username == username))
        assert staff_id is not None  # noqa: S101  # inserted in this transaction
        session.add_all(StaffRole(staff_id=staff_id, role=role) for role in sorted(set(roles)))
        await audit.record(session, actor, "staff.hire", "staff", staff_id, roles=sorted(set(roles)))
    return staff_id, password


async def first_owner(database: Database) -> tuple[str, str] | None:
    """The user name and one-time password of the first owner; None when there is one already."""
    async with database.read() as session:
        if await session.scalar(sa.select(sa.exists().where(StaffRole.role == OWNER))):
            return None
    try:
        _, password = await hire(database, SYSTEM, OWNER, "负责人", [OWNER])
    except UsernameTaken:
        return None
    return OWNER, password


async def set_roles(session: AsyncSession, actor: Actor, staff_id: int, roles: Collection[str]) -> None:
    """Raises NotFound, RoleUnknown, LastOwner."""
    _check_roles(roles)
    await _lock(session)
    if await session.get(StaffAccount, staff_id) is None:
        raise NotFound
    await session.execute(sa.delete(StaffRole).where(StaffRole.staff_id == staff_id))
    session.add_all(StaffRole(staff_id=staff_id, role=role) for role in sorted(set(roles)))
    await session.flush()
    await _keep_an_owner(session)
    await audit.record(session, actor, "staff.set_roles", "staff", staff_id, roles=sorted(set(roles)))


async def set_active(session: AsyncSession, actor: Actor, staff_id: int, active: bool) -> None:  # noqa: FBT001  # named at every call
    """Let somebody go, or back in; letting go ends his sessions. Raises NotFound, LastOwner."""
    await _lock(session)
    if not await changed(session, sa.update(StaffAccount).where(StaffAccount.id == staff_id).values(active=active)):
        raise NotFound
    if not active:
        await close_sessions(session, "staff", staff_id)
        await _keep_an_owner(session)
    await audit.record(session, actor, "staff.set_active", "staff", staff_id, active=active)


async def reset_password(database: Database, actor: Actor, staff_id: int) -> str:
    """A new one-time password; every session of his ends. Raises NotFound."""
    password = one_time_password()
    password_hash = await hash_password(password)
    async with database.begin() as session:
        values = {"password_hash": password_hash, "must_change_password": True}
        if not await changed(session, sa.update(StaffAccount).where(StaffAccount.id == staff_id).values(values)):
            raise NotFound
        await close_sessions(session, "staff", staff_id)
        await audit.record(session, actor, "staff.reset_password", "staff", staff_id)
    return password


def _check_roles(roles: Collection[str]) -> None:
    if unknown := set(roles) - set(known_roles()):
        raise RoleUnknown(roles=sorted(unknown))


async def _lock(session: AsyncSession) -> None:
    """One at a time: two owners who dismiss each other must not both succeed. (On SQLite writers are alone anyway.)"""
    await session.execute(sa.select(StaffAccount.id).order_by(StaffAccount.id).with_for_update())


async def _keep_an_owner(session: AsyncSession) -> None:
    owner = sa.select(StaffAccount.id).join(StaffRole).where(StaffRole.role == OWNER, StaffAccount.active)
    if await session.scalar(owner.limit(1)) is None:
        raise LastOwner
