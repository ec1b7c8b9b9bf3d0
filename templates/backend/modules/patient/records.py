"""What the law wants kept of a patient, and what becomes of him when he goes: locked away, or deleted."""

from collections.abc import Iterable
from datetime import datetime, timedelta

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession

from app.contracts.patient import RECORDS
from app.core import audit, clock
from app.core.context import SYSTEM
from app.core.jobs import Payload
from app.modules.patient.models import Patient

ERASE = "patient.erase_due"
EVERY = timedelta(days=1)


async def kept_until(session: AsyncSession, patient_id: int) -> datetime | None:
    """When the last record of the patient may be deleted; None where there is none that has to be kept."""
    ends = [end for records in RECORDS.all() if (end := await records.kept_until(session, patient_id))]
    last = max(ends, default=None)
    return last if last and last > clock.now() else None


async def unfinished(session: AsyncSession, patient_ids: Iterable[int]) -> list[str]:
    """What stands in the way of taking them out of the account."""
    return [
        reason
        for patient_id in patient_ids
        for records in RECORDS.all()
        for reason in await records.unfinished(session, patient_id)
    ]


async def put_away(session: AsyncSession, patient: Patient) -> datetime | None:
    """Lock the patient until his records may be deleted, and say until when; with no such records he is deleted."""
    until = await kept_until(session, patient.id)
    if until is None:
        await _erase(session, patient.id)
        return None
    patient.locked_at, patient.kept_until = clock.now(), until
    await session.flush()
    return until


async def erase_due(session: AsyncSession, _: Payload) -> None:
    """Delete the locked away whose time has come. A record that was added to meanwhile is kept for longer."""
    due = sa.select(Patient.id).where(Patient.kept_until <= clock.now()).order_by(Patient.id)
    for patient_id in (await session.scalars(due.with_for_update(skip_locked=True))).all():
        if until := await kept_until(session, patient_id):
            await session.execute(sa.update(Patient).where(Patient.id == patient_id).values(kept_until=until))
            continue
        await _erase(session, patient_id)
        await audit.record(session, SYSTEM, "patient.erase", "patient", patient_id)


async def _erase(session: AsyncSession, patient_id: int) -> None:
    for records in RECORDS.all():
        await records.erase(session, patient_id)
    await session.execute(sa.delete(Patient).where(Patient.id == patient_id))
