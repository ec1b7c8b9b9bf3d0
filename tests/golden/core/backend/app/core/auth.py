"""Who is asking: sessions of customers and staff, and the customer's principal.

A token is 256 random bits; the database keeps only its SHA-256, so a copy of the database opens no session. Deleting
the rows of somebody signs him out everywhere.
"""

import hashlib
import secrets
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Annotated, Literal, TypeAlias, TypeVar

import sqlalchemy as sa
from fastapi import Depends
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Mapped, mapped_column
from structlog.contextvars import bind_contextvars

from app.core import clock
from app.core.context import Actor
from app.core.database import Base, DatabaseDep
from app.core.errors import AppError, refuses

Kind: TypeAlias = Literal["user", "staff"]


class Session(Base):
    __tablename__ = "core_session"
    __table_args__ = (
        sa.CheckConstraint("kind IN ('user', 'staff')", name="kind"),
        sa.Index("ix_core_session_subject", "kind", "subject_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    token_hash: Mapped[str] = mapped_column(sa.String(64), unique=True)
    kind: Mapped[str] = mapped_column(sa.String(8))
    subject_id: Mapped[int]
    created_at: Mapped[datetime]
    expires_at: Mapped[datetime] = mapped_column(index=True)


class Unauthenticated(AppError):
    status, code, message = 401, "UNAUTHENTICATED", "请先登录"
    headers = {"WWW-Authenticate": "Bearer"}  # noqa: RUF012  # constant


@dataclass(frozen=True)
class User:
    """A signed-in customer."""

    id: int

    @property
    def actor(self) -> Actor:
        return Actor("user", self.id)


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


async def open_session(session: AsyncSession, kind: Kind, subject_id: int, lifetime: timedelta) -> tuple[str, datetime]:
    """A new token for the customer or member of staff, and the moment it expires."""
    token = secrets.token_urlsafe(32)
    expires_at = clock.now() + lifetime
    session.add(
        Session(
            token_hash=_hash(token), kind=kind, subject_id=subject_id, created_at=clock.now(), expires_at=expires_at
        )
    )
    await session.flush()
    return token, expires_at


async def close_session(session: AsyncSession, token: str) -> None:
    await session.execute(sa.delete(Session).where(Session.token_hash == _hash(token)))


async def close_sessions(session: AsyncSession, kind: Kind, subject_id: int) -> None:
    """Sign somebody out everywhere."""
    await session.execute(sa.delete(Session).where(Session.kind == kind, Session.subject_id == subject_id))


async def subject_of(session: AsyncSession, kind: Kind, token: str) -> int | None:
    """Whose valid token this is."""
    return await session.scalar(
        sa.select(Session.subject_id).where(
            Session.token_hash == _hash(token), Session.kind == kind, Session.expires_at > clock.now()
        )
    )


async def purge_sessions(session: AsyncSession, _: dict[str, object]) -> None:
    await session.execute(sa.delete(Session).where(Session.expires_at < clock.now()))


_bearer = HTTPBearer(auto_error=False, scheme_name="customer", description="The token of POST /auth/wx-login")
BearerDep = Annotated[HTTPAuthorizationCredentials | None, Depends(_bearer)]


@refuses(Unauthenticated)
async def current_user(credentials: BearerDep, database: DatabaseDep) -> User:
    if credentials is None:
        raise Unauthenticated
    async with database.read() as session:
        user_id = await subject_of(session, "user", credentials.credentials)
    if user_id is None:
        raise Unauthenticated
    bind_contextvars(actor=f"user:{user_id}")
    return User(user_id)


CurrentUser = Annotated[User, Depends(current_user)]


@refuses(Unauthenticated)
async def visitor(credentials: BearerDep, database: DatabaseDep) -> User | None:
    """On a `public` route that shows more to a customer than to somebody else; None for whoever has not signed in."""
    return await current_user(credentials, database) if credentials else None


Visitor = Annotated[User | None, Depends(visitor)]


def anybody() -> None:
    pass


MACHINES: set[Callable[..., object]] = set()
"""Dependencies that let programs in by credentials of their own, such as a device's secret."""

D = TypeVar("D", bound=Callable[..., object])


def for_machines(dependency: D) -> D:
    """Decorates such a dependency."""
    MACHINES.add(dependency)
    return dependency


PROGRAMS: set[Callable[..., object]] = set()
"""Dependencies that let other businesses' programs in by keys that staff gave them."""


def for_programs(dependency: D) -> D:
    """Decorates such a dependency."""
    PROGRAMS.add(dependency)
    return dependency


public = Depends(anybody)
"""Marks a route that anybody may call: `@router.get("/spus", dependencies=[public])`."""
