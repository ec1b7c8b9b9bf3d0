"""Demo data."""

from pathlib import Path

import sqlalchemy as sa

from app.core.business import business
from app.core.context import SYSTEM
from app.core.database import Database
from app.core.module import SeedData
from app.modules.qc.models import Inspection
from app.modules.qc.seeds import seed
from app.modules.traceability import batches
from app.modules.traceability.models import Batch
from app.modules.traceability.schemas import BatchIn
from tests.traceability.batches import FACTS


async def test_inspections_in_each_state(database: Database) -> None:
    role = next(iter(business().roles), "owner")
    rows = {
        "staff": [{"username": "sunmei", "name": "孙梅", "role": role}],
        "inspections": [
            {"batch": "B-1", "plan": "outgoing", "results": [80.0, True]},
            {"batch": "B-1", "plan": "outgoing", "results": [81.0, True]},
            {"batch": "B-1", "plan": "incoming"},
        ],
    }
    async with database.begin() as session:
        await batches.create(session, SYSTEM, BatchIn.model_validate({**FACTS, "number": "B-1"}))
        await seed(session, SeedData(rows, Path()))
    async with database.read() as session:
        states = list(await session.scalars(sa.select(Inspection.status).order_by(Inspection.id)))
        assert states == ["passed", "failed", "open"]
        assert await session.scalar(sa.select(Batch.holds)) == 1
