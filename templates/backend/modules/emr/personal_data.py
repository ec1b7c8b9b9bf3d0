"""What records know about a person: those of his patients. They end with the patients, when the law lets them."""

from typing import Any

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession

from app.modules.emr.models import Encounter
from app.modules.emr.queries import my_detail
from app.modules.emr.states import SIGNED
from app.modules.patient.api import Patient


class EmrPersonalData:
    section = "records"

    async def export(self, session: AsyncSession, user_id: int) -> list[dict[str, Any]]:
        """Every signed version, also of what is locked away."""
        patients = sa.select(Patient.id).where(Patient.user_id == user_id)
        his = sa.and_(Encounter.patient_id.in_(patients), Encounter.status == SIGNED)
        rows = await session.scalars(sa.select(Encounter).where(his).order_by(Encounter.id))
        return [(await my_detail(session, row)).model_dump(mode="json") for row in rows.all()]

    async def erase(self, session: AsyncSession, user_id: int) -> None:
        """Whoever keeps the patients locks them away, or has the records deleted with them."""

    async def withdraw(self, session: AsyncSession, user_id: int, purpose: str) -> None:
        """The same."""
