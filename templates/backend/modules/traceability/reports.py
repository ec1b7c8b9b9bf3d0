"""Inspection reports of a batch: PDFs, or pictures of what is on paper."""

import hashlib

import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncSession

from app.core import audit, clock
from app.core.context import Actor
from app.core.media import PictureInvalid, store_pdf, store_picture
from app.modules.traceability.batches import find
from app.modules.traceability.chain import Link, append
from app.modules.traceability.errors import ReportInvalid, ReportThere
from app.modules.traceability.models import BatchReport
from app.modules.traceability.states import REPORTED


async def store(data: bytes) -> tuple[str, str]:
    """The stored file's name, and the SHA-256 of what was sent. Raises ReportInvalid."""
    try:
        name = await store_pdf(data) or await store_picture(data, personal=True)
    except PictureInvalid:
        raise ReportInvalid from None
    return name, hashlib.sha256(data).hexdigest()


async def add(session: AsyncSession, actor: Actor, batch_id: int, title: str, stored: tuple[str, str]) -> BatchReport:
    """`stored` is what `store` answered; its hash goes into the chain. Raises BatchNotFound, ReportThere, ChainBusy."""
    name, sha256 = stored
    batch = await find(session, batch_id)
    report = BatchReport(
        batch_id=batch_id,
        title=title,
        name=name,
        sha256=sha256,
        added_by=actor.id if actor.kind == "staff" else None,
        at=clock.now(),
    )
    session.add(report)
    try:
        await session.flush()
    except IntegrityError:
        raise ReportThere from None
    await append(session, batch, actor, Link(REPORTED, title, facts={"sha256": sha256}))
    await audit.record(session, actor, "batch.report", "batch", batch_id, number=batch.number)
    return report


async def of(session: AsyncSession, batch_id: int) -> list[BatchReport]:
    mine = sa.select(BatchReport).where(BatchReport.batch_id == batch_id).order_by(BatchReport.id)
    return list(await session.scalars(mine))
