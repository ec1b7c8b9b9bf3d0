"""Demo data: doctors and nurses, and what was written about the patients."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession

from app.core import clock
from app.core.crypto import seal
from app.core.module import SeedData
from app.core.staff.demo import hire
from app.core.staff.model import StaffAccount
from app.modules.emr import signing
from app.modules.emr.chart import ChartIn
from app.modules.emr.models import Encounter, Version
from app.modules.emr.opening import open_encounter
from app.modules.emr.states import ENCOUNTER, SIGNED
from app.modules.patient.api import patient_named


async def seed(session: AsyncSession, data: SeedData) -> None:
    """Write `staff` (`username`, `name`, `role`; nobody knows their passwords) and `encounters`: `patient` and `doctor`
    by name and user name, `days_ago`, `signed`, and `chart` as ChartIn takes it.

    Raises KeyError for somebody who is not there.
    """
    await hire(session, data.rows.get("staff", []))
    for row in data.rows.get("encounters", []):
        await _encounter(session, row)


async def _encounter(session: AsyncSession, row: Mapping[str, Any]) -> None:
    """Raises KeyError."""
    patient_id = await patient_named(session, row["patient"])
    doctor_id = await session.scalar(sa.select(StaffAccount.id).where(StaffAccount.username == row["doctor"]))
    if patient_id is None or doctor_id is None:
        raise KeyError(row["patient"] if patient_id is None else row["doctor"])
    encounter = await open_encounter(session, patient_id, doctor_id)
    at = clock.now() - timedelta(days=row.get("days_ago", 0))
    await session.execute(sa.update(Encounter).where(Encounter.id == encounter.id).values(opened_at=at))
    draft = (await session.scalars(sa.select(Version).where(Version.encounter_id == encounter.id))).one()
    seal(draft, "content", ChartIn.model_validate(row.get("chart", {})).model_dump_json())
    if row.get("signed", True):
        await ENCOUNTER.move(session, Encounter, encounter.id, to=SIGNED, signed_at=at, versions=1)
        draft.signed_at = at
        draft.digest = signing.digest_of(encounter, draft, "")
    await session.flush()
