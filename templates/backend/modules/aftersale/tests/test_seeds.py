"""Demo data."""

from pathlib import Path

import pytest

from app.core.database import Database
from app.core.module import SeedData
from app.modules.aftersale import exemptions
from app.modules.aftersale.seeds import seed
from app.modules.catalog.models import Sku
from tests.catalog.factory import spu


async def test_products_that_stay_sold(database: Database) -> None:
    tea = await spu(database)
    async with database.begin() as session:
        code = (await session.get_one(Sku, tea.sku_id)).code
        await seed(session, SeedData({"no_return": {code: "opened"}}, Path()))
        assert [(row.spu_id, row.why) for row in await exemptions.listed(session)] == [(tea.id, "opened")]
        with pytest.raises(KeyError):
            await seed(session, SeedData({"no_return": {"NO-SUCH": "opened"}}, Path()))
        with pytest.raises(ValueError, match="opened"):
            await seed(session, SeedData({"no_return": {code: "拆封后不退"}}, Path()))


async def test_nothing_to_write(database: Database) -> None:
    async with database.begin() as session:
        await seed(session, SeedData({}, Path()))
        assert await exemptions.listed(session) == []
