"""How long records are kept, and their end."""

from collections.abc import Sequence
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession

from app.core import clock
from app.core.months import months_later
from app.modules.emr.models import Destroyed, Encounter, Version
from app.modules.emr.settings import EmrSettings
from app.modules.emr.states import CANCELED, OPEN, SIGNED


class EncounterRecords:
    async def kept_until(self, session: AsyncSession, patient_id: int) -> datetime | None:
        """So many years after the last encounter, signed or not: it took place."""
        his = sa.and_(Encounter.patient_id == patient_id, Encounter.status != CANCELED)
        ends = sa.select(Encounter.opened_at, Encounter.signed_at).where(his)
        last = max((signed or opened for opened, signed in await session.execute(ends)), default=None)
        return months_later(last, 12 * EmrSettings.load().keep_years) if last else None

    async def unfinished(self, session: AsyncSession, patient_id: int) -> Sequence[str]:
        open_ = sa.and_(Encounter.patient_id == patient_id, Encounter.status == OPEN)
        count = await session.scalar(sa.select(sa.func.count()).select_from(Encounter).where(open_))
        return [f"还有 {count} 份病历等待医生签名"] if count else []

    async def erase(self, session: AsyncSession, patient_id: int) -> None:
        """What is signed only goes with a row that says that its time was over; the database refuses otherwise."""
        his = sa.select(Encounter.id).where(Encounter.patient_id == patient_id)
        signed = sa.select(sa.func.count()).select_from(Encounter)
        count = await session.scalar(signed.where(Encounter.patient_id == patient_id, Encounter.status == SIGNED))
        until = await self.kept_until(session, patient_id)
        if count and until:
            session.add(Destroyed(patient_id=patient_id, encounters=count, kept_until=until, destroyed_at=clock.now()))
            await session.flush()
        await session.execute(sa.delete(Version).where(Version.encounter_id.in_(his)))
        await session.execute(sa.delete(Encounter).where(Encounter.patient_id == patient_id))
