"""Courses at the console."""

import json

import pytest
import sqlalchemy as sa

from app.core.database import Database
from app.modules.course import files
from app.modules.course.models import Chapter, Course, Enrollment, Lesson
from tests.course.factory import PDF, course, enroll, mp4
from tests.types import AsUser, OpenConsole

COURSE = {"title": "电工上岗证", "teacher": "李师傅", "outcomes_text": "会断电挂牌\n\n会接线", "position": "0"}
LESSON = {"chapter_id": "1", "title": "先学会停", "kind": "article", "body": "先断电", "position": "0"}


async def test_made_and_changed(console: OpenConsole, database: Database) -> None:
    browser = await console("course.*")
    assert (await browser.post("courses/create", COURSE)).status_code == 303
    page = await browser.text("courses/detail", pk=1)
    for words in ("电工上岗证", "李师傅", "会断电挂牌", "长期有效", "草稿", "还没有章节"):
        assert words in page
    assert "会断电挂牌\n会接线" in await browser.text("courses/edit", pk=1)
    assert (await browser.post("courses/edit?pk=1", {**COURSE, "valid_days": "90"})).status_code == 303
    async with database.read() as session:
        (made,) = list(await session.scalars(sa.select(Course)))
    assert (made.valid_days, made.outcomes, made.status) == (90, ["会断电挂牌", "会接线"], "draft")


async def test_refused_in_words(console: OpenConsole, database: Database) -> None:
    browser = await console("course.*")
    await course(database, code="DG")
    for change, words in (
        ({"outcomes_text": "会接线\n" * 13}, "最多 12 句"),
        ({"code": "DG"}, "编码已被其他课程使用"),
        ({"valid_days": "0"}, "不能小于 1"),
    ):
        answer = await browser.post("courses/create", {**COURSE, **change})
        assert (answer.status_code, words in answer.text) == (422, True), words
    async with database.read() as session:
        assert await session.scalar(sa.select(sa.func.count()).select_from(Course)) == 1


async def test_filled_and_published(console: OpenConsole) -> None:
    browser = await console("course.*")
    await browser.post("courses/create", COURSE)
    assert (await browser.act("courses", 1, "publish")).status_code == 400
    for title in ("第一章", "第二章"):
        assert (await browser.act("courses", 1, "chapter", title=title)).status_code == 200
    assert (await browser.act("courses", 1, "chapter", title="")).status_code == 400
    assert (await browser.post("lessons/create", LESSON)).status_code == 303
    page = await browser.text("courses/detail", pk=1)
    assert page.rindex("第一章") < page.rindex("先学会停") < page.rindex("第二章")
    assert (await browser.act("courses", 1, "publish")).status_code == 200
    assert "电工上岗证" in await browser.text("courses/list", status="published")
    assert (await browser.act("courses", 1, "retire")).status_code == 200
    assert "没有符合条件的内容" in await browser.text("courses/list", status="published")


async def test_chapters(console: OpenConsole, database: Database) -> None:
    made, browser = await course(database), await console("course.*")
    form = {"course_id": str(made.id), "title": "附录", "position": "-1"}
    assert (await browser.post("chapters/create", form)).status_code == 303
    listed = await browser.text("chapters/list", course=str(made.id))
    assert listed.index("附录") < listed.index("第1章") < listed.index("第2章")
    assert (await browser.post("chapters/create", {**form, "course_id": "99"})).status_code == 422
    assert (await browser.post("chapters/edit?pk=3", {"title": "绪论", "position": "9"})).status_code == 303
    assert (await browser.act("chapters", 3, "remove")).status_code == 200
    assert "没有符合条件的内容" in await browser.text("chapters/list", q="绪论")
    async with database.read() as session:
        assert not (await session.get_one(Chapter, 3)).active


async def test_lessons_with_files(console: OpenConsole, database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    """Sent as the form's script sends them."""
    monkeypatch.setattr(files, "PART_BYTES", 100)
    made, browser = await course(database), await console("course.*")
    sent = []
    for title, content in (("new.mp4", mp4(125, padding=200)), ("new.pdf", PDF)):
        announced = await browser.post("course/files", json={"title": title, "size": len(content)})
        assert announced.status_code == 201
        number = announced.json()["id"]
        for start in range(0, len(content), 100):
            part = await browser.post(f"course/files/{number}/parts/{start // 100}", content=content[start:][:100])
            assert part.status_code == 200
        assert (await browser.post(f"course/files/{number}/ready")).json()["status"] == "ready"
        sent.append(json.dumps([{"id": number, "title": title}]))
    form = {**LESSON, "kind": "video", "video_file": sent[0], "material_files": sent[1], "free_preview": "on"}
    assert (await browser.post("lessons/create", form)).status_code == 303
    page = await browser.text("lessons/list", course=str(made.id))
    assert "2:05" in page
    assert "new.pdf" in await browser.text("lessons/edit", pk=5)
    refused = await browser.post("lessons/edit?pk=5", {**form, "video_file": "[]"})
    assert (refused.status_code, "视频课时要有视频" in refused.text) == (422, True)
    wrong = await browser.post("lessons/edit?pk=5", {**form, "video_file": sent[1]})
    assert (wrong.status_code, "找不到这个文件" in wrong.text) == (422, True)
    assert (await browser.act("lessons", 5, "remove")).status_code == 200
    async with database.read() as session:
        row = await session.get_one(Lesson, 5)
    assert (row.active, row.free_preview, row.duration_s) == (False, True, 125)


async def test_uploads_are_refused_in_words(console: OpenConsole) -> None:
    browser = await console("course.*")
    for body, status, words in (
        ({"title": "a.exe", "size": 1}, 422, "只支持"),
        ({"title": "", "size": 1}, 422, "请填写"),
        ({"title": "a.mp4", "size": 600 * 1024 * 1024}, 413, "视频不能超过 500 MB"),
    ):
        answer = await browser.post("course/files", json=body)
        assert (answer.status_code, words in answer.json()["message"]) == (status, True), words
    for path in ("course/files/99/ready", f"course/files/{2**31}/ready", "course/files/99/parts/0"):
        assert (await browser.post(path)).status_code in {404, 422}


async def test_learners(console: OpenConsole, database: Database, as_user: AsUser) -> None:
    made, browser = await course(database), await console("course.*")
    enrollment_id = await enroll(await as_user(), made.id)
    assert "学习中" in await browser.text("learners/list", status="active", course=str(made.id))
    assert "1 人次" in await browser.text("")
    assert (await browser.act("learners", enrollment_id, "suspend", reason="")).status_code == 400
    assert (await browser.act("learners", enrollment_id, "suspend", reason="订单退款")).status_code == 200
    assert "订单退款" in await browser.text("learners/detail", pk=enrollment_id)
    assert (await browser.act("learners", enrollment_id, "resume")).status_code == 200
    async with database.read() as session:
        assert (await session.get_one(Enrollment, enrollment_id)).status == "active"


async def test_only_for_those_who_may(console: OpenConsole, database: Database) -> None:
    await course(database)
    reader = await console("course.read")
    assert (await reader.act("courses", 1, "retire")).status_code == 400
    assert (await reader.act("lessons", 1, "remove")).status_code == 400
    for path in ("courses/create", "chapters/create", "lessons/create"):
        assert (await reader.get(path)).status_code == 403
    assert (await reader.post("course/files", json={"title": "a.pdf", "size": 1})).status_code == 403
    other = await console("audit.read")
    for key in ("courses", "chapters", "lessons", "learners"):
        assert (await other.get(f"{key}/list")).status_code == 403
