from pathlib import Path

import pytest
import sqlalchemy as sa

from app.core.database import Database
from app.core.module import SeedData
from app.modules.catalog.models import Sku
from app.modules.order.api import OrderNotFound, by_number
from app.modules.order.seeds import seed
from tests.catalog.factory import spu


async def test_completed_orders(database: Database, tmp_path: Path) -> None:
    tea = await spu(database, specs={"规格": ["50g", "100g"]})
    async with database.begin() as session:
        codes = list(await session.scalars(sa.select(Sku.code).order_by(Sku.id)))
        rows = {"orders": [{"no": "D1", "by": "林晓", "skus": codes, "days_ago": 3}]}
        await seed(session, SeedData(rows, tmp_path))
        order = await by_number(session, "D1")
        assert (order.status, [line.sku_id for line in order.lines]) == ("completed", list(tea.sku_ids))
        assert order.payable_fen == sum(line.total_fen for line in order.lines) > 0
        with pytest.raises(OrderNotFound):
            await by_number(session, "D2")


async def test_unknown_code(database: Database, tmp_path: Path) -> None:
    rows = {"orders": [{"no": "D1", "by": "林晓", "skus": ["NOTHING"], "days_ago": 3}]}
    with pytest.raises(KeyError, match="NOTHING"):
        async with database.begin() as session:
            await seed(session, SeedData(rows, tmp_path))
