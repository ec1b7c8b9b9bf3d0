"""What a doctor does with his record: written until it is signed, once; then only amended, by versions that say why."""

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession

from app.contracts.emr import EncounterAmended, EncounterSigned
from app.core import audit, clock
from app.core.crypto import seal
from app.core.database import changed
from app.core.events import emit
from app.core.staff import Staff
from app.modules.emr import finding, signing
from app.modules.emr.errors import EncounterIncomplete, EncounterMoved, EncounterOutdated, Signed
from app.modules.emr.models import Encounter, Version
from app.modules.emr.schemas import AmendIn, SaveIn
from app.modules.emr.states import CANCELED, ENCOUNTER, OPEN, SIGNED
from app.modules.emr.telling import told


async def save(session: AsyncSession, staff: Staff, encounter_id: int, body: SaveIn) -> Encounter:
    """Keep the draft. Raises what `finding.his_own` does, Signed, EncounterMoved, EncounterOutdated."""
    encounter = await finding.his_own(session, staff, encounter_id)
    draft = await _draft(session, encounter, body.revision)
    seal(draft, "content", body.chart.model_dump_json())
    draft.revision, draft.written_at = draft.revision + 1, clock.now()
    await session.flush()
    await audit.record(session, staff.actor, "emr.write", "encounter", encounter_id)
    return encounter


async def sign(session: AsyncSession, staff: Staff, encounter_id: int, revision: int) -> Encounter:
    """Raises what `finding.his_own` does, Signed, EncounterMoved, EncounterOutdated, EncounterIncomplete."""
    encounter = await finding.his_own(session, staff, encounter_id)
    draft = await _draft(session, encounter, revision)
    chart = signing.chart_of(draft)
    if chart.missing:
        raise EncounterIncomplete(missing=chart.missing)
    now = clock.now()
    if not await ENCOUNTER.move(session, Encounter, encounter_id, to=SIGNED, signed_at=now, versions=1):
        raise Signed
    draft.signed_at = now
    draft.digest = signing.digest_of(encounter, draft, "")
    await session.flush()
    encounter = await session.get_one(Encounter, encounter_id, populate_existing=True)
    await audit.record(session, staff.actor, "emr.sign", "encounter", encounter_id)
    await emit(session, await told(session, encounter, EncounterSigned))
    return encounter


async def amend(session: AsyncSession, staff: Staff, encounter_id: int, body: AmendIn) -> Encounter:
    """Another version, signed as it is written.

    Raises what `finding.his_own` does, EncounterMoved, EncounterOutdated, EncounterIncomplete.
    """
    encounter = await finding.his_own(session, staff, encounter_id)
    if encounter.status != SIGNED:
        raise EncounterMoved(status=encounter.status)
    if body.chart.missing:
        raise EncounterIncomplete(missing=body.chart.missing)
    last = (await finding.versions(session, encounter))[-1]
    number = body.version + 1
    his = sa.and_(Encounter.id == encounter_id, Encounter.versions == body.version)
    if not await changed(session, sa.update(Encounter).where(his).values(versions=number)):
        raise EncounterOutdated(revision=encounter.versions)
    await _add(session, encounter, staff, body, last)
    encounter = await session.get_one(Encounter, encounter_id, populate_existing=True)
    await audit.record(session, staff.actor, "emr.amend", "encounter", encounter_id)
    await emit(session, await told(session, encounter, EncounterAmended, version=number))
    return encounter


async def _add(session: AsyncSession, encounter: Encounter, staff: Staff, body: AmendIn, last: Version) -> None:
    now = clock.now()
    version = Version(
        encounter_id=encounter.id, number=body.version + 1, author_id=staff.id, why="", revision=0, written_at=now
    )
    session.add(version)
    await session.flush()
    seal(version, "content", body.chart.model_dump_json())
    seal(version, "why", body.why)
    version.signed_at = now
    version.digest = signing.digest_of(encounter, version, last.digest or "")
    await session.flush()


async def cancel(session: AsyncSession, staff: Staff, encounter_id: int) -> Encounter:
    """What was opened by mistake; its draft goes. Raises what `finding.his_own` does, Signed, EncounterMoved."""
    encounter = await finding.his_own(session, staff, encounter_id)
    if not await ENCOUNTER.move(session, Encounter, encounter_id, to=CANCELED):
        raise Signed if encounter.status == SIGNED else EncounterMoved(status=encounter.status)
    await session.execute(sa.delete(Version).where(Version.encounter_id == encounter_id))
    await audit.record(session, staff.actor, "emr.cancel", "encounter", encounter_id)
    return await session.get_one(Encounter, encounter_id, populate_existing=True)


async def _draft(session: AsyncSession, encounter: Encounter, revision: int) -> Version:
    """Raises Signed, EncounterMoved, EncounterOutdated."""
    if encounter.status != OPEN:
        raise Signed if encounter.status == SIGNED else EncounterMoved(status=encounter.status)
    (draft,) = await finding.versions(session, encounter)
    if draft.revision != revision:
        raise EncounterOutdated(revision=draft.revision)
    return draft
