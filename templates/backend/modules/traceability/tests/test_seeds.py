"""Demo data."""

from pathlib import Path

import pytest
import sqlalchemy as sa

from app.core.database import Database
from app.core.module import SeedData
from app.modules.traceability.models import Batch, TraceEvent
from app.modules.traceability.seeds import seed

STEEL = {"number": "STEEL", "item": "圆钢", "quantity": 600, "unit": "kg", "days_ago": 9}
SHAFT = {
    "number": "SHAFT",
    "item": "主轴",
    "quantity": 40,
    "days_ago": 3,
    "parents": ["STEEL"],
    "events": [{"kind": "processed", "text": "精磨", "days_ago": 2}, {"kind": "stored"}],
    "published": True,
}


async def test_batches_with_their_chains(database: Database) -> None:
    async with database.begin() as session:
        await seed(session, SeedData({"batches": [STEEL, SHAFT]}, Path()))
    async with database.read() as session:
        states = await session.execute(sa.select(Batch.number, Batch.status).order_by(Batch.id))
        assert [tuple(row) for row in states] == [("STEEL", "draft"), ("SHAFT", "published")]
        kinds = sa.select(TraceEvent.kind).where(TraceEvent.batch_id == 2).order_by(TraceEvent.sequence)
        assert list(await session.scalars(kinds)) == ["made", "processed", "stored", "published"]


async def test_no_event_of_another_kind(database: Database) -> None:
    with pytest.raises(ValueError, match="melted"):
        async with database.begin() as session:
            await seed(session, SeedData({"batches": [{**STEEL, "events": [{"kind": "melted"}]}]}, Path()))
