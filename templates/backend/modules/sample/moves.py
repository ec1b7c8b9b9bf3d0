"""What happens to a sample. Each move is one conditional update with its line of history, in one transaction.

Raises SampleMoved when it was not in the right state (any more): nothing was done then.
"""

import secrets

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession

from app.core import audit, clock
from app.core.context import Actor
from app.core.database import upsert
from app.modules.rfq.api import is_invited, line_of
from app.modules.sample import telling
from app.modules.sample.errors import (
    LineUnknown,
    NotInvited,
    SampleFollowed,
    SampleMoved,
    SampleNotFound,
    TooManyPhotos,
)
from app.modules.sample.models import Sample, SampleHistory, SamplePhoto
from app.modules.sample.schemas import SampleIn, SendIn, VerdictIn
from app.modules.sample.settings import SampleSettings
from app.modules.sample.states import FAILED, PASSED, RECEIVED, REQUESTED, SAMPLE, SENT
from app.modules.supplier.api import SupplierPerson, check_standing


async def find(session: AsyncSession, sample_id: int, *, supplier_id: int | None = None, lock: bool = False) -> Sample:
    """Raises SampleNotFound, also for another supplier's where one is given."""
    wanted = sa.select(Sample).where(Sample.id == sample_id)
    if supplier_id is not None:
        wanted = wanted.where(Sample.supplier_id == supplier_id)
    if lock:
        wanted = wanted.with_for_update()
    sample = await session.scalar(wanted, execution_options={"populate_existing": True})
    if sample is None:
        raise SampleNotFound
    return sample


async def _note(session: AsyncSession, sample_id: int, action: str, actor: Actor, text: str = "") -> None:
    session.add(SampleHistory(sample_id=sample_id, action=action, at=clock.now(), actor=str(actor), note=text))
    await session.flush()


async def request(session: AsyncSession, actor: Actor, body: SampleIn) -> Sample:
    """The supplier is asked for one. Raises RfqNotFound, NotInvited, LineUnknown, SupplierNotActive."""
    item = body.item
    if body.position is not None:
        line = await line_of(session, body.rfq_id, body.position)
        if line is None:
            raise LineUnknown
        item = item or line.item
    if not await is_invited(session, body.rfq_id, body.supplier_id):
        raise NotInvited
    await check_standing(session, body.supplier_id, new=True)
    now = clock.now()
    sample = Sample(
        number=f"S{now:%Y%m%d}{secrets.randbelow(10**8):08d}",
        version=1,
        rfq_id=body.rfq_id,
        supplier_id=body.supplier_id,
        item=item,
        quantity=body.quantity,
        note=body.note,
        status=SAMPLE.initial,
        created_at=now,
    )
    session.add(sample)
    await session.flush()
    await _note(session, sample.id, "request", actor, body.note)
    await telling.requested(session, sample)
    await audit.record(session, actor, "sample.request", "sample", sample.id)
    return sample


async def _move(session: AsyncSession, sample: Sample, source: str, to: str, **values: object) -> None:
    """Raises SampleMoved."""
    if not await SAMPLE.move(session, Sample, sample.id, source=source, to=to, **values):
        await session.refresh(sample, ["status"])
        raise SampleMoved(status=sample.status)


async def send(session: AsyncSession, person: SupplierPerson, sample_id: int, body: SendIn) -> Sample:
    """It is on its way. Raises SampleNotFound, SampleMoved, SupplierNotActive."""
    sample = await find(session, sample_id, supplier_id=person.supplier_id)
    await check_standing(session, person.supplier_id, new=False)
    await _move(session, sample, REQUESTED, SENT, sent_at=clock.now(), **body.model_dump())
    await _note(session, sample_id, "send", person.actor, _parcel(body))
    return await find(session, sample_id)


def _parcel(body: SendIn) -> str:
    return " ".join(part for part in (body.carrier, body.tracking_number, body.message) if part)[:300]


async def resend(session: AsyncSession, person: SupplierPerson, sample_id: int, body: SendIn) -> Sample:
    """The next version of one that failed, on its way already.

    Raises SampleNotFound, SampleMoved for one that did not fail, SampleFollowed, SupplierNotActive.
    """
    failed = await find(session, sample_id, supplier_id=person.supplier_id, lock=True)
    await check_standing(session, person.supplier_id, new=False)
    if failed.status != FAILED:
        raise SampleMoved(status=failed.status)
    now = clock.now()
    row = {
        "number": failed.number,
        "version": failed.version + 1,
        "previous_id": failed.id,
        "rfq_id": failed.rfq_id,
        "supplier_id": failed.supplier_id,
        "item": failed.item,
        "quantity": failed.quantity,
        "note": failed.note,
        "status": SENT,
        "created_at": now,
        "sent_at": now,
        "verdict": "",
        **body.model_dump(),
    }
    insert = upsert(session, Sample).values(row).on_conflict_do_nothing(index_elements=["previous_id"])
    new_id = await session.scalar(insert.returning(Sample.id))
    if new_id is None:
        follows = await session.scalar(sa.select(Sample.id).where(Sample.previous_id == failed.id))
        raise SampleFollowed(sample_id=follows)
    await _note(session, new_id, "resend", person.actor, _parcel(body))
    return await find(session, new_id)


async def receive(session: AsyncSession, actor: Actor, sample_id: int) -> Sample:
    """It has arrived. Raises SampleNotFound, SampleMoved."""
    sample = await find(session, sample_id)
    await _move(session, sample, SENT, RECEIVED, received_at=clock.now())
    await _note(session, sample_id, "receive", actor)
    await audit.record(session, actor, "sample.receive", "sample", sample_id)
    return await find(session, sample_id)


async def judge(session: AsyncSession, actor: Actor, sample_id: int, body: VerdictIn) -> Sample:
    """It was tried. Raises SampleNotFound, SampleMoved."""
    sample = await find(session, sample_id)
    action = "pass" if body.passed else "fail"
    to = PASSED if body.passed else FAILED
    await _move(session, sample, RECEIVED, to, judged_at=clock.now(), verdict=body.verdict)
    await _note(session, sample_id, action, actor, body.verdict)
    await audit.record(session, actor, f"sample.{action}", "sample", sample_id)
    judged = await find(session, sample_id)
    await telling.judged(session, judged)
    return judged


async def check_room(session: AsyncSession, sample: Sample, *, by_supplier: bool) -> None:
    """Each side has so many. Raises SampleMoved once it is judged, TooManyPhotos."""
    if sample.status in {PASSED, FAILED}:
        raise SampleMoved(status=sample.status)
    theirs = sa.and_(SamplePhoto.sample_id == sample.id, SamplePhoto.by_supplier.is_(by_supplier))
    kept = await session.scalar(sa.select(sa.func.count()).where(theirs)) or 0
    if kept >= (limit := SampleSettings.load().photos):
        raise TooManyPhotos(limit=limit)


async def photograph(
    session: AsyncSession, sample_id: int, name: str, *, supplier_id: int | None = None
) -> SamplePhoto:
    """A stored picture, by staff or by the supplier. Raises SampleNotFound, SampleMoved, TooManyPhotos."""
    sample = await find(session, sample_id, supplier_id=supplier_id, lock=True)
    by_supplier = supplier_id is not None
    await check_room(session, sample, by_supplier=by_supplier)
    photo = SamplePhoto(sample_id=sample_id, name=name, by_supplier=by_supplier, created_at=clock.now())
    session.add(photo)
    await session.flush()
    return photo
