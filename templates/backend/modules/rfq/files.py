"""Drawings that go with a request."""

from collections.abc import Sequence

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import undefer

from app.core import audit
from app.core.context import Actor
from app.modules.rfq import asking
from app.modules.rfq.errors import FileInvalid, FileNotFound, RfqMoved, TooManyFiles
from app.modules.rfq.models import RfqFile
from app.modules.rfq.settings import RfqSettings
from app.modules.rfq.states import DRAFT, OPEN

LARGEST = 5 * 1024 * 1024
KINDS = {b"%PDF-": "application/pdf", b"\xff\xd8\xff": "image/jpeg", b"\x89PNG\r\n\x1a\n": "image/png"}
"""What is taken, by how it begins."""
SUFFIXES = {"application/pdf": "pdf", "image/jpeg": "jpg", "image/png": "png"}


async def add(session: AsyncSession, actor: Actor, rfq_id: int, name: str, data: bytes) -> RfqFile:
    """Raises RfqNotFound, RfqMoved, FileInvalid, TooManyFiles."""
    kind = next((kind for begins, kind in KINDS.items() if data.startswith(begins)), None)
    if kind is None or len(data) > LARGEST:
        raise FileInvalid
    rfq = await asking.find(session, rfq_id, lock=True)
    if rfq.status not in {DRAFT, OPEN}:
        raise RfqMoved(status=rfq.status)
    if len(await of(session, rfq_id)) >= (limit := RfqSettings.load().files):
        raise TooManyFiles(limit=limit)
    file = RfqFile(rfq_id=rfq_id, name=name[-80:] or f"附件.{SUFFIXES[kind]}", kind=kind, data=data)
    session.add(file)
    await session.flush()
    await audit.record(session, actor, "rfq.attach", "rfq", rfq_id)
    return file


async def of(session: AsyncSession, rfq_id: int) -> Sequence[RfqFile]:
    return (await session.scalars(sa.select(RfqFile).where(RfqFile.rfq_id == rfq_id).order_by(RfqFile.id))).all()


async def get(session: AsyncSession, rfq_id: int, file_id: int) -> RfqFile:
    """With its bytes. Raises FileNotFound."""
    wanted = sa.select(RfqFile).where(RfqFile.id == file_id, RfqFile.rfq_id == rfq_id)
    file = await session.scalar(wanted.options(undefer(RfqFile.data)))
    if file is None:
        raise FileNotFound
    return file
