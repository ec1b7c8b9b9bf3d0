from pathlib import Path

import httpx

from app.core.database import Database
from app.core.module import SeedData
from app.modules.multi_store.seeds import seed, spans
from tests.multi_store.shops import WEST_LAKE


async def test_stores(database: Database, client: httpx.AsyncClient, tmp_path: Path) -> None:
    plain = {name: value for name, value in WEST_LAKE.items() if name != "week"}
    rows = [{**plain, "hours": "09:00-21:00"}, {**plain, "code": "B", "hours": ["10:00-18:00"] * 6 + [""]}]
    async with database.begin() as session:
        await seed(session, SeedData({"stores": rows}, tmp_path))
    week = (await client.get("/stores/2")).json()["week"]
    assert [day["hours"] for day in week] == ["10:00–18:00"] * 6 + ["休息"]


def test_spans_as_people_write_them() -> None:
    assert spans("09:00-12:00，13:00–18:00") == [("09:00", "12:00"), ("13:00", "18:00")]
    assert spans("") == []
