from pathlib import Path

import pytest
import sqlalchemy as sa

from app.core.database import Database
from app.core.module import SeedData
from app.modules.catalog.models import Sku
from app.modules.inventory.seeds import seed
from tests.catalog.factory import spu
from tests.inventory.shelf import counts


async def test_stocks_the_shelf(database: Database, tmp_path: Path) -> None:
    made = await spu(database, specs={"规格": ["50g", "100g"]})
    async with database.begin() as session:
        codes = list(await session.scalars(sa.select(Sku.code).order_by(Sku.id)))
        await seed(session, SeedData({"stock": {codes[0]: 40, codes[1]: 0}}, tmp_path))
    assert [await counts(database, sku_id) for sku_id in made.sku_ids] == [(40, 0), (0, 0)]


async def test_unknown_code(database: Database, tmp_path: Path) -> None:
    with pytest.raises(KeyError, match="NOTHING"):
        async with database.begin() as session:
            await seed(session, SeedData({"stock": {"NOTHING": 1}}, tmp_path))
