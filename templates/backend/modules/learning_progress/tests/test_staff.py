"""Where learners are, for staff."""

import pytest

from app.core.database import Database
from tests.course.factory import Made, course, enroll
from tests.learning_progress.factory import beat, watch
from tests.types import AsStaff, AsUser, Hand, OpenConsole


@pytest.fixture
async def made(database: Database, as_user: AsUser, clock_hand: Hand) -> Made:
    """Two learners: one has done the first lesson and begun the second, the other has begun the first."""
    made = await course(database)
    first, second = await as_user(), await as_user("小红")
    for person in (first, second):
        await enroll(person, made.id)
    await watch(first, clock_hand, made.preview, 0, 60)
    clock_hand.advance(seconds=30)
    await beat(first, made.closed, player="phone-0002")
    clock_hand.advance(minutes=1)
    await watch(second, clock_hand, made.preview, 0, 30)
    return made


async def test_funnel(made: Made, as_staff: AsStaff) -> None:
    staff = (await as_staff("learning_progress.read")).client
    shown = (await staff.get(f"/staff/courses/{made.id}/funnel")).json()
    assert shown["learners"] == 2
    rows = [(row["title"], row["chapter"], row["started"], row["done"]) for row in shown["lessons"]]
    assert rows == [
        ("1.1 实操", "第1章", 2, 1),
        ("1.2 要点", "第1章", 1, 0),
        ("2.1 实操", "第2章", 0, 0),
        ("2.2 要点", "第2章", 0, 0),
    ]
    assert (await staff.get("/staff/courses/99/funnel")).status_code == 404


async def test_one_learner(made: Made, as_staff: AsStaff) -> None:
    staff = (await as_staff("learning_progress.read")).client
    shown = (await staff.get("/staff/enrollments/1/progress")).json()
    assert (shown["percent"], [row["title"] for row in shown["lessons"]]) == (25, ["1.2 要点", "1.1 实操"])
    assert [row["percent"] for row in shown["lessons"]] == [0, 100]
    assert (await staff.get("/staff/enrollments/99/progress")).status_code == 404
    del made


async def test_console(made: Made, console: OpenConsole) -> None:
    browser = await console("learning_progress.read")
    page = await browser.text("learning/list", course=str(made.id))
    for words in ("第1章", "2 人", "50%"):
        assert words in page
    assert "50%" in await browser.text("learning/detail", pk=made.preview)
    assert "1 课时" in await browser.text("")
    assert "还没有人学过" in await browser.text("learning/detail", pk=made.lessons[1][1])


async def test_not_permitted(made: Made, as_staff: AsStaff, console: OpenConsole) -> None:
    other = (await as_staff("course.read")).client
    for path in (f"/staff/courses/{made.id}/funnel", "/staff/enrollments/1/progress"):
        assert (await other.get(path)).status_code == 403
    assert (await (await console("course.read")).get("learning/list")).status_code == 403
