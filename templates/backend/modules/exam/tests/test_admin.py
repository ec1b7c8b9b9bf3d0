"""Exams at the console."""

import pytest
import sqlalchemy as sa

from app.core.admin import workbook
from app.core.database import Database
from app.modules.exam import importing
from app.modules.exam.models import Exam, Question
from tests.course.factory import course, enroll
from tests.exam import factory
from tests.types import AsUser, OpenConsole

QUESTION = {
    "course_id": "1",
    "kind": "multiple",
    "stem": "哪些是安全用具？",
    "options_text": "绝缘手套\n验电器\n\n铝梯",
    "answer_text": "AB",
    "points": "10",
}
EXAM = {
    "course_id": "1",
    "title": "结业考试",
    "minutes": "45",
    "pass_percent": "80",
    "max_attempts": "2",
    "shuffled": "on",
}


@pytest.fixture(autouse=True)
async def made(database: Database) -> None:
    assert (await course(database)).id == 1


async def test_a_question_is_made_changed_and_taken_out(console: OpenConsole, database: Database) -> None:
    browser = await console("exam.*")
    assert (await browser.post("questions/create", QUESTION)).status_code == 303
    page = await browser.text("questions/edit", pk=1)
    assert "绝缘手套\n验电器\n铝梯" in page
    judge = QUESTION | {"kind": "judge", "options_text": "", "answer_text": "错"}
    assert (await browser.post("questions/edit?pk=1", judge)).status_code == 303
    async with database.read() as session:
        row = await session.get_one(Question, 1)
        assert (row.kind, row.options, row.key) == ("judge", ["正确", "错误"], [1])
    assert "哪些是安全用具" in await browser.text("questions/list", kind="judge", course="1")
    assert (await browser.act("questions", 1, "remove")).status_code == 200
    assert "哪些是安全用具" not in await browser.text("questions/list")


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"answer_text": "AD"}, "正确答案要在选项之中"),
        ({"answer_text": "甲"}, "选择题的答案写选项的字母"),
        ({"kind": "judge", "answer_text": "也许"}, "判断题的答案写"),
        ({"kind": "blank", "options_text": "", "answer_text": "一;二"}, "填空题的每个空"),
        ({"points": "101"}, "不能大于 100"),
    ],
)
async def test_a_question_is_refused_in_words(
    console: OpenConsole, database: Database, change: dict[str, str], words: str
) -> None:
    answer = await (await console("exam.*")).post("questions/create", QUESTION | change)
    assert (answer.status_code, words in answer.text) == (422, True)
    async with database.read() as session:
        assert await session.scalar(sa.select(sa.func.count()).select_from(Question)) == 0


async def test_an_exam_of_fixed_and_of_drawn_questions(console: OpenConsole, database: Database) -> None:
    browser = await console("exam.*")
    ids = await factory.questions(database, 1, *factory.FOUR, factory.JUDGE | {"chapter_id": 1})
    fixed = EXAM | {"paper_text": f"{ids[1]}，{ids[0]}"}
    assert (await browser.post("exams/create", fixed)).status_code == 303
    assert f"{ids[1]}, {ids[0]}" in await browser.text("exams/edit", pk=1)
    drawn = EXAM | {"draws_text": "单选 1\n第1章 判断 1\n任意 2", "paper_text": ""}
    assert (await browser.post("exams/edit?pk=1", drawn)).status_code == 303
    assert "单选 1\n第1章 判断 1\n任意 2" in await browser.text("exams/edit", pk=1)
    assert "随机 4 题" in await browser.text("exams/list")
    async with database.read() as session:
        row = await session.get_one(Exam, 1)
        assert row.draws[1] == {"chapter_id": 1, "kind": "judge", "count": 1}
        assert (row.minutes, row.pass_percent, row.max_attempts, row.shuffled) == (45, 80, 2, True)
    assert (await browser.act("exams", 1, "publish")).status_code == 200
    assert "结业考试" in await browser.text("exams/list", status="published")
    assert (await browser.act("exams", 1, "retire")).status_code == 200
    assert "没有符合条件的内容" in await browser.text("exams/list", status="published")


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"draws_text": "单选十题"}, "读不懂“单选十题”"),
        ({"draws_text": "第9章 单选 1"}, "没有“第9章”这一章"),
        ({"paper_text": "甲"}, "题目编号是数字"),
        ({"paper_text": "999"}, "题库里没有这些题：999"),
        ({"paper_text": "1", "draws_text": "单选 1"}, "只能选一种"),
        ({"minutes": "0"}, "不能小于 1"),
    ],
)
async def test_an_exam_is_refused_in_words(
    console: OpenConsole, database: Database, change: dict[str, str], words: str
) -> None:
    answer = await (await console("exam.*")).post("exams/create", EXAM | change)
    assert (answer.status_code, words in answer.text) == (422, True)
    async with database.read() as session:
        assert await session.scalar(sa.select(sa.func.count()).select_from(Exam)) == 0


async def test_brought_in_from_a_spreadsheet(console: OpenConsole, database: Database) -> None:
    browser = await console("exam.*")
    example = await browser.get("questions-import/example")
    sent = await browser.post("questions-import", {"course_id": "1"}, files={"file": ("q.xlsx", example.content)})
    assert (sent.status_code, "新增 4 题" in sent.text) == (200, True)
    wrong = workbook([importing.HEAD, ("", "", "简答", "为什么？")])
    refused = await browser.post("questions-import", {"course_id": "1"}, files={"file": ("q.xlsx", wrong)})
    assert (refused.status_code, "第 2 行：题型“简答”" in refused.text) == (422, True)
    unknown = await browser.post("questions-import", {"course_id": "9"}, files={"file": ("q.xlsx", example.content)})
    assert (unknown.status_code, "找不到这门课程" in unknown.text) == (422, True)
    nothing = await browser.post("questions-import", {"course_id": "1"})
    assert nothing.status_code == 422
    async with database.read() as session:
        assert await session.scalar(sa.select(sa.func.count()).select_from(Question)) == 4


async def test_results(console: OpenConsole, as_user: AsUser, database: Database) -> None:
    ids = await factory.questions(database, 1, *factory.FOUR)
    exam_id = await factory.exam(database, 1, ids)
    person = await as_user("王小明")
    await enroll(person, 1)
    await factory.sit(person, exam_id, factory.sheet(ids, [[0], [0, 1, 3], [1]]))
    browser = await console("exam.read")
    listed = await browser.text("exam-attempts/list", result="passed")
    for words in ("结业考试", "75 分（75 / 100）", "1 / 3", "通过"):
        assert words in listed
    assert "王小明" not in listed
    assert "没有符合条件的内容" in await browser.text("exam-attempts/list", result="failed")


async def test_who_only_reads_changes_nothing(console: OpenConsole, database: Database) -> None:
    browser = await console("exam.read")
    assert (await browser.post("questions/create", QUESTION)).status_code == 403
    assert (await browser.post("exams/create", EXAM)).status_code == 403
    assert (await browser.get("questions-import")).status_code == 403
    async with database.read() as session:
        assert await session.scalar(sa.select(sa.func.count()).select_from(Question)) == 0
