from pathlib import Path

import pytest
import sqlalchemy as sa

from app.core.database import Database
from app.core.module import SeedData
from app.modules.exam.models import Exam, Question
from app.modules.exam.seeds import seed
from tests.course.factory import Made, course
from tests.exam.factory import JUDGE, SINGLE

ROWS = {
    "questions": [
        {"course": "DG", "chapter": 2, "code": "Q1"} | SINGLE,
        {"course": "DG", "code": "Q2"} | JUDGE,
    ],
    "exams": [
        {"course": "DG", "lesson": 2, "title": "随堂测验", "codes": ["Q2"]},
        {"course": "DG", "title": "结业考试", "draws": [{"count": 2}]},
    ],
}


@pytest.fixture
async def made(database: Database) -> Made:
    return await course(database, code="DG")


async def test_there_at_once(database: Database, made: Made, tmp_path: Path) -> None:
    async with database.begin() as session:
        await seed(session, SeedData(ROWS, tmp_path))
    async with database.read() as session:
        questions = await session.execute(sa.select(Question.code, Question.chapter_id).order_by(Question.id))
        assert questions.all() == [("Q1", made.chapters[1]), ("Q2", None)]
        exams = await session.execute(sa.select(Exam.title, Exam.lesson_id, Exam.status).order_by(Exam.id))
        assert exams.all() == [("随堂测验", made.lessons[0][1], "published"), ("结业考试", None, "published")]


async def test_unknown_question(database: Database, made: Made, tmp_path: Path) -> None:
    del made
    with pytest.raises(KeyError, match="Q9"):
        async with database.begin() as session:
            await seed(session, SeedData({"exams": [{"course": "DG", "title": "考试", "codes": ["Q9"]}]}, tmp_path))
