"""Counting who looks at a batch: each visitor once a day, and without keeping who it was.

A visitor is the HMAC of his network address and browser under the day's salt. Salts and visitors are deleted when the
day is over: from then on there is nothing to compare an address with.
"""

import secrets
from datetime import date, timedelta

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession

from app.core import clock
from app.core.clock import ZONE
from app.core.crypto import cipher
from app.core.database import changed, upsert
from app.core.jobs import Payload
from app.modules.traceability.models import Batch, ScanSalt, ScanVisitor
from app.modules.traceability.states import PUBLISHED

CONTEXT = "traceability_visitor:visitor"


def today() -> date:
    """Where the business is."""
    return clock.now().astimezone(ZONE).date()


async def count(session: AsyncSession, batch: Batch, address: str, browser: str) -> bool:
    """Whether the visitor is new today; only what is public counts."""
    if batch.status != PUBLISHED:
        return False
    day = today()
    visitor = cipher().index(f"{await _salt(session, day)}\0{address}\0{browser}", CONTEXT)
    row = {"batch_id": batch.id, "day": day, "visitor": visitor}
    if not await changed(session, upsert(session, ScanVisitor).values(row).on_conflict_do_nothing()):
        return False
    first = sa.func.coalesce(Batch.first_scanned_at, sa.literal(clock.now(), Batch.first_scanned_at.type))
    more = sa.update(Batch).where(Batch.id == batch.id).values(scans=Batch.scans + 1, first_scanned_at=first)
    await changed(session, more)
    return True


async def _salt(session: AsyncSession, day: date) -> str:
    fresh = {"day": day, "salt": secrets.token_hex(32)}
    await session.execute(upsert(session, ScanSalt).values(fresh).on_conflict_do_nothing())
    return (await session.scalars(sa.select(ScanSalt.salt).where(ScanSalt.day == day))).one()


async def forget(session: AsyncSession, _: Payload) -> None:
    """Days that are over; one more than that, for visitors on its last minute."""
    before = today() - timedelta(days=1)
    await session.execute(sa.delete(ScanVisitor).where(ScanVisitor.day < before))
    await session.execute(sa.delete(ScanSalt).where(ScanSalt.day < before))
