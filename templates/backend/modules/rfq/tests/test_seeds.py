"""Demo data."""

from pathlib import Path

import pytest
import sqlalchemy as sa

from app.core.database import Database
from app.core.module import SeedData
from app.modules.rfq.models import AwardRow, Quote, Rfq
from app.modules.rfq.seeds import seed
from app.modules.supplier.seeds import seed as seed_suppliers
from tests.rfq.asked import LINES
from tests.supplier.company import form


async def test_requests_on_their_way(database: Database) -> None:
    people = [{"name": "周敏"}]
    suppliers = {"suppliers": [form(code="S01", contacts=people), form(code="S02", contacts=people)]}
    quotes = {"S01": {"prices": [380, 125], "lead_days": 15}, "S02": {"prices": [370, None], "lead_days": 9}}
    asked = {"title": "轴承", "lines": LINES, "suppliers": ["S01", "S02"], "days": 5, "quotes": quotes}
    rows = {"requests": [asked, {**asked, "award": "S01"}]}
    async with database.begin() as session:
        await seed_suppliers(session, SeedData(suppliers, Path()))
        await seed(session, SeedData(rows, Path()))
        assert list(await session.scalars(sa.select(Rfq.status).order_by(Rfq.id))) == ["open", "awarded"]
        assert len(list(await session.scalars(sa.select(Quote)))) == 4
        assert len(list(await session.scalars(sa.select(AwardRow)))) == 1
        with pytest.raises(KeyError):
            await seed(session, SeedData({"requests": [{**asked, "suppliers": ["S99"], "quotes": {}}]}, Path()))


async def test_nobody_to_quote(database: Database) -> None:
    suppliers = {"suppliers": [form(code="S01")]}
    quotes = {"S01": {"prices": [1, 1], "lead_days": 1}}
    row = {"title": "轴承", "lines": LINES, "suppliers": ["S01"], "days": 5, "quotes": quotes}
    async with database.begin() as session:
        await seed_suppliers(session, SeedData(suppliers, Path()))
        with pytest.raises(ValueError, match="no contact"):
            await seed(session, SeedData({"requests": [row]}, Path()))
