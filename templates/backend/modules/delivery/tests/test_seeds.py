from pathlib import Path

import pytest

from app.core.database import Database
from app.core.module import SeedData
from app.modules.delivery import rules
from app.modules.delivery.seeds import seed


async def test_freight_rules(database: Database, tmp_path: Path) -> None:
    rows = [
        {"first_price": 12, "next_price": 4},
        {"province": "浙江省", "first": 1000, "first_price": 6, "next": 1000, "next_price": 2, "free_from": 99},
        {"province": "西藏", "delivers": False},
    ]
    async with database.begin() as session:
        await seed(session, SeedData({"freight_rules": rows}, tmp_path))
        written = await rules.all_rules(session)
    told = {rule.place: (rule.delivers, rule.first_fen, rule.next_fen, rule.free_from_fen) for rule in written}
    assert told == {
        "其他地区": (True, 1200, 400, 0),
        "浙江": (True, 600, 200, 9900),
        "西藏": (False, 0, 0, 0),
    }


async def test_a_bad_row(database: Database, tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="填写城市时也要填写省份"):
        async with database.begin() as session:
            await seed(session, SeedData({"freight_rules": [{"city": "杭州"}]}, tmp_path))
