from pathlib import Path

import pytest

from app.core.database import Database
from app.core.module import SeedData
from app.modules.course import enrolling
from app.modules.learning_progress.progress import Followed
from app.modules.learning_progress.seeds import seed
from tests.course.factory import course
from tests.types import AsUser


async def test_as_far_as_it_says(database: Database, tmp_path: Path, as_user: AsUser) -> None:
    made = await course(database, code="DG")
    people = [await as_user(name) for name in ("小陈", "小林", "小周")]
    async with database.begin() as session:
        ids = [(await enrolling.admit(session, person.id, made.id)).id for person in people]
        await seed(session, SeedData({"learned": [{"course": "DG", "lessons": [4, 1]}]}, tmp_path))
        learned = await Followed().learned(session, ids)
        states = [(await enrolling.by_id(session, number)).status for number in ids]
    assert [learned[number].percent if number in learned else 0 for number in ids] == [100, 25, 0]
    assert states == ["completed", "active", "active"]


async def test_unknown_course(database: Database, tmp_path: Path) -> None:
    with pytest.raises(KeyError, match="XX"):
        async with database.begin() as session:
            await seed(session, SeedData({"learned": [{"course": "XX", "lessons": [1]}]}, tmp_path))
