"""Public, withdrawn, held: what the database itself sees to."""

import pytest
import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError

from app.contracts.traceability import BatchPublished, BatchWithdrawn
from app.core.context import SYSTEM
from app.core.database import Database
from app.modules.traceability import publishing
from app.modules.traceability.models import Batch
from tests.traceability.batches import BASE, EVERYTHING, acts, created, sees
from tests.types import AsStaff

WHY = {"reason": "主轴开裂"}


async def test_the_way(as_staff: AsStaff, monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[object] = []

    async def heard(session: object, event: object) -> None:
        del session
        told.append(event)

    monkeypatch.setattr(publishing, "emit", heard)
    boss = await as_staff(EVERYTHING)
    batch_id = await created(boss)
    early = await acts(boss, batch_id, "withdraw", **WHY)
    assert (early.status_code, early.json()["details"]) == (409, {"status": "draft"})
    for action, status in (("publish", "published"), ("withdraw", "withdrawn"), ("publish", "published")):
        body = WHY if action == "withdraw" else {}
        assert (await acts(boss, batch_id, action, **body)).raise_for_status().json()["status"] == status
    again = await acts(boss, batch_id, "publish")
    assert (again.status_code, again.json()["details"]) == (409, {"status": "published"})
    kinds = [event["kind"] for event in (await sees(boss, batch_id))["events"]]
    assert kinds == ["made", "published", "withdrawn", "published"]
    public = BatchPublished(batch_id, "B-1", "主轴")
    assert told == [public, BatchWithdrawn(batch_id, "B-1", "主轴", "主轴开裂"), public]


async def test_what_is_held_is_not_public(as_staff: AsStaff) -> None:
    boss = await as_staff(EVERYTHING)
    batch_id = await created(boss)
    (await acts(boss, batch_id, "publish")).raise_for_status()
    held = (await acts(boss, batch_id, "hold", **WHY)).raise_for_status().json()
    assert (held["status"], held["withdrawn_because"], held["held"]) == ("withdrawn", "主轴开裂", True)
    assert [one["reason"] for one in held["holds"]] == ["主轴开裂"]
    (await acts(boss, batch_id, "hold", reason="又一次")).raise_for_status()
    refused = await acts(boss, batch_id, "publish")
    assert (refused.status_code, refused.json()["details"]) == (409, {"reasons": ["主轴开裂"]})
    items = (await boss.client.get(BASE, params={"status": "held"})).json()["items"]
    assert [item["id"] for item in items] == [batch_id]
    for _ in range(2):
        freed = (await acts(boss, batch_id, "release", reason="复检合格")).raise_for_status().json()
        assert (freed["status"], freed["held"]) == ("withdrawn", False)
    (await acts(boss, batch_id, "publish")).raise_for_status()
    kinds = [event["kind"] for event in (await sees(boss, batch_id))["events"]]
    assert kinds == ["made", "published", "held", "withdrawn", "released", "published"]
    assert (await boss.client.get(BASE, params={"status": "published"})).json()["items"][0]["id"] == batch_id


async def test_every_reason_counts(as_staff: AsStaff, database: Database) -> None:
    boss = await as_staff(EVERYTHING)
    batch_id = await created(boss)
    async with database.begin() as session:
        assert [await publishing.hold(session, SYSTEM, batch_id, key, "裂纹") for key in ("a", "b", "a")] == [
            True,
            True,
            False,
        ]
        assert await publishing.release(session, SYSTEM, batch_id, "a")
        assert not await publishing.release(session, SYSTEM, batch_id, "a")
    assert (await acts(boss, batch_id, "publish")).status_code == 409
    async with database.begin() as session:
        await publishing.release(session, SYSTEM, batch_id, "b")
    assert (await acts(boss, batch_id, "publish")).status_code == 200


async def test_the_database_does_not_take_it(as_staff: AsStaff, database: Database) -> None:
    boss = await as_staff(EVERYTHING)
    batch_id = await created(boss)
    (await acts(boss, batch_id, "hold", **WHY)).raise_for_status()
    with pytest.raises(IntegrityError):
        async with database.begin() as session:
            await session.execute(sa.update(Batch).values(status="published"))
