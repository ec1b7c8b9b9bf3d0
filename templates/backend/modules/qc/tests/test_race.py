"""Judged, conceded and repeated by several processes at once, and a batch published meanwhile."""

import sqlalchemy as sa

from app.contracts.purchase_order import PurchaseOrderReceived
from app.core.context import SYSTEM, Actor
from app.core.database import Database
from app.core.errors import AppError
from app.modules.qc import inspecting, opening
from app.modules.qc.models import Inspection
from app.modules.traceability import publishing
from tests.qc.inspections import EVERYTHING, judged, opened, says
from tests.qc.test_receiving import RECEIVED
from tests.racing import race
from tests.traceability import batches
from tests.types import AsStaff

PROCESSES = 3


async def act(database: Database, what: str, of: int, staff_id: int) -> str:
    """What came of it, or the code of the refusal."""
    try:
        async with database.begin() as session:
            if what == "publish":
                return (await publishing.publish(session, SYSTEM, of)).status
            if what == "repeat":
                return str(await opening.repeat(session, SYSTEM, of))
            if what == "concede":
                return (await inspecting.concede(session, Actor("staff", staff_id), of, "急用")).status
            return (await inspecting.judge(session, SYSTEM, of)).status
    except AppError as refusal:
        return refusal.code


async def receive(database: Database, event: PurchaseOrderReceived) -> None:
    async with database.begin() as session:
        await opening.on_received(session, event)


async def test_judged_once_and_not_public(as_staff: AsStaff, database: Database) -> None:
    boss = await as_staff(*EVERYTHING)
    for number in range(3):
        batch_id = await batches.created(boss, f"B-{number}")
        inspection_id = await opened(boss, batch_id)
        (await says(boss, inspection_id, 1, 90)).raise_for_status()
        (await says(boss, inspection_id, 2, said=True)).raise_for_status()
        calls = [[("publish", batch_id, 0)], *[[("judge", inspection_id, 0)]] * 2]
        said = await race(database, act, calls)
        assert sorted(said[1:]) == ["INSPECTION_MOVED", "failed"]
        seen = await batches.sees(boss, batch_id)
        assert (seen["status"] != "published", seen["held"]) == (True, True)


async def test_conceded_once(as_staff: AsStaff, database: Database) -> None:
    boss = await as_staff(*EVERYTHING)
    batch_id = await batches.created(boss)
    inspection_id = await opened(boss, batch_id)
    await judged(boss, inspection_id, good=False)
    words = await race(database, act, [[("concede", inspection_id, boss.id)] * 2] * PROCESSES)
    assert sorted(words) == ["INSPECTION_MOVED"] * (PROCESSES * 2 - 1) + ["conceded"]
    assert not (await batches.sees(boss, batch_id))["held"]


async def test_repeated_once(as_staff: AsStaff, database: Database) -> None:
    boss = await as_staff(*EVERYTHING)
    inspection_id = await opened(boss, await batches.created(boss))
    await judged(boss, inspection_id, good=False)
    words = await race(database, act, [[("repeat", inspection_id, 0)]] * PROCESSES)
    assert sorted(words)[1:] == ["INSPECTION_REPEATED"] * (PROCESSES - 1)


async def test_a_receipt_told_twice(as_staff: AsStaff, database: Database) -> None:
    boss = await as_staff(*EVERYTHING)
    await opened(boss, await batches.created(boss))
    await race(database, receive, [[(RECEIVED,)] * 2] * PROCESSES)
    async with database.read() as session:
        assert await session.scalar(sa.select(sa.func.count()).select_from(Inspection)) == 1 + len(RECEIVED.lines)
