"""Videos and files to download: sent in parts, checked, and removed when nothing shows them."""

import pytest
import sqlalchemy as sa

from app.core import private_files
from app.core.database import Database
from app.modules.course import files
from app.modules.course.models import CourseFile
from tests.course.factory import PDF, course, mp4
from tests.keys import new_key
from tests.types import AsStaff, Configure, DrainJobs, Hand, Person

PATH = "/staff/course-files"


@pytest.fixture(autouse=True)
def small_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "PART_BYTES", 100)


@pytest.fixture
async def editor(as_staff: AsStaff) -> Person:
    return await as_staff("course.edit")


async def announce(editor: Person, title: str, size: int) -> int:
    body = {"title": title, "size": size}
    return int((await editor.client.post(PATH, json=body, headers=new_key())).raise_for_status().json()["id"])


async def test_in_parts_in_any_order(editor: Person) -> None:
    content = mp4(90, padding=150)
    file_id = await announce(editor, "接线.MP4", len(content))
    parts = [content[start : start + 100] for start in range(0, len(content), 100)]
    for number in (*reversed(range(len(parts))), 1):
        answer = await editor.client.put(f"{PATH}/{file_id}/parts/{number}", content=parts[number])
        assert answer.json() == {"received": len(content)}
    for _ in range(2):
        ready = (await editor.client.put(f"{PATH}/{file_id}/ready")).json()
        assert (ready["status"], ready["kind"], ready["duration_s"]) == ("ready", "video", 90)
    late = await editor.client.put(f"{PATH}/{file_id}/parts/0", content=parts[0])
    assert (late.status_code, late.json()["code"]) == (422, "COURSE_FILE_INVALID")


async def test_what_is_missing(editor: Person) -> None:
    file_id = await announce(editor, "讲义.pdf", 250)
    await editor.client.put(f"{PATH}/{file_id}/parts/0", content=PDF.ljust(100))
    refused = await editor.client.put(f"{PATH}/{file_id}/ready")
    assert (refused.status_code, refused.json()["code"]) == (409, "COURSE_FILE_INCOMPLETE")
    assert refused.json()["details"] == {"received": 100}


@pytest.mark.parametrize(("number", "length"), [(0, 99), (0, 101), (1, 49), (2, 1), (-1, 100)])
async def test_parts_that_do_not_fit(editor: Person, number: int, length: int) -> None:
    file_id = await announce(editor, "讲义.pdf", 150)
    refused = await editor.client.put(f"{PATH}/{file_id}/parts/{number}", content=bytes(length))
    assert refused.status_code in {413, 422}
    assert (await editor.client.put(f"{PATH}/{file_id}/ready")).json()["details"] == {"received": 0}


@pytest.mark.parametrize(
    ("title", "content", "words"),
    [
        ("假.mp4", b"no video at all", "读不出视频的时长"),
        ("假.pdf", b"PK\x03\x04", "内容与它的扩展名不符"),
        ("假.docx", PDF, "内容与它的扩展名不符"),
    ],
)
async def test_what_it_is_not(editor: Person, title: str, content: bytes, words: str) -> None:
    file_id = await announce(editor, title, len(content))
    await editor.client.put(f"{PATH}/{file_id}/parts/0", content=content)
    refused = await editor.client.put(f"{PATH}/{file_id}/ready")
    assert refused.status_code == 422
    assert words in refused.json()["message"]


async def test_refused_before_it_is_sent(editor: Person, configure: Configure, database: Database) -> None:
    configure("course", max_video_mb=1, max_material_mb=2)
    for title, size, status, code in (
        ("病毒.exe", 10, 422, "COURSE_FILE_INVALID"),
        ("没有扩展名", 10, 422, "COURSE_FILE_INVALID"),
        ("长.mp4", 1024 * 1024 + 1, 413, "COURSE_FILE_TOO_LARGE"),
        ("厚.pdf", 2 * 1024 * 1024 + 1, 413, "COURSE_FILE_TOO_LARGE"),
    ):
        answer = await editor.client.post(PATH, json={"title": title, "size": size}, headers=new_key())
        assert (answer.status_code, answer.json()["code"]) == (status, code), title
    async with database.read() as session:
        assert await session.scalar(sa.select(sa.func.count()).select_from(CourseFile)) == 0


async def test_only_for_editors(as_staff: AsStaff, editor: Person) -> None:
    file_id = await announce(editor, "讲义.pdf", 10)
    reader = (await as_staff("course.read")).client
    assert (await reader.post(PATH, json={"title": "a.pdf", "size": 1}, headers=new_key())).status_code == 403
    assert (await reader.put(f"{PATH}/{file_id}/parts/0", content=b"x")).status_code == 403
    assert (await reader.put(f"{PATH}/{file_id}/ready")).status_code == 403
    assert (await editor.client.put(f"{PATH}/99/ready")).json()["code"] == "COURSE_FILE_NOT_FOUND"


async def test_forgotten_when_nothing_shows_it(
    editor: Person, database: Database, clock_hand: Hand, drain_jobs: DrainJobs, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(files, "PART_BYTES", 4_000_000)
    await course(database)
    file_id = await announce(editor, "没用上.pdf", len(PDF))
    await editor.client.put(f"{PATH}/{file_id}/parts/0", content=PDF)
    async with database.read() as session:
        names = list(await session.scalars(sa.select(CourseFile.name).order_by(CourseFile.id)))
    clock_hand.advance(hours=25)
    async with database.begin() as session:
        await files.forget_unused(session, {})
    await drain_jobs()
    async with database.read() as session:
        assert list(await session.scalars(sa.select(CourseFile.name).order_by(CourseFile.id))) == names[:-1]
    assert [private_files.path_of(name).exists() for name in names] == [*[True] * (len(names) - 1), False]
