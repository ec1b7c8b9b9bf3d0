"""Consent before personal data, and the right to a copy and to be forgotten.

A purpose says what is collected and what for. A new version of its text needs a new consent. Consents are kept as
history: withdrawing one closes its row.
"""

import zlib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, Protocol

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Mapped, mapped_column

from app.core import clock
from app.core.database import Base, changed, upsert
from app.core.errors import AppError
from app.core.ports import Port


@dataclass(frozen=True)
class Purpose:
    """`text` is what the customer reads before agreeing; raise `version` whenever its meaning changes."""

    id: str
    title: str
    text: str
    version: int = 1


@dataclass(frozen=True)
class Use:
    """What the module `by` does with what is collected for the purpose `purpose`, which another owns.

    `text` is a sentence below the purpose's; raise `version` whenever its meaning changes.
    """

    purpose: str
    by: str
    text: str
    version: int = 1


PURPOSES: Port[Purpose] = Port("purposes")
USES: Port[Use] = Port("uses")


def purposes() -> list[Purpose]:
    """What customers are asked for: each purpose with everything that modules use it for.

    A use that comes in, goes or takes another's place makes another version, so that everybody is asked again.
    """
    return [_with_uses(purpose, [use for use in USES.all() if use.purpose == purpose.id]) for purpose in PURPOSES.all()]


def _with_uses(purpose: Purpose, uses: Sequence[Use]) -> Purpose:
    text = "".join([purpose.text, *(use.text for use in uses)])
    said = [purpose.version, *sorted((use.by, use.version) for use in uses)]
    return replace(purpose, text=text, version=zlib.crc32(repr(said).encode()) >> 1)  # fits an INTEGER column


class PersonalData(Protocol):
    """What a module knows about a person. Every module that stores a `user_id` provides one."""

    section: str

    async def export(self, session: AsyncSession, user_id: int) -> object:
        """Everything stored about the person, as plain JSON data."""

    async def erase(self, session: AsyncSession, user_id: int) -> None:
        """Delete it, or make it anonymous where the law wants the record kept. Raises AccountInUse."""

    async def withdraw(self, session: AsyncSession, user_id: int, purpose: str) -> None:
        """Delete what was collected for `purpose` only."""


PERSONAL_DATA: Port[PersonalData] = Port("personal_data")


@dataclass(frozen=True)
class Kept:
    """What is not deleted although the person asked for it: locked away, as the law wants it kept.

    `what` and `why` are for the customer; `until` is when it goes.
    """

    what: str
    why: str
    until: datetime


class Retention(Protocol):
    """Told by modules that lock data away instead of deleting it."""

    async def kept(self, session: AsyncSession, user_id: int) -> Sequence[Kept]:
        """What of the person's is locked away now."""


RETENTIONS: Port[Retention] = Port("retentions")


class Consent(Base):
    __tablename__ = "core_consent"
    __table_args__ = (
        sa.Index(
            "uq_core_consent_standing",
            "user_id",
            "purpose",
            unique=True,
            sqlite_where=sa.text("withdrawn_at IS NULL"),
            postgresql_where=sa.text("withdrawn_at IS NULL"),
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(index=True)
    purpose: Mapped[str] = mapped_column(sa.String(40))
    version: Mapped[int]
    granted_at: Mapped[datetime]
    withdrawn_at: Mapped[datetime | None]


class ConsentRequired(AppError):
    """details: {"purpose": the purpose to agree to}"""

    status, code, message = 403, "CONSENT_REQUIRED", "需要您先同意个人信息的使用"


class AccountInUse(AppError):
    """details: {"reasons": texts for the customer}"""

    status, code, message = 409, "ACCOUNT_IN_USE", "账户还有未完成的业务，暂时不能注销"


class PurposeNotFound(AppError):
    status, code, message = 404, "PURPOSE_NOT_FOUND", "没有这一项个人信息用途"


class PurposeOutdated(AppError):
    status, code, message = 409, "PURPOSE_OUTDATED", "说明已更新，请重新阅读后同意"


def purpose_of(purpose_id: str) -> Purpose:
    """Raises PurposeNotFound."""
    for purpose in purposes():
        if purpose.id == purpose_id:
            return purpose
    raise PurposeNotFound


def _standing(user_id: int) -> sa.ColumnElement[bool]:
    return sa.and_(Consent.user_id == user_id, Consent.withdrawn_at.is_(None))


async def consents(session: AsyncSession, user_id: int) -> dict[str, datetime]:
    """When the person agreed to each purpose as it reads today."""
    rows = await session.scalars(sa.select(Consent).where(_standing(user_id)))
    current = {purpose.id: purpose.version for purpose in purposes()}
    return {row.purpose: row.granted_at for row in rows if current.get(row.purpose) == row.version}


async def require_consent(session: AsyncSession, user_id: int, purpose_id: str) -> None:
    """Raises ConsentRequired unless the person agreed to the purpose as it reads today."""
    if purpose_id not in await consents(session, user_id):
        raise ConsentRequired(purpose=purpose_id)


async def grant(session: AsyncSession, user_id: int, purpose_id: str, version: int) -> None:
    """Note that the person agreed. Raises PurposeNotFound, and PurposeOutdated when he read an older text."""
    if purpose_of(purpose_id).version != version:
        raise PurposeOutdated
    older = sa.and_(_standing(user_id), Consent.purpose == purpose_id, Consent.version != version)
    await session.execute(sa.update(Consent).where(older).values(withdrawn_at=clock.now()))
    row = {"user_id": user_id, "purpose": purpose_id, "version": version, "granted_at": clock.now()}
    await session.execute(upsert(session, Consent).values(row).on_conflict_do_nothing())


async def withdraw(session: AsyncSession, user_id: int, purpose_id: str) -> list[Kept]:
    """Take the consent back and have every module delete what it collected for it; what the law wants kept is told.

    Raises PurposeNotFound.
    """
    purpose_of(purpose_id)
    before = await kept(session, user_id)
    standing = sa.and_(_standing(user_id), Consent.purpose == purpose_id)
    if await changed(session, sa.update(Consent).where(standing).values(withdrawn_at=clock.now())):
        for holder in PERSONAL_DATA.all():
            await holder.withdraw(session, user_id, purpose_id)
    return [one for one in await kept(session, user_id) if one not in before]


async def kept(session: AsyncSession, user_id: int) -> list[Kept]:
    """What modules have locked away of the person's instead of deleting it."""
    return [one for retention in RETENTIONS.all() for one in await retention.kept(session, user_id)]


async def export(session: AsyncSession, user_id: int) -> dict[str, Any]:
    """A copy of everything stored about the person, a section per module."""
    rows = await session.scalars(sa.select(Consent).where(Consent.user_id == user_id).order_by(Consent.id))
    copy: dict[str, Any] = {holder.section: await holder.export(session, user_id) for holder in PERSONAL_DATA.all()}
    copy["consents"] = [
        {"purpose": row.purpose, "version": row.version, "granted_at": row.granted_at, "withdrawn_at": row.withdrawn_at}
        for row in rows
    ]
    return copy


async def erase(session: AsyncSession, user_id: int) -> list[Kept]:
    """Have every module forget the person, all or none; what the law wants kept is told. Raises AccountInUse."""
    for holder in PERSONAL_DATA.all():
        await holder.erase(session, user_id)
    await session.execute(sa.delete(Consent).where(Consent.user_id == user_id))
    return await kept(session, user_id)
