"""One learner, several phones that speak at the same moment, and a school with several processes."""

from collections import Counter
from datetime import timedelta

import sqlalchemy as sa

from app.core import clock
from app.core.database import Database
from app.modules.course import enrolling
from app.modules.learning_progress import learning
from app.modules.learning_progress.models import LearningClock, LessonProgress
from app.modules.learning_progress.schemas import HeartbeatIn
from tests.course.factory import course
from tests.racing import race
from tests.types import AsUser

PROCESSES = 4
LENGTH = 600


async def beat(  # noqa: PLR0917  # what a process is given
    database: Database, user_id: int, lesson_id: int, player: str, start: int, end: int
) -> bool:
    """Whether it was counted."""
    body = HeartbeatIn(player=player, position_s=end, watched=[(start, end)])
    async with database.begin() as session:
        return not (await learning.beat(session, user_id, lesson_id, body)).elsewhere


async def begun(database: Database, as_user: AsUser, seconds_ago: int, watched_s: int = 0) -> tuple[int, int, int]:
    """A learner, his enrolment and a video that his phone began to play so long ago."""
    made, person = await course(database, seconds=LENGTH), await as_user()
    async with database.begin() as session:
        enrollment = await enrolling.admit(session, person.id, made.id)
        body = HeartbeatIn(player="phone-0001")
        row = (await learning.beat(session, person.id, made.preview, body)).row
        row.ranges, row.watched_ms = [[0, watched_s * 1000]] if watched_s else [], watched_s * 1000
        await session.flush()
        past = clock.now() - timedelta(seconds=seconds_ago)
        await session.execute(sa.update(LearningClock).values(beat_at=past))
    return person.id, enrollment.id, made.preview


async def test_time_passes_once(database: Database, as_user: AsUser) -> None:
    """Each says that it has played another half minute; there was a quarter of one."""
    user_id, enrollment_id, lesson_id = await begun(database, as_user, seconds_ago=15)
    calls = [[(user_id, lesson_id, "phone-0001", start, start + 30)] for start in range(0, 30 * PROCESSES, 30)]
    assert all(await race(database, beat, calls))
    async with database.read() as session:
        row = await session.get_one(LessonProgress, (enrollment_id, lesson_id))
    assert 30_000 <= row.watched_ms <= 2 * (15_000 + 10_000)  # the processes took some seconds to begin
    assert row.watched_ms == sum(end - start for start, end in row.ranges)


async def test_one_phone_holds_the_clock(database: Database, as_user: AsUser) -> None:
    user_id, enrollment_id, lesson_id = await begun(database, as_user, seconds_ago=60)
    calls = [[(user_id, lesson_id, f"other-000{number}", 0, 30)] for number in range(PROCESSES)]
    assert Counter(await race(database, beat, calls)) == {True: 1, False: PROCESSES - 1}
    async with database.read() as session:
        assert (await session.get_one(LessonProgress, (enrollment_id, lesson_id))).watched_ms == 0


async def settle(database: Database, user_id: int, enrollment_id: int, lesson_id: int) -> bool:
    async with database.begin() as session:
        return await learning.settle(session, enrollment_id, lesson_id, user_id)


async def test_done_once(database: Database, as_user: AsUser) -> None:
    """So it is told once."""
    user_id, enrollment_id, lesson_id = await begun(database, as_user, seconds_ago=30, watched_s=530)
    async with database.begin() as session:
        row = await session.get_one(LessonProgress, (enrollment_id, lesson_id))
        row.learned_at = clock.now()
    assert sum(await race(database, settle, [[(user_id, enrollment_id, lesson_id)]] * PROCESSES)) == 1
    async with database.read() as session:
        assert (await session.get_one(LessonProgress, (enrollment_id, lesson_id))).done_at is not None
