from pathlib import Path

import pytest
import sqlalchemy as sa

from app.core.database import Database
from app.core.module import SeedData
from app.core.pagination import PageQuery
from app.modules.catalog.models import Sku
from app.modules.presale import queries
from app.modules.presale.seeds import seed
from tests.catalog.factory import spu

DAYS = {"ends": 5, "balance_from": 6, "balance_until": 8, "ships": 12}
ROW = {"title": "明前茶预售", "price": 50, "deposit": 9.9, "stock": 5, **DAYS}


async def test_running_at_once(database: Database, tmp_path: Path) -> None:
    await spu(database)
    async with database.begin() as session:
        code = await session.scalar(sa.select(Sku.code))
        await seed(session, SeedData({"presales": [ROW | {"sku": code}]}, tmp_path))
    async with database.read() as session:
        (shown,) = (await queries.running(session, PageQuery(None, 10))).items
    assert (shown.price_fen, shown.deposit_fen, shown.stock, shown.per_user_limit) == (5000, 990, 5, 2)


async def test_unknown_code(database: Database, tmp_path: Path) -> None:
    with pytest.raises(KeyError, match="NOTHING"):
        async with database.begin() as session:
            await seed(session, SeedData({"presales": [ROW | {"sku": "NOTHING"}]}, tmp_path))
