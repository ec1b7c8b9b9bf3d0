"""Videos: what was really watched counts, and nothing else does."""

from collections import Counter

import pytest

from app.contracts.course import EnrollmentCompleted
from app.contracts.exam import AttemptGraded
from app.contracts.learning_progress import LessonCompleted
from app.core import events
from app.core.database import Database
from app.core.events import Event
from app.modules.course import enrolling
from app.modules.learning_progress import learning
from app.modules.learning_progress.models import LearningClock, LessonProgress
from tests.course.factory import Made, course, enroll
from tests.learning_progress.factory import PHONE, TABLET, Quizzes, beat, progress, say, watch
from tests.types import AsUser, Configure, DrainJobs, Hand, Person

LENGTH = 600


@pytest.fixture
async def made(database: Database) -> Made:
    """A course of two chapters, each with a video of ten minutes and an article."""
    return await course(database, seconds=LENGTH)


@pytest.fixture
async def learner(as_user: AsUser) -> Person:
    return await as_user()


@pytest.fixture
async def enrollment_id(made: Made, learner: Person) -> int:
    return await enroll(learner, made.id)


@pytest.fixture
def video(made: Made, enrollment_id: int, clock_hand: Hand) -> int:
    """A video that the learner may watch, on a clock that stands still by itself."""
    del enrollment_id, clock_hand
    return made.preview


@pytest.fixture
def heard(monkeypatch: pytest.MonkeyPatch) -> list[Event]:
    facts: list[Event] = []

    async def hear(_session: object, event: Event) -> None:
        facts.append(event)

    for kind in (LessonCompleted, EnrollmentCompleted):
        monkeypatch.setitem(events._subscribers, kind, [])  # noqa: SLF001  # who listens otherwise
        events.on(kind, hear, name=f"test.{kind.name}.{id(facts)}")
    return facts


async def test_watched_to_the_end(  # noqa: PLR0917  # fixtures
    video: int,
    made: Made,
    learner: Person,
    enrollment_id: int,
    clock_hand: Hand,
    drain_jobs: DrainJobs,
    heard: list[Event],
) -> None:
    half = await watch(learner, clock_hand, video, 0, 300)
    assert (half["percent"], half["done"], half["position_s"]) == (50, False, 300)
    assert half["rule"] == "看满 90% 即学完；跳过的和超过 2 倍速的部分不计"
    nearly = await watch(learner, clock_hand, video, 300, 539)
    assert (nearly["percent"], nearly["done"]) == (89, False)
    done = await watch(learner, clock_hand, video, 539, 600)
    assert (done["percent"], done["done"]) == (100, True)
    await drain_jobs()
    assert heard == [LessonCompleted(enrollment_id, made.id, video, learner.id)]
    shown = (await learner.client.get(f"/courses/{made.id}")).json()
    assert [row["done"] for row in shown["chapters"][0]["lessons"]] == [True, False]
    assert shown["enrollment"]["percent"] == 25


async def test_tenfold_speed(video: int, learner: Person, clock_hand: Hand) -> None:
    """Of 150 seconds in 15 only 30 can have been watched, and so on to the end: a fifth."""
    shown = await watch(learner, clock_hand, video, 0, LENGTH, speed=10)
    assert (shown["percent"], shown["done"]) == (20, False)


async def test_twofold_speed(video: int, learner: Person, clock_hand: Hand, configure: Configure) -> None:
    assert (await watch(learner, clock_hand, video, 0, LENGTH, speed=2))["done"]
    configure("learning_progress", max_speed=1)
    assert "超过 1 倍速" in (await learner.client.get(f"/lessons/{video}/progress")).json()["rule"]


async def test_jumping(video: int, learner: Person, clock_hand: Hand) -> None:
    """Neither a position far ahead counts, nor a claim to have watched all of it."""
    await beat(learner, video, position_s=0)
    clock_hand.advance(seconds=15)
    assert (await beat(learner, video, position_s=599))["percent"] == 0
    clock_hand.advance(seconds=15)
    shown = await beat(learner, video, position_s=600, watched=[[0, 600]])
    assert shown["percent"] == 5


async def test_nothing_before_the_clock_runs(video: int, learner: Person, clock_hand: Hand) -> None:
    clock_hand.advance(hours=1)
    assert (await beat(learner, video, watched=[[0, 600]]))["percent"] == 0
    clock_hand.advance(hours=1)
    shown = await beat(learner, video, watched=[[0, 600]])
    assert shown["percent"] == 20  # a minute at most passes between two heartbeats, at double speed


