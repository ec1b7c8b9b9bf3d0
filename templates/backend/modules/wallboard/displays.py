"""Screens on the wall: each has a code of its own that opens one page, until it is revoked."""

import hashlib
import secrets
from datetime import timedelta

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession

from app.core import audit, clock
from app.core.context import Actor
from app.core.database import changed
from app.modules.wallboard.errors import DisplayNotFound
from app.modules.wallboard.models import Display

SEEN_EVERY = timedelta(minutes=1)
"""A screen asks every few seconds; that it is there is written down less often."""


def digest(code: str) -> str:
    return hashlib.sha256(code.encode()).hexdigest()


async def add(session: AsyncSession, actor: Actor, name: str) -> tuple[Display, str]:
    """The new screen, and its code, which nobody sees again."""
    assert actor.id is not None  # noqa: S101  # somebody at the console
    code = secrets.token_urlsafe(24)
    display = Display(name=name, code_hash=digest(code), added_by=actor.id, created_at=clock.now())
    session.add(display)
    await session.flush()
    await audit.record(session, actor, "wallboard.add", "wallboard_display", display.id)
    return display, code


async def revoke(session: AsyncSession, actor: Actor, display_id: int) -> None:
    """Twice is once. Raises DisplayNotFound."""
    if await session.get(Display, display_id) is None:
        raise DisplayNotFound
    good = sa.update(Display).where(Display.id == display_id, Display.revoked_at.is_(None))
    if await changed(session, good.values(revoked_at=clock.now())):
        await audit.record(session, actor, "wallboard.revoke", "wallboard_display", display_id)


async def known(session: AsyncSession, code: str) -> Display | None:
    """The screen whose code it is, unless that has been revoked."""
    return await session.scalar(
        sa.select(Display).where(Display.code_hash == digest(code), Display.revoked_at.is_(None))
    )


def is_due(display: Display) -> bool:
    """Whether it is time to write down that the screen is there."""
    return display.last_seen_at is None or display.last_seen_at <= clock.now() - SEEN_EVERY


async def seen(session: AsyncSession, display_id: int) -> None:
    await session.execute(sa.update(Display).where(Display.id == display_id).values(last_seen_at=clock.now()))
