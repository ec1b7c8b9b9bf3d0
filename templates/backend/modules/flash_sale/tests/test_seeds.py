from pathlib import Path

import pytest
import sqlalchemy as sa

from app.core.database import Database
from app.core.module import SeedData
from app.modules.catalog.models import Sku
from app.modules.flash_sale import queries
from app.modules.flash_sale.seeds import seed
from tests.catalog.factory import spu

ROW = {"title": "晚八点场", "lasts": 2}


async def test_running_at_once(database: Database, tmp_path: Path) -> None:
    await spu(database)
    async with database.begin() as session:
        code = await session.scalar(sa.select(Sku.code))
        row = ROW | {"items": [{"sku": code, "price": 19.9, "stock": 30, "limit": 2}]}
        await seed(session, SeedData({"flash_sales": [row, row | {"starts_in": 3}]}, tmp_path))
    async with database.read() as session:
        shown = await queries.announced(session)
    assert [(sale.state, sale.items[0].price_fen, sale.items[0].per_user_limit) for sale in shown] == [
        ("running", 1990, 2),
        ("coming", 1990, 2),
    ]


async def test_unknown_code(database: Database, tmp_path: Path) -> None:
    row = ROW | {"items": [{"sku": "NOTHING", "price": 1, "stock": 1}]}
    with pytest.raises(KeyError, match="NOTHING"):
        async with database.begin() as session:
            await seed(session, SeedData({"flash_sales": [row]}, tmp_path))
