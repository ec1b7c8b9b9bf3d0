"""The chain shows every change, and cannot be changed by accident."""

import hashlib
import json

import pytest
import sqlalchemy as sa
from sqlalchemy.exc import DBAPIError

from app.core.context import SYSTEM
from app.core.database import Database
from app.modules.traceability import batches, chain
from app.modules.traceability.chain import Link, append
from app.modules.traceability.errors import ChainBusy
from app.modules.traceability.models import Batch, TraceEvent
from tests.traceability.batches import BASE, EVERYTHING, acts, created, noted, sees
from tests.types import AsStaff

UNGUARD = {
    "sqlite": "DROP TRIGGER traceability_event_no_update",
    "postgresql": "ALTER TABLE traceability_event DISABLE TRIGGER USER",
}
GUARD = {
    "sqlite": (
        "CREATE TRIGGER traceability_event_no_update BEFORE UPDATE ON traceability_event"
        " BEGIN SELECT RAISE(ABORT, 'append only'); END"
    ),
    "postgresql": "ALTER TABLE traceability_event ENABLE TRIGGER USER",
}


async def test_a_hash_is_what_is_said_of_it(as_staff: AsStaff) -> None:
    boss = await as_staff(EVERYTHING)
    await noted(boss, await created(boss), text="精磨 φ80", place="一车间")
    first, second = (await sees(boss, 1))["events"]
    content = {
        "actor": f"staff:{boss.id}",
        "at": second["at"].replace("Z", "+00:00"),
        "batch": "B-1",
        "facts": {},
        "kind": "processed",
        "place": "一车间",
        "previous": first["hash"],
        "public": True,
        "sequence": 2,
        "text": "精磨 φ80",
    }
    if "." not in content["at"]:
        content["at"] = content["at"].replace("+00:00", ".000000+00:00")
    written = json.dumps(content, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    assert second["hash"] == hashlib.sha256(written.encode()).hexdigest()
    assert (first["previous_hash"], second["previous_hash"]) == ("", first["hash"])


@pytest.mark.parametrize("change", [sa.update(TraceEvent).values(text="x"), sa.delete(TraceEvent)])
async def test_nothing_in_it_can_be_changed(
    as_staff: AsStaff, database: Database, change: sa.Update | sa.Delete
) -> None:
    await created(await as_staff(EVERYTHING))
    with pytest.raises(DBAPIError, match="append only"):
        async with database.begin() as session:
            await session.execute(change)


@pytest.mark.parametrize(
    ("where", "change", "broken_at", "why"),
    [
        (2, {"text": "没有磨"}, 2, "内容被改动过"),
        (2, {"public": False}, 2, "内容被改动过"),
        (3, {"previous_hash": "0" * 64}, 3, "与前一条对不上"),
        (4, {"sequence": 9}, 4, "缺少一条记录"),
    ],
)
async def test_the_first_broken_link_is_found(  # noqa: PLR0917  # what is tried, and where
    as_staff: AsStaff, database: Database, where: int, change: dict[str, object], broken_at: int, why: str
) -> None:
    boss = await as_staff(EVERYTHING)
    batch_id = await created(boss)
    for _ in range(4):
        await noted(boss, batch_id)
    async with database.begin() as session:
        dialect = session.get_bind().dialect.name
        await session.execute(sa.text(UNGUARD[dialect]))
        await session.execute(sa.update(TraceEvent).where(TraceEvent.sequence == where).values(change))
        await session.execute(sa.text(GUARD[dialect]))
    found = (await boss.client.get(f"{BASE}/{batch_id}/check")).json()
    assert found == {"links": 5, "broken_at": broken_at, "why": why}
    refused = await acts(boss, batch_id, "publish")
    assert (refused.status_code, refused.json()["details"]) == (409, {"sequence": broken_at})


async def test_so_is_a_batch_that_is_not_what_it_was(as_staff: AsStaff, database: Database) -> None:
    boss = await as_staff(EVERYTHING)
    await created(boss)
    async with database.begin() as session:
        await session.execute(sa.update(Batch).values(origin="杭州"))
    found = (await boss.client.get(f"{BASE}/1/check")).json()
    assert found == {"links": 1, "broken_at": 2, "why": "批次信息与记录不符"}


async def test_whoever_finds_no_place_is_told(
    as_staff: AsStaff, database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    await created(await as_staff(EVERYTHING))
    monkeypatch.setattr(chain, "TRIES", 0)
    with pytest.raises(ChainBusy):
        async with database.begin() as session:
            await append(session, await batches.find(session, 1), SYSTEM, Link("note"))
