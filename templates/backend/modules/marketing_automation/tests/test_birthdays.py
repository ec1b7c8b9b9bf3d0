"""A wish a year, to those who said when, and only while they agree."""

from datetime import datetime

import pytest

from app.core.database import Database
from app.modules.marketing_automation.birthdays import look
from tests.marketing_automation.told import inbox, runs, swept
from tests.types import AsUser, Configure, DrainJobs, Hand, OpenConsole, Person

DAY = datetime.fromisoformat("2027-05-04T12:00:00+08:00")


@pytest.fixture
def may(clock_hand: Hand) -> Hand:
    clock_hand.time = DAY
    return clock_hand


async def born(as_user: AsUser, month: int, day: int, name: str = "小明") -> Person:
    person = await as_user(name, consents=("birthday",))
    answer = await person.client.put("/me/birthday", json={"month": month, "day": day})
    assert answer.raise_for_status().json() == {"month": month, "day": day}
    return person


async def looked(database: Database, drain_jobs: DrainJobs) -> None:
    async with database.begin() as session:
        await look(session, {})
    await swept(database, drain_jobs)


async def test_one_wish_a_year(as_user: AsUser, database: Database, drain_jobs: DrainJobs, may: Hand) -> None:
    person, other = await born(as_user, 5, 4), await born(as_user, 5, 5, "小红")
    for _ in range(3):
        await looked(database, drain_jobs)
        may.advance(hours=1)
    assert (await inbox(person), await inbox(other)) == (["生日祝福"], [])
    may.advance(days=1)
    await looked(database, drain_jobs)
    assert (await inbox(person), await inbox(other)) == (["生日祝福"], ["生日祝福"])
    may.advance(days=365)
    await looked(database, drain_jobs)
    assert await inbox(await as_user()) == ["生日祝福"] * 2


async def test_days_ahead(
    as_user: AsUser, database: Database, drain_jobs: DrainJobs, configure: Configure, may: Hand
) -> None:
    configure("marketing_automation", birthday_ahead=3)
    person, today = await born(as_user, 5, 7), await born(as_user, 5, 4, "小红")
    await looked(database, drain_jobs)
    assert (await inbox(person), await inbox(today)) == (["生日祝福"], [])
    page = (await person.client.get("/messages")).json()
    assert page["items"][0]["lines"][0] == {"label": "生日", "value": "2027年5月7日"}
    assert may.time == DAY


@pytest.mark.parametrize(("year", "day", "wishes"), [(2027, 28, 1), (2028, 28, 0), (2028, 29, 1)])
async def test_born_on_a_leap_day(  # noqa: PLR0917  # fixtures
    year: int, day: int, wishes: int, as_user: AsUser, database: Database, drain_jobs: DrainJobs, clock_hand: Hand
) -> None:
    clock_hand.time = datetime.fromisoformat(f"{year}-02-{day}T09:00:00+08:00")
    person = await born(as_user, 2, 29)
    await looked(database, drain_jobs)
    assert await inbox(person) == ["生日祝福"] * wishes


async def test_only_with_consent(as_user: AsUser, database: Database, drain_jobs: DrainJobs, may: Hand) -> None:
    person = await as_user()
    refused = await person.client.put("/me/birthday", json={"month": 5, "day": 4})
    assert (refused.status_code, refused.json()["code"]) == (403, "CONSENT_REQUIRED")
    await born(as_user, 5, 4)
    async with database.begin() as session:
        await look(session, {})
    assert (await person.client.delete("/me/consents/birthday")).status_code == 204
    await swept(database, drain_jobs)
    assert (await person.client.get("/me/birthday")).json() == {"month": None, "day": None}
    assert (await inbox(person), await runs(database, person)) == ([], [])
    assert may.time == DAY


async def test_another_day_after_all(as_user: AsUser, database: Database, drain_jobs: DrainJobs, may: Hand) -> None:
    person = await born(as_user, 5, 4)
    async with database.begin() as session:
        await look(session, {})
    await born(as_user, 6, 4)
    await swept(database, drain_jobs)
    assert (await inbox(person), await runs(database, person)) == ([], [("dropped", "gone")])
    assert may.time == DAY


async def test_who_wants_none_is_told_none(
    as_user: AsUser, database: Database, drain_jobs: DrainJobs, may: Hand
) -> None:
    person = await born(as_user, 5, 4)
    await person.client.put("/messages/kinds/marketing_automation.birthday", json={"wanted": False})
    await looked(database, drain_jobs)
    assert (await inbox(person), await runs(database, person)) == ([], [("dropped", "unwanted")])
    assert may.time == DAY


@pytest.mark.parametrize(("month", "day"), [(2, 30), (4, 31), (13, 1), (0, 1), (5, None)])
async def test_days_that_no_year_has(month: int, day: int | None, as_user: AsUser) -> None:
    person = await as_user(consents=("birthday",))
    assert (await person.client.put("/me/birthday", json={"month": month, "day": day})).status_code == 422


async def test_copied_deleted_and_forgotten(
    as_user: AsUser, database: Database, drain_jobs: DrainJobs, may: Hand
) -> None:
    person = await born(as_user, 5, 4)
    await looked(database, drain_jobs)
    copy = (await person.client.get("/me/export")).json()["journeys"]
    assert copy["birthday"] == {"month": 5, "day": 4}
    assert [(row["journey"], row["status"]) for row in copy["journeys"]] == [("birthday", "told")]
    assert (await person.client.delete("/me/birthday")).status_code == 204
    assert (await person.client.get("/me/export")).json()["journeys"]["birthday"] is None
    assert (await person.client.delete("/me")).status_code == 204
    assert await runs(database, person) == []
    assert may.time == DAY


async def test_at_the_console(
    as_user: AsUser, database: Database, drain_jobs: DrainJobs, console: OpenConsole, may: Hand
) -> None:
    await born(as_user, 5, 4)
    await looked(database, drain_jobs)
    browser = await console("marketing.read")
    text = await browser.text("journeys/list")
    assert "生日祝福" in text
    assert "已通知" in text
    dropped = await browser.text("journeys/list", journey="birthday", status="dropped")
    assert text.count("生日祝福") > dropped.count("生日祝福")
    assert "自动营销" in await browser.text("")
    assert (await (await console("audit.read")).get("journeys/list")).status_code == 403
    assert may.time == DAY
