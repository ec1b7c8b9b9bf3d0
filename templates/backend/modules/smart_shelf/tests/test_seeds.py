"""Demo data."""

from pathlib import Path

import pytest
import sqlalchemy as sa

from app.core.database import Database
from app.core.module import SeedData
from app.modules.smart_shelf.models import ShelfSlot
from app.modules.smart_shelf.seeds import seed
from tests.catalog.factory import spu
from tests.inventory.test_admin import code_of
from tests.smart_shelf.shelves import shelf


async def test_slots(database: Database) -> None:
    await shelf(database)
    code = await code_of(database, (await spu(database)).sku_id)
    row = {"device": "shelf-1", "reading": "left", "sku": code, "piece_g": 120}
    async with database.begin() as session:
        await seed(session, SeedData({"slots": [row]}, Path()))
        found = await session.scalar(sa.select(ShelfSlot))
        assert found is not None
        assert (found.piece_g, found.tare_g, found.pieces) == (120, 0, None)
    for wrong in ({"device": "nothing"}, {"sku": "NOTHING"}):
        with pytest.raises(KeyError):
            async with database.begin() as session:
                await seed(session, SeedData({"slots": [{**row, **wrong}]}, Path()))


async def test_nothing_to_write(database: Database) -> None:
    async with database.begin() as session:
        await seed(session, SeedData({}, Path()))
        assert await session.scalar(sa.select(ShelfSlot.id)) is None
