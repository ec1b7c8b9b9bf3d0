"""What comes in is inspected, every line once."""

import pytest
import sqlalchemy as sa

from app.contracts.purchase_order import PurchaseOrderReceived, ReceivedLine
from app.contracts.qc import InspectionJudged
from app.core.database import Database
from app.modules.qc import inspecting, opening
from app.modules.qc.models import Inspection
from tests.qc.inspections import EVERYTHING, PLANS, acts, says, sees
from tests.types import AsStaff, Configure

RECEIVED = PurchaseOrderReceived(5, 3, (ReceivedLine(11, "圆钢", 600, "HT-2291"), ReceivedLine(12, "铸件", 40, "")))


async def come_in(database: Database) -> list[tuple[str, str, int | None]]:
    async with database.begin() as session:
        await opening.on_received(session, RECEIVED)
    async with database.read() as session:
        rows = await session.scalars(sa.select(Inspection).order_by(Inspection.id))
        return [(row.item, row.lot, row.receipt_line_id) for row in rows]


async def test_every_line_once(database: Database) -> None:
    expected = [("圆钢", "HT-2291", 11), ("铸件", "", 12)]
    assert await come_in(database) == expected
    assert await come_in(database) == expected


async def test_nothing_without_a_plan(database: Database, configure: Configure) -> None:
    configure("qc", plans={"outgoing": PLANS["outgoing"]})
    assert await come_in(database) == []


async def test_judged_without_a_batch(database: Database, as_staff: AsStaff, monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[object] = []

    async def heard(session: object, event: object) -> None:
        del session
        told.append(event)

    monkeypatch.setattr(inspecting, "emit", heard)
    await come_in(database)
    boss = await as_staff(*EVERYTHING)
    (await says(boss, 1, 1, said=False)).raise_for_status()
    (await acts(boss, 1, "judge")).raise_for_status()
    (await acts(boss, 1, "concede", reason="补了材质证明")).raise_for_status()
    number = (await sees(boss, 1))["number"]
    assert told == [InspectionJudged(1, number, "iqc", status, None, 5, 11) for status in ("failed", "conceded")]
