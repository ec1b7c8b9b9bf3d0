"""Demo data."""

from pathlib import Path

import pytest
import sqlalchemy as sa

from app.core.database import Database
from app.core.module import SeedData
from app.modules.catalog.models import Sku
from app.modules.price_tag.models import PriceTag
from app.modules.price_tag.seeds import seed
from tests.catalog.factory import spu
from tests.price_tag.tags import esl


async def test_tags(database: Database) -> None:
    await esl(database)
    sku_id = (await spu(database)).sku_id
    async with database.begin() as session:
        code = (await session.get_one(Sku, sku_id)).code
        await seed(session, SeedData({"tags": {"esl-1": code}}, Path()))
        found = await session.scalar(sa.select(PriceTag))
        assert found is not None
        assert (found.sku_id, found.status) == (sku_id, "waiting")
    for rows in ({"nothing": code}, {"esl-1": "NOTHING"}):
        with pytest.raises(KeyError):
            async with database.begin() as session:
                await seed(session, SeedData({"tags": rows}, Path()))


async def test_nothing_to_write(database: Database) -> None:
    async with database.begin() as session:
        await seed(session, SeedData({}, Path()))
        assert await session.scalar(sa.select(PriceTag.id)) is None
