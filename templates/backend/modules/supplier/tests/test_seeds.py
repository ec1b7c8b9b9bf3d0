"""Demo data."""

from pathlib import Path

import sqlalchemy as sa

from app.core.database import Database
from app.core.module import SeedData
from app.modules.supplier.models import Contact, Supplier
from app.modules.supplier.seeds import seed
from tests.supplier.company import form


async def test_suppliers_with_their_people(database: Database) -> None:
    rows = {"suppliers": [form(contacts=[{"name": "周敏", "phone": "13800000001", "title": "销售"}]), form()]}
    async with database.begin() as session:
        await seed(session, SeedData(rows, Path()))
        assert len(list(await session.scalars(sa.select(Supplier)))) == 2
        assert len(list(await session.scalars(sa.select(Contact)))) == 1
