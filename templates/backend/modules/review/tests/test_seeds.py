from pathlib import Path

import pytest
import sqlalchemy as sa

from app.core.database import Database
from app.core.module import SeedData
from app.modules.catalog.models import Sku
from app.modules.order.models import Order
from app.modules.review.seeds import seed
from tests.catalog.factory import spu
from tests.review.bought import line
from tests.types import AsUser


async def test_everybody_sees_them(as_user: AsUser, database: Database, tmp_path: Path) -> None:
    person = await as_user(consents=("address",))
    tea = await spu(database)
    await line(database, person, tea.sku_id)
    async with database.begin() as session:
        code, order_no = await session.scalar(sa.select(Sku.code)), await session.scalar(sa.select(Order.order_no))
        row = {"order": order_no, "sku": code, "stars": 5, "text": "回甘", "reply": "谢谢"}
        await seed(session, SeedData({"reviews": [row]}, tmp_path))
    [shown] = (await person.client.get(f"/spus/{tea.id}/reviews")).json()["items"]
    assert (shown["stars"], shown["text"], shown["reply"]) == (5, "回甘", "谢谢")
    with pytest.raises(KeyError, match="NOTHING"):
        async with database.begin() as session:
            await seed(session, SeedData({"reviews": [{**row, "sku": "NOTHING"}]}, tmp_path))
