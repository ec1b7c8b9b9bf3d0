"""Somebody presses the button on two phones, and the school has several processes."""

import sqlalchemy as sa

from app.core.database import Database
from app.core.errors import AppError
from app.modules.course import enrolling
from app.modules.course.models import Enrollment
from tests.course.factory import course
from tests.racing import race
from tests.types import AsUser

PROCESSES = 4


async def enroll(database: Database, user_id: int, course_id: int) -> str:
    """The state of the enrolment, or why there is none."""
    try:
        async with database.begin() as session:
            return (await enrolling.enroll(session, user_id, course_id)).status
    except AppError as error:
        return error.code


async def suspend(database: Database, enrollment_id: int) -> bool:
    async with database.begin() as session:
        return await enrolling.suspend(session, enrollment_id, "订单退款")


async def test_one_row(database: Database, as_user: AsUser) -> None:
    made = await course(database)
    user_ids = [(await as_user(f"学员{number}")).id for number in range(6)]
    calls = [[(user_id, made.id) for user_id in user_ids] for _ in range(PROCESSES)]
    came_to = await race(database, enroll, calls)
    assert sorted(came_to) == ["ENROLLED"] * 18 + ["active"] * 6
    async with database.read() as session:
        found = list(await session.scalars(sa.select(Enrollment.user_id)))
    assert sorted(found) == user_ids


async def test_suspended_once(database: Database, as_user: AsUser) -> None:
    made = await course(database)
    person = await as_user()
    async with database.begin() as session:
        enrollment = await enrolling.enroll(session, person.id, made.id)
    assert sum(await race(database, suspend, [[(enrollment.id,)]] * PROCESSES)) == 1
    async with database.read() as session:
        assert await session.scalar(sa.select(Enrollment.status)) == "suspended"
