"""What goes back, part by part or all of it, and what is closed with it."""

from collections.abc import Collection

import pytest
import sqlalchemy as sa

from app.contracts.aftersale import RETURNS, AftersaleCompleted
from app.contracts.course import PROGRESS, Learned
from app.contracts.payment import PAYMENT
from app.core.context import SYSTEM
from app.core.database import Database
from app.modules.course.models import Enrollment
from app.modules.order import moves
from app.modules.order.models import Order
from app.modules.segment_pay import granting
from app.modules.segment_pay.models import Entitlement
from tests.segment_pay.factory import CHAPTER_FEN, Sold, buy, order, rights, sold
from tests.types import AsStaff, AsUser, DrainJobs, Hand, Person

PATH = "/staff/course-purchases"


@pytest.fixture(autouse=True)
def outside(monkeypatch: pytest.MonkeyPatch) -> None:
    """Money changes hands outside, and nobody takes goods back."""
    monkeypatch.setattr(PAYMENT, "_rows", [])
    monkeypatch.setattr(RETURNS, "_rows", [])


@pytest.fixture
async def course(database: Database) -> Sold:
    return await sold(database)


@pytest.fixture
async def learner(as_user: AsUser) -> Person:
    return await as_user()


@pytest.fixture
def learned(monkeypatch: pytest.MonkeyPatch) -> set[int]:
    """Lessons that everybody has had."""
    lessons: set[int] = set()

    class Follows:
        followed = True

        async def learned(self, session: object, enrollment_ids: Collection[int]) -> dict[int, Learned]:
            del session
            return {number: Learned(frozenset(lessons), 50) for number in enrollment_ids}

    monkeypatch.setattr(PROGRESS, "_rows", [])
    PROGRESS.provide(Follows(), owner="test")
    return lessons


async def enrollment(database: Database) -> str:
    async with database.read() as session:
        return (await session.scalars(sa.select(Enrollment.status))).one()


async def refunded_fen(database: Database, order_id: int) -> int:
    async with database.read() as session:
        return (await session.get_one(Order, order_id)).refunded_fen