async def test_crumbs(video: int, learner: Person, clock_hand: Hand) -> None:
    """A moment here and there is a moment here and there."""
    await beat(learner, video)
    clock_hand.advance(seconds=15)
    shown = await beat(learner, video, watched=[[second, second + 0.01] for second in range(0, 600, 20)])
    assert shown["percent"] == 0


async def test_backward_lowers_nothing(
    video: int, learner: Person, enrollment_id: int, database: Database, clock_hand: Hand
) -> None:
    await watch(learner, clock_hand, video, 0, 300)
    for position in (0, 10):
        clock_hand.advance(seconds=15)
        shown = await beat(learner, video, position_s=position, watched=[[0, 10]])
        assert (shown["percent"], shown["position_s"]) == (50, position)
    row = await progress(database, enrollment_id, video)
    assert (row.ranges, row.watched_ms) == ([[0, 300_000]], 300_000)


async def test_said_again(video: int, learner: Person, clock_hand: Hand) -> None:
    """An answer that got lost: the same heartbeat again counts nothing more."""
    await beat(learner, video)
    clock_hand.advance(seconds=15)
    answers = [await beat(learner, video, position_s=30, watched=[[0, 30]]) for _ in range(4)]
    assert [answer["percent"] for answer in answers] == [5] * 4
    assert (await beat(learner, video, watched=[[100, 130]]))["percent"] == 5


async def test_two_phones_at_once(  # noqa: PLR0917  # fixtures
    video: int, made: Made, learner: Person, database: Database, enrollment_id: int, clock_hand: Hand
) -> None:
    """The second one counts nothing as long as the first is at work, in whatever lesson; then it takes over."""
    await beat(learner, video, player=PHONE)
    other = made.lessons[1][0]
    for step in range(1, 5):
        clock_hand.advance(seconds=15)
        mine = await beat(learner, video, player=PHONE, watched=[[(step - 1) * 15, step * 15]])
        his = await beat(learner, other, player=TABLET, watched=[[(step - 1) * 15, step * 15]])
        assert (mine["elsewhere"], his["elsewhere"], his["percent"]) == (False, True, 0)
    assert (await progress(database, enrollment_id, video)).watched_ms == 60_000
    assert (await progress(database, enrollment_id, other)).watched_ms == 0
    clock_hand.advance(seconds=41)
    assert not (await beat(learner, other, player=TABLET))["elsewhere"]
    assert (await beat(learner, video, player=PHONE))["elsewhere"]
    clock_hand.advance(seconds=15)
    assert (await beat(learner, other, player=TABLET, watched=[[0, 15]]))["percent"] == 2


async def test_another_lesson_begins_anew(  # noqa: PLR0917  # fixtures
    video: int, made: Made, learner: Person, database: Database, enrollment_id: int, clock_hand: Hand
) -> None:
    """On the same phone at once; the time that the first one took is not the second one's."""
    await watch(learner, clock_hand, video, 0, 60)
    clock_hand.advance(seconds=30)
    opened = await beat(learner, made.closed, reading=True, at_end=True)
    assert (opened["elsewhere"], opened["done"]) == (False, False)
    assert (await progress(database, enrollment_id, made.closed)).watched_ms == 0
    clock_hand.advance(seconds=20)
    assert (await beat(learner, made.closed, reading=True))["done"]


async def test_the_quiz_as_well(  # noqa: PLR0917  # fixtures
    video: int,
    made: Made,
    learner: Person,
    enrollment_id: int,
    database: Database,
    clock_hand: Hand,
    quizzes: Quizzes,
    drain_jobs: DrainJobs,
    heard: list[Event],
) -> None:
    quizzes.lessons = {video}
    shown = await watch(learner, clock_hand, video, 0, LENGTH)
    assert (shown["percent"], shown["done"], shown["quiz_missing"]) == (100, False, True)
    assert "并通过测验" in shown["rule"]
    failed = AttemptGraded(1, 1, made.id, video, learner.id, passed=False, score=40)
    async with database.begin() as session:
        await learning.on_attempt_graded(session, failed)
    assert (await progress(database, enrollment_id, video)).done_at is None
    quizzes.right = {video}
    for attempt in (2, 2, 3):
        graded = AttemptGraded(attempt, 1, made.id, video, learner.id, passed=True, score=90)
        async with database.begin() as session:
            await learning.on_attempt_graded(session, graded)
    await drain_jobs()
    assert heard == [LessonCompleted(enrollment_id, made.id, video, learner.id)]
    assert (await learner.client.get(f"/lessons/{video}/progress")).json()["done"]


