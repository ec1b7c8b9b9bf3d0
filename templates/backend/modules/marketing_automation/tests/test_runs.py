"""One end to each journey: a message, or a reason for none."""

from collections.abc import Mapping
from datetime import datetime, timedelta

import pytest
import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession

from app.contracts.messaging import Value
from app.core import clock
from app.core.database import Database
from app.modules.marketing_automation import runs as journeys
from app.modules.marketing_automation.journeys import JOURNEYS
from app.modules.marketing_automation.models import Run
from app.modules.marketing_automation.states import GONE, RUN
from tests.marketing_automation.told import inbox, runs, swept
from tests.types import AsUser, Configure, DrainJobs, Hand, Person


class Walk:
    """A journey of the tests' own, which ends with the message of another."""

    id = "walk"
    title = "散步"
    message = "marketing_automation.birthday"

    def __init__(self) -> None:
        self.why_not = ""

    async def say(self, session: AsyncSession, user_id: int, since: datetime) -> Mapping[str, Value] | str:
        del session, user_id
        return self.why_not or {"day": since}


@pytest.fixture
def walk(app: object, monkeypatch: pytest.MonkeyPatch) -> Walk:
    del app
    walk = Walk()
    monkeypatch.setattr(JOURNEYS, "_rows", [(0, "test", walk)])
    return walk


async def begin(database: Database, walk: Walk, person: Person, key: str, **wait: float) -> None:
    """Something at this moment sets the customer out, or puts the end off."""
    now = clock.now()
    async with database.begin() as session:
        await journeys.put_off(session, walk, person.id, key, now, now + timedelta(**wait))


async def test_one_message_after_the_wait(
    as_user: AsUser, database: Database, drain_jobs: DrainJobs, noon: Hand, walk: Walk
) -> None:
    person = await as_user()
    await begin(database, walk, person, "1", hours=24)
    noon.advance(hours=23)
    await swept(database, drain_jobs)
    assert await runs(database, person) == [("waiting", "")]
    noon.advance(hours=2)
    for _ in range(3):
        await swept(database, drain_jobs)
    assert (await inbox(person), await runs(database, person)) == (["生日祝福"], [("told", "")])


async def test_what_happens_meanwhile_puts_it_off(
    as_user: AsUser, database: Database, drain_jobs: DrainJobs, noon: Hand, walk: Walk
) -> None:
    person = await as_user()
    for key in ("1", "2", "2", "3"):
        await begin(database, walk, person, key, hours=24)
        noon.advance(hours=12)
        await swept(database, drain_jobs)
    assert await runs(database, person) == [("waiting", "")]
    noon.advance(hours=12)
    await swept(database, drain_jobs)
    assert await runs(database, person) == [("told", "")]


async def test_put_off_between_the_sweep_and_the_end(
    as_user: AsUser, database: Database, drain_jobs: DrainJobs, noon: Hand, walk: Walk
) -> None:
    person = await as_user()
    await begin(database, walk, person, "1", hours=1)
    noon.advance(hours=2)
    async with database.begin() as session:
        await journeys.sweep(session, {})
    await begin(database, walk, person, "2", hours=1)
    await drain_jobs()
    assert (await inbox(person), await runs(database, person)) == ([], [("waiting", "")])
    noon.advance(hours=2)
    await swept(database, drain_jobs)
    assert await inbox(person) == ["生日祝福"]


async def test_the_same_fact_again_after_the_end_begins_nothing(
    as_user: AsUser, database: Database, drain_jobs: DrainJobs, noon: Hand, walk: Walk
) -> None:
    person = await as_user()
    await begin(database, walk, person, "1", hours=1)
    noon.advance(hours=2)
    await swept(database, drain_jobs)
    await begin(database, walk, person, "1", hours=1)
    assert await runs(database, person) == [("told", "")]


async def test_a_late_fact_does_not_turn_back_the_clock(
    as_user: AsUser, database: Database, drain_jobs: DrainJobs, noon: Hand, walk: Walk
) -> None:
    person = await as_user()
    earlier = noon.time
    noon.advance(hours=1)
    await begin(database, walk, person, "2", hours=24)
    async with database.begin() as session:
        await journeys.put_off(session, walk, person.id, "1", earlier, earlier + timedelta(hours=24))
    noon.advance(hours=23, minutes=30)
    await swept(database, drain_jobs)
    assert await runs(database, person) == [("waiting", "")]


async def test_a_rest_between_two(  # noqa: PLR0917  # fixtures
    as_user: AsUser, database: Database, drain_jobs: DrainJobs, noon: Hand, walk: Walk, configure: Configure
) -> None:
    configure("marketing_automation", rest="3d")
    person = await as_user()
    for number in range(5):
        await begin(database, walk, person, str(number), hours=1)
        noon.advance(days=1)
        await swept(database, drain_jobs)
    resting = ("dropped", "resting")
    assert await runs(database, person) == [("told", ""), resting, resting, ("told", ""), resting]


async def test_nothing_to_say(
    as_user: AsUser, database: Database, drain_jobs: DrainJobs, noon: Hand, walk: Walk
) -> None:
    person = await as_user()
    walk.why_not = GONE
    await begin(database, walk, person, "1", hours=1)
    noon.advance(hours=2)
    await swept(database, drain_jobs)
    assert (await inbox(person), await runs(database, person)) == ([], [("dropped", "gone")])


async def test_a_journey_that_is_no_longer_there(  # noqa: PLR0917  # fixtures
    as_user: AsUser, database: Database, drain_jobs: DrainJobs, noon: Hand, walk: Walk, monkeypatch: pytest.MonkeyPatch
) -> None:
    person = await as_user()
    await begin(database, walk, person, "1", hours=1)
    monkeypatch.setattr(JOURNEYS, "_rows", [])
    noon.advance(hours=2)
    await swept(database, drain_jobs)
    assert await runs(database, person) == [("dropped", "gone")]


async def test_who_left_in_the_meantime(
    as_user: AsUser, database: Database, drain_jobs: DrainJobs, noon: Hand, walk: Walk
) -> None:
    person = await as_user()
    await begin(database, walk, person, "1", hours=1)
    noon.advance(hours=2)
    async with database.begin() as session:
        await journeys.sweep(session, {})
    assert (await person.client.delete("/me")).status_code == 204
    await drain_jobs()
    async with database.read() as session:
        assert (await session.scalars(sa.select(Run))).all() == []


def test_what_is_over_stays_over() -> None:
    assert RUN.moves == {"waiting": {"told", "dropped"}, "told": {"dropped"}, "dropped": set()}
