"""What patients tell of a person and his family: a copy of it, and its end as far as the law lets it end."""

from collections.abc import Iterable, Sequence
from typing import Any

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession

from app.core.crypto import unseal
from app.core.privacy import AccountInUse, Kept
from app.modules.identity.api import lock_user
from app.modules.patient import keeping, records
from app.modules.patient.models import Patient
from app.modules.patient.persons import opened
from app.modules.patient.purposes import CHILDREN, HEALTH

WHY = "病历依法自最后一次就诊起至少保存 15 年，期间封存、任何人不再使用，期满删除"


class PatientPersonalData:
    section = "patients"

    async def export(self, session: AsyncSession, user_id: int) -> list[dict[str, Any]]:
        """In full, numbers as well, and what is locked away: the copy that the law gives him (PIPL, article 45)."""
        rows = await session.scalars(sa.select(Patient).where(Patient.user_id == user_id).order_by(Patient.id))
        return [
            {
                "relation": patient.relation,
                "name": person.name,
                "document": patient.document,
                "id_number": person.id_number,
                "birth_date": person.birth_date,
                "sex": person.sex,
                "phone": person.phone,
                "allergies": unseal(patient, "allergies"),
                "past_illnesses": unseal(patient, "past_illnesses"),
                "guardian_agreed_at": patient.guardian_agreed_at,
                "created_at": patient.created_at,
                "locked_at": patient.locked_at,
                "kept_until": patient.kept_until,
            }
            for patient, person in ((row, opened(row)) for row in rows)
        ]

    async def erase(self, session: AsyncSession, user_id: int) -> None:
        """Raises AccountInUse while something of a patient's is unfinished."""
        await lock_user(session, user_id)
        patients = await keeping.in_use(session, user_id)
        if reasons := await records.unfinished(session, [patient.id for patient in patients]):
            raise AccountInUse(reasons=reasons)
        await _put_away(session, patients)

    async def withdraw(self, session: AsyncSession, user_id: int, purpose: str) -> None:
        """Nobody is used without consent: all patients go, or the children."""
        if purpose not in (HEALTH.id, CHILDREN.id):
            return
        await lock_user(session, user_id)
        patients = await keeping.in_use(session, user_id)
        await _put_away(session, (one for one in patients if purpose == HEALTH.id or opened(one).child))


class PatientRetention:
    async def kept(self, session: AsyncSession, user_id: int) -> Sequence[Kept]:
        locked = sa.and_(Patient.user_id == user_id, Patient.kept_until.is_not(None))
        rows = await session.scalars(sa.select(Patient).where(locked).order_by(Patient.id))
        return [Kept(f"{opened(row).masked_name}的就诊档案", WHY, row.kept_until) for row in rows if row.kept_until]


async def _put_away(session: AsyncSession, patients: Iterable[Patient]) -> None:
    for patient in patients:
        await records.put_away(session, patient)