async def test_with_the_last_lesson_the_course(  # noqa: PLR0917  # fixtures
    video: int,
    made: Made,
    learner: Person,
    enrollment_id: int,
    clock_hand: Hand,
    drain_jobs: DrainJobs,
    heard: list[Event],
) -> None:
    for lesson_id in (video, made.lessons[1][0]):
        await watch(learner, clock_hand, lesson_id, 0, LENGTH, speed=2)
    for lesson_id in (made.lessons[0][1], made.lessons[1][1]):
        await beat(learner, lesson_id, reading=True)
        clock_hand.advance(seconds=20)
        assert (await beat(learner, lesson_id, reading=True, at_end=True))["done"]
    await drain_jobs()
    assert Counter(event.name for event in heard) == {"lesson.completed": 4, "enrollment.completed": 1}
    (mine,) = (await learner.client.get("/me/courses")).json()["items"]
    assert (mine["enrollment"]["status"], mine["enrollment"]["percent"]) == ("completed", 100)
    await watch(learner, clock_hand, video, 0, 60)
    await drain_jobs()
    assert len(heard) == 5
    del enrollment_id


async def test_articles(made: Made, learner: Person, enrollment_id: int, clock_hand: Hand) -> None:
    """To the end, and not in a flash."""
    article = made.closed
    flash = await beat(learner, article, reading=True, at_end=True)
    assert (flash["done"], flash["rule"]) == (False, "读到末尾，并至少阅读 20 秒，即学完")
    clock_hand.advance(seconds=15)
    assert not (await beat(learner, article, reading=True))["done"]
    clock_hand.advance(seconds=15)
    assert not (await beat(learner, article, reading=False))["done"]
    clock_hand.advance(seconds=15)
    assert (await beat(learner, article, reading=True))["done"]
    del enrollment_id


async def test_a_milder_rule(made: Made, learner: Person, clock_hand: Hand, configure: Configure) -> None:
    """What the school asks for is what the page says."""
    configure("learning_progress", done_percent=50, article_least="5s")
    await enroll(learner, made.id)
    shown = await watch(learner, clock_hand, made.preview, 0, 300)
    assert (shown["done"], shown["rule"].startswith("看满 50% ")) == (True, True)
    await beat(learner, made.closed, reading=True, at_end=True)
    clock_hand.advance(seconds=5)
    shown = await beat(learner, made.closed, reading=True)
    assert (shown["done"], "至少阅读 5 秒" in shown["rule"]) == (True, True)


async def test_only_for_who_may_see_it(made: Made, learner: Person, database: Database, clock_hand: Hand) -> None:
    """A preview is not learned; and what is closed counts no more, at the latest after some minutes."""
    for lesson_id in (made.preview, made.closed):
        refused = await say(learner, lesson_id)
        assert (refused.status_code, refused.json()["code"]) == (402, "NOT_ENTITLED")
        assert (await learner.client.get(f"/lessons/{lesson_id}/progress")).status_code == 402
    enrollment_id = await enroll(learner, made.id)
    await watch(learner, clock_hand, made.preview, 0, 60)
    async with database.begin() as session:
        await enrolling.suspend(session, enrollment_id, "订单退款")
    refused = await say(learner, made.preview, watched=[[60, 75]])
    assert (refused.status_code, refused.json()["code"]) == (402, "NOT_ENTITLED")
    assert (await progress(database, enrollment_id, made.preview)).watched_ms == 60_000
    assert (await say(learner, 99)).json()["code"] == "LESSON_NOT_FOUND"


@pytest.mark.parametrize(
    "said",
    [{"watched": [[0, -1]]}, {"position_s": 90_000}, {"watched": [[0, 1]] * 31}, {"player": "x"}, {"more": 1}],
)
async def test_nonsense(video: int, learner: Person, said: dict[str, object]) -> None:
    refused = await learner.client.post(f"/lessons/{video}/heartbeat", json={"player": PHONE, **said})
    assert (refused.status_code, refused.json()["code"]) == (422, "VALIDATION_FAILED")
    assert (await learner.client.get(f"/lessons/{video}/progress")).json()["percent"] == 0


async def test_exported_and_erased(
    video: int, learner: Person, enrollment_id: int, database: Database, clock_hand: Hand
) -> None:
    await watch(learner, clock_hand, video, 0, 60)
    (row,) = (await learner.client.get("/me/export")).json()["learning"]
    assert (row["lesson"], row["percent"]) == ("1.1 实操", 10)
    (await learner.client.delete("/me")).raise_for_status()
    async with database.read() as session:
        assert await session.get(LessonProgress, (enrollment_id, video)) is None
        assert await session.get(LearningClock, learner.id) is None
