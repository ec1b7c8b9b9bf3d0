from pathlib import Path

import pytest
import sqlalchemy as sa

from app.core.database import Database
from app.core.module import SeedData
from app.core.pagination import PageQuery
from app.modules.catalog.models import Sku
from app.modules.group_buy import queries
from app.modules.group_buy.seeds import seed
from tests.catalog.factory import spu

ROW = {"title": "三人成团", "size": 3, "hours": 12, "days": 7}


async def test_running_at_once(database: Database, tmp_path: Path) -> None:
    await spu(database)
    async with database.begin() as session:
        code = await session.scalar(sa.select(Sku.code))
        await seed(session, SeedData({"group_buys": [ROW | {"items": {code: 49.9}}]}, tmp_path))
    async with database.read() as session:
        (shown,) = (await queries.running(session, PageQuery(None, 10))).items
    assert (shown.size, shown.hours, shown.items[0].price_fen) == (3, 12, 4990)


async def test_unknown_code(database: Database, tmp_path: Path) -> None:
    with pytest.raises(KeyError, match="NOTHING"):
        async with database.begin() as session:
            await seed(session, SeedData({"group_buys": [ROW | {"items": {"NOTHING": 1}}]}, tmp_path))
