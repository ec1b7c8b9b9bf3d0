"""Links added, batches published and held, and pages looked at by several processes at once."""

import sqlalchemy as sa

from app.core.context import SYSTEM
from app.core.database import Database
from app.core.errors import AppError
from app.modules.traceability import batches, chain, publishing, scanning
from app.modules.traceability.models import Batch
from tests.racing import race
from tests.traceability.batches import EVERYTHING, acts, created
from tests.types import AsStaff

PROCESSES = 3


async def note(database: Database, batch_id: int, text: str) -> int:
    async with database.begin() as session:
        batch = await batches.find(session, batch_id)
        return (await chain.append(session, batch, SYSTEM, chain.Link("note", text))).sequence


async def act(database: Database, batch_id: int, what: str) -> str:
    """What came of it, or the code of the refusal."""
    try:
        async with database.begin() as session:
            if what == "publish":
                return (await publishing.publish(session, SYSTEM, batch_id)).status
            return str(await publishing.hold(session, SYSTEM, batch_id, what, "裂纹"))
    except AppError as refusal:
        return refusal.code


async def scan(database: Database, batch_id: int, address: str) -> bool:
    async with database.begin() as session:
        return await scanning.count(session, await batches.find(session, batch_id), address, "phone")


async def test_one_chain(as_staff: AsStaff, database: Database) -> None:
    batch_id = await created(await as_staff(EVERYTHING))
    calls = [[(batch_id, f"{process}.{call}") for call in range(5)] for process in range(PROCESSES)]
    places = await race(database, note, calls)
    assert sorted(places) == list(range(2, 2 + PROCESSES * 5))
    async with database.read() as session:
        found = chain.check(await batches.find(session, batch_id), [], await chain.events_of(session, batch_id))
    assert (found.links, found.broken_at) == (1 + PROCESSES * 5, None)


async def test_published_or_held(as_staff: AsStaff, database: Database) -> None:
    """Whoever is first: in the end what is held is not public."""
    boss = await as_staff(EVERYTHING)
    for number in range(3):
        batch_id = await created(boss, f"B-{number}")
        calls = [[(batch_id, "publish")], [(batch_id, "qc")], [(batch_id, "qc")]]
        said = await race(database, act, calls)
        assert said[0] in {"published", "BATCH_HELD"}
        assert sorted(said[1:]) == ["False", "True"]
        async with database.read() as session:
            batch = await session.get_one(Batch, batch_id)
            found = chain.check(batch, [], await chain.events_of(session, batch_id))
        assert (batch.status, batch.holds) == ("withdrawn" if said[0] == "published" else "draft", 1)
        assert found.broken_at is None


async def test_every_visitor_counts_once(as_staff: AsStaff, database: Database) -> None:
    boss = await as_staff(EVERYTHING)
    batch_id = await created(boss)
    (await acts(boss, batch_id, "publish")).raise_for_status()
    calls = [[(batch_id, f"10.0.0.{visitor}") for visitor in range(5)] for _ in range(PROCESSES)]
    assert sum(await race(database, scan, calls)) == 5
    async with database.read() as session:
        assert await session.scalar(sa.select(Batch.scans).where(Batch.id == batch_id)) == 5
