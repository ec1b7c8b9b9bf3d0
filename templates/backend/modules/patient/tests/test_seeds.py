from pathlib import Path

import pytest

from app.core.database import Database
from app.core.module import SeedData
from app.modules.patient.seeds import seed
from tests.patient.family import MOTHER, child
from tests.types import AsStaff

KID = {name: value for name, value in child(None).items() if not name.startswith("guardian")}


async def test_families(database: Database, as_staff: AsStaff, tmp_path: Path) -> None:
    rows = {"families": [{"nickname": "小满妈妈", "people": [MOTHER, {**KID, "guardian": "林婉清"}]}]}
    async with database.begin() as session:
        await seed(session, SeedData(rows, tmp_path))
    listed = (await (await as_staff("patient.read")).client.get("/staff/patients")).json()["items"]
    assert [(one["name"], one["guardian"]) for one in listed] == [("周**", "林**"), ("林**", "")]


async def test_a_guardian_who_is_not_there(database: Database, tmp_path: Path) -> None:
    rows = {"families": [{"nickname": "小满妈妈", "people": [MOTHER, {**KID, "guardian": "林清婉"}]}]}
    with pytest.raises(KeyError, match="林清婉"):
        async with database.begin() as session:
            await seed(session, SeedData(rows, tmp_path))
