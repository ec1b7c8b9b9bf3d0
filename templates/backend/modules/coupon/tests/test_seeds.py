from pathlib import Path

import pytest
import sqlalchemy as sa

from app.core.context import SYSTEM
from app.core.database import Database
from app.core.module import SeedData
from app.modules.catalog import categories
from app.modules.catalog.schemas import NewCategory
from app.modules.coupon.models import CouponCode, CouponTemplate
from app.modules.coupon.seeds import USES, seed
from app.modules.coupon.terms import worth_text

ROWS = [
    {"name": "见面礼", "amount": 10, "valid_days": 7},
    {"name": "绿茶券", "fold": 8.5, "cap": 30, "threshold": 99.5, "categories": ["green"], "valid_days": 7},
    {"name": "老友券", "amount": 20, "code": "LAOYOU", "total_limit": 500, "per_user_limit": 2, "valid_days": 7},
    {"name": "生日券", "amount": 20, "birthday": True, "valid_days": 15},
]


async def test_gives_them_away(database: Database, tmp_path: Path) -> None:
    async with database.begin() as session:
        made = await categories.create_category(session, SYSTEM, NewCategory(name="绿茶", code="green"))
        await seed(session, SeedData({"coupons": ROWS}, tmp_path))
        await seed(session, SeedData({}, tmp_path))
    async with database.read() as session:
        rows = (await session.scalars(sa.select(CouponTemplate).order_by(CouponTemplate.id))).all()
        code = (await session.scalars(sa.select(CouponCode))).one()
    assert [(row.name, row.status, row.claim_by, worth_text(row)) for row in rows] == [
        ("见面礼", "issuing", "button", "立减 ¥10.00"),
        ("绿茶券", "issuing", "button", "满 ¥99.50 8.5 折，最多减 ¥30.00"),
        ("老友券", "issuing", "code", "立减 ¥20.00"),
        ("生日券", "issuing", "birthday", "立减 ¥20.00"),
    ]
    assert [row.target_ids for row in rows] == [[], [made.id], [], []]
    assert (rows[2].total_limit, rows[2].per_user_limit) == (500, 2)
    assert (code.code, code.template_id, code.uses_left) == ("LAOYOU", rows[2].id, USES)


@pytest.mark.parametrize(
    ("row", "error"),
    [
        ({"amount": 10, "categories": ["nothing"]}, KeyError),
        ({"amount": 10.001}, ValueError),
        ({"fold": 10}, ValueError),
        ({"fold": "八折"}, ValueError),
        ({}, ValueError),
    ],
)
async def test_a_bad_row(row: dict[str, object], error: type[Exception], database: Database, tmp_path: Path) -> None:
    with pytest.raises(error):
        async with database.begin() as session:
            await seed(session, SeedData({"coupons": [{"name": "券", "valid_days": 7, **row}]}, tmp_path))
