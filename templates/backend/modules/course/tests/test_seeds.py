from pathlib import Path

import pytest
import sqlalchemy as sa

from app.core.database import Database
from app.core.module import SeedData
from app.modules.course.models import Course, CourseFile, Enrollment, Lesson
from app.modules.course.seeds import seed
from tests.course.factory import PDF, mp4

ROWS = {
    "courses": [
        {
            "code": "DG",
            "title": "电工",
            "outcomes": ["会接线"],
            "chapters": [
                {
                    "title": "安全",
                    "lessons": [
                        {"title": "断电", "video": "a.mp4", "free_preview": True, "materials": {"讲义.pdf": "a.pdf"}},
                        {"title": "再看一遍", "video": "a.mp4"},
                        {"title": "要点", "body": "先断电。"},
                    ],
                }
            ],
        }
    ],
    "learners": [{"name": "小陈", "course": "DG", "days_ago": 3}],
}


async def test_there_at_once(database: Database, tmp_path: Path) -> None:
    (tmp_path / "a.mp4").write_bytes(mp4(5))
    (tmp_path / "a.pdf").write_bytes(PDF)
    async with database.begin() as session:
        await seed(session, SeedData(ROWS, tmp_path))
    async with database.read() as session:
        assert [row.status for row in await session.scalars(sa.select(Course))] == ["published"]
        kinds = [(row.kind, row.duration_s) for row in await session.scalars(sa.select(Lesson).order_by(Lesson.id))]
        assert kinds == [("video", 5), ("video", 5), ("article", None)]
        assert await session.scalar(sa.select(sa.func.count()).select_from(CourseFile)) == 2
        assert await session.scalar(sa.select(sa.func.count()).select_from(Enrollment)) == 1


async def test_unknown_course(database: Database, tmp_path: Path) -> None:
    with pytest.raises(KeyError, match="XX"):
        async with database.begin() as session:
            await seed(session, SeedData({"learners": [{"name": "小陈", "course": "XX"}]}, tmp_path))
