from pathlib import Path

import pytest
import sqlalchemy as sa

from app.core.database import Database
from app.core.module import SeedData
from app.core.pagination import PageQuery
from app.modules.bargain import queries
from app.modules.bargain.seeds import seed
from app.modules.catalog.models import Sku
from tests.catalog.factory import spu

ROW = {"title": "好友帮砍", "floor": 19.9, "helps": 8, "hours": 12, "days": 7, "stock": 5}


async def test_running_at_once(database: Database, tmp_path: Path) -> None:
    await spu(database)
    async with database.begin() as session:
        code = await session.scalar(sa.select(Sku.code))
        await seed(session, SeedData({"bargains": [ROW | {"sku": code}]}, tmp_path))
    async with database.read() as session:
        (shown,) = (await queries.running(session, PageQuery(None, 10))).items
    assert (shown.floor_fen, shown.helps, shown.hours, shown.stock) == (1990, 8, 12, 5)


async def test_unknown_code(database: Database, tmp_path: Path) -> None:
    with pytest.raises(KeyError, match="NOTHING"):
        async with database.begin() as session:
            await seed(session, SeedData({"bargains": [ROW | {"sku": "NOTHING"}]}, tmp_path))