async def test_one_part_by_the_rule(  # noqa: PLR0917  # fixtures
    course: Sold,
    learner: Person,
    database: Database,
    drain_jobs: DrainJobs,
    as_staff: AsStaff,
    learned: set[int],
) -> None:
    """Two chapters in one order; half of the first was learned, the second was not begun."""
    order_id = await buy(learner, database, drain_jobs, *course.chapters)
    learned.add(course.made.preview)
    staff = (await as_staff("segment_pay.*")).client
    owed = (await staff.post(f"{PATH}/1/owed", json={"fault": "consumer"})).json()
    assert (owed["paid_fen"], owed["learned"], owed["lessons"]) == (CHAPTER_FEN, 1, 2)
    assert (owed["refund_fen"], owed["interest_fen"]) == (CHAPTER_FEN // 2, 0)
    assert owed["lines"][0]["article"] == 14
    answer = (await staff.post(f"{PATH}/1/refund", json={"fault": "consumer"})).raise_for_status().json()
    assert (answer["status"], answer["refund_fen"], answer["part"]) == ("revoked", CHAPTER_FEN // 2, "第1章")
    await drain_jobs()
    first, second = course.made.chapters
    assert await rights(database, learner) == [(first, "revoked"), (second, "active")]
    assert await refunded_fen(database, order_id) == CHAPTER_FEN // 2
    assert await enrollment(database) == "active"
    assert (await learner.client.get(f"/lessons/{course.made.closed}")).status_code == 402
    assert (await learner.client.get(f"/lessons/{course.made.lessons[1][1]}")).status_code == 200
    again = await staff.post(f"{PATH}/1/refund", json={"fault": "consumer"})
    assert (again.status_code, again.json()["code"]) == (409, "COURSE_PURCHASE_STATUS")
    assert await refunded_fen(database, order_id) == CHAPTER_FEN // 2


async def test_the_last_part_ends_learning(
    course: Sold, learner: Person, database: Database, drain_jobs: DrainJobs, as_staff: AsStaff
) -> None:
    order_id = await buy(learner, database, drain_jobs, course.chapters[0])
    staff = (await as_staff("segment_pay.refund")).client
    answer = (await staff.post(f"{PATH}/1/refund", json={"fault": "merchant"})).raise_for_status().json()
    assert answer["refund_fen"] == CHAPTER_FEN
    await drain_jobs()
    assert await enrollment(database) == "suspended"
    assert await refunded_fen(database, order_id) == CHAPTER_FEN
    await buy(learner, database, drain_jobs, course.chapters[0])
    assert (await enrollment(database), await rights(database, learner)) == (
        "active",
        [(course.made.chapters[0], "active")],
    )


async def test_what_staff_know_better(  # noqa: PLR0917  # fixtures
    course: Sold, learner: Person, database: Database, drain_jobs: DrainJobs, as_staff: AsStaff, clock_hand: Hand
) -> None:
    """How many lessons he has had, where nobody follows it."""
    await buy(learner, database, drain_jobs, course.whole)
    clock_hand.advance(days=8)
    staff = (await as_staff("segment_pay.*")).client
    owed = (await staff.post(f"{PATH}/1/owed", json={"fault": "merchant", "learned": 1})).json()
    assert (owed["refund_fen"], owed["interest_fen"], owed["lessons"]) == (14925, 10, 4)
    assert (await staff.post(f"{PATH}/9/owed", json={"fault": "merchant"})).status_code == 404
    answer = (await staff.post(f"{PATH}/1/refund", json={"fault": "merchant", "learned": 9})).json()
    assert (answer["status"], answer["refund_fen"], answer["interest_fen"]) == ("revoked", 0, 0)


async def test_all_of_the_money_is_back(
    course: Sold, learner: Person, database: Database, drain_jobs: DrainJobs
) -> None:
    """Whoever gave it: part of it changes nothing, for nobody said which."""
    order_id = await buy(learner, database, drain_jobs, *course.chapters)
    for fen, state in ((CHAPTER_FEN, "active"), (2 * CHAPTER_FEN, "revoked")):
        async with database.begin() as session:
            await moves.refunded(session, order_id, fen)
        await drain_jobs()
        assert {one for _, one in await rights(database, learner)} == {state}
    assert await enrollment(database) == "suspended"


async def test_a_line_that_came_back(
    course: Sold, learner: Person, database: Database, drain_jobs: DrainJobs, monkeypatch: pytest.MonkeyPatch
) -> None:
    """By a case of after-sales, which knows which line it was."""
    order_id = await buy(learner, database, drain_jobs, *course.chapters)
    async with database.read() as session:
        order = await session.get_one(Order, order_id)
        line_id = next(line.id for line in order.lines if line.sku_id == course.chapters[1])

    class OneBack:
        async def refunded(self, session: object, order_id: int) -> dict[int, int]:
            del session, order_id
            return {line_id: 1}

        kept_back = refunded

    monkeypatch.setattr(RETURNS, "_rows", [])
    RETURNS.provide(OneBack(), owner="test")
    event = AftersaleCompleted(1, "S1", order_id, learner.id, "refund_only", CHAPTER_FEN)
    for _ in range(2):
        async with database.begin() as session:
            await granting.on_aftersale_completed(session, event)
    first, second = course.made.chapters
    assert await rights(database, learner) == [(first, "active"), (second, "revoked")]
    assert await enrollment(database) == "active"


async def test_canceled_after_it_was_paid(
    course: Sold, learner: Person, database: Database, drain_jobs: DrainJobs
) -> None:
    """Before it was done: nothing is left open."""
    order_id = await order(learner, course.whole)
    async with database.begin() as session:
        await moves.pay(session, order_id, SYSTEM)
        assert await moves.close_unsent(session, order_id, SYSTEM, "staff", "")
    await drain_jobs()
    assert await rights(database, learner) == [(0, "revoked")]
    assert (await learner.client.get(f"/lessons/{course.made.closed}")).status_code == 402


async def test_not_permitted(
    course: Sold, learner: Person, database: Database, drain_jobs: DrainJobs, as_staff: AsStaff
) -> None:
    await buy(learner, database, drain_jobs, course.whole)
    reader = (await as_staff("segment_pay.read")).client
    assert (await reader.post(f"{PATH}/1/refund", json={"fault": "merchant"})).status_code == 403
    assert (await reader.post(f"{PATH}/1/retry")).status_code == 403
    (row,) = (await reader.get(f"{PATH}?status=active&course_id={course.id}")).json()["items"]
    assert (row["status"], row["user_id"]) == ("active", learner.id)
    async with database.read() as session:
        assert (await session.get_one(Entitlement, 1)).status == "active"
