from pathlib import Path

import pytest
import sqlalchemy as sa

from app.core.context import SYSTEM
from app.core.database import Database
from app.core.module import SeedData
from app.modules.catalog import categories
from app.modules.catalog.schemas import NewCategory
from app.modules.coupon.models import CouponCode, CouponTemplate
from app.modules.coupon.seeds import seed
from tests.coupon.factory import TEN_OFF

ROWS = [
    {**TEN_OFF, "name": "见面礼"},
    {**TEN_OFF, "name": "绿茶券", "categories": ["green"]},
    {**TEN_OFF, "name": "老友券", "code": "LAOYOU"},
]


async def test_gives_them_away(database: Database, tmp_path: Path) -> None:
    async with database.begin() as session:
        made = await categories.create_category(session, SYSTEM, NewCategory(name="绿茶", code="green"))
        await seed(session, SeedData({"coupons": ROWS}, tmp_path))
        await seed(session, SeedData({}, tmp_path))
    async with database.read() as session:
        rows = (await session.scalars(sa.select(CouponTemplate).order_by(CouponTemplate.id))).all()
        codes = list(await session.scalars(sa.select(CouponCode.code)))
    assert [(row.name, row.status, row.claim_by) for row in rows] == [
        ("见面礼", "issuing", "button"),
        ("绿茶券", "issuing", "button"),
        ("老友券", "issuing", "code"),
    ]
    assert rows[1].target_ids == [made.id]
    assert codes == ["LAOYOU"]


async def test_unknown_category(database: Database, tmp_path: Path) -> None:
    with pytest.raises(KeyError, match="nothing"):
        async with database.begin() as session:
            await seed(session, SeedData({"coupons": [{**TEN_OFF, "categories": ["nothing"]}]}, tmp_path))
