"""Demo data."""

from pathlib import Path

import pytest
import sqlalchemy as sa

from app.core.database import Database
from app.core.module import SeedData
from app.modules.rfq.seeds import seed as seed_rfqs
from app.modules.sample.models import Sample
from app.modules.sample.seeds import seed
from app.modules.supplier.seeds import seed as seed_suppliers
from tests.rfq.asked import LINES
from tests.supplier.company import form


async def test_samples_in_their_versions(database: Database) -> None:
    suppliers = {"suppliers": [form(code="S01", contacts=[{"name": "周敏"}])]}
    rfqs = {"requests": [{"title": "轴承", "lines": LINES, "suppliers": ["S01"], "days": 5}]}
    versions = [{"tracking_number": "SF1", "failed": "圆度超差"}, {"tracking_number": "SF2", "passed": "合格"}]
    sample = {"rfq": "轴承", "supplier": "S01", "position": 1}
    rows = {"samples": [{**sample, "versions": versions}, {**sample, "versions": [{"tracking_number": "SF3"}]}, sample]}
    async with database.begin() as session:
        await seed_suppliers(session, SeedData(suppliers, Path()))
        await seed_rfqs(session, SeedData(rfqs, Path()))
        await seed(session, SeedData(rows, Path()))
        states = list(await session.scalars(sa.select(Sample.status).order_by(Sample.id)))
        assert states == ["failed", "passed", "sent", "requested"]
        with pytest.raises(KeyError):
            await seed(session, SeedData({"samples": [{**sample, "supplier": "S99"}]}, Path()))
