"""Anonymous until the customer agrees; what was noted of him goes when he takes it back, or leaves."""

from datetime import timedelta

from app.core.database import Database
from tests.tracking.declared import BOUGHT, LOOKED, PAID, done, rows, send
from tests.types import AsUser, Hand


async def test_a_token_alone_is_no_consent(as_user: AsUser, database: Database) -> None:
    person = await as_user()
    await send(person.client, done(LOOKED))
    assert [row.user_id for row in await rows(database)] == [None]


async def test_from_the_consent_on_it_is_his(as_user: AsUser, database: Database, noon: Hand) -> None:
    """Also where the phone sends what came before only afterwards."""
    person = await as_user()
    before = done(LOOKED, 1)
    noon.advance(minutes=1)
    await as_user(consents=("tracking",))
    noon.advance(minutes=1)
    await send(person.client, before, done(BOUGHT, 2))
    anonymous, his = await rows(database)
    assert (anonymous.user_id, his.user_id) == (None, person.id)
    assert (anonymous.at, his.at) == (noon.time.replace(minute=0, second=0), noon.time)
    assert anonymous.visit != his.visit


async def test_a_phone_ahead_of_its_time_says_nothing_of_him(as_user: AsUser, database: Database, noon: Hand) -> None:
    person = await as_user(consents=("tracking",))
    noon.advance(minutes=1)
    await send(person.client, done(LOOKED, 1, at=noon.time + timedelta(hours=1)), done(LOOKED, 2))
    assert [row.user_id for row in await rows(database)] == [None, person.id]


async def test_taken_back(as_user: AsUser, database: Database, noon: Hand) -> None:
    person, other = await as_user(consents=("tracking",)), await as_user("小红", consents=("tracking",))
    noon.advance(minutes=1)
    await send(person.client, done(LOOKED, 1))
    await send(other.client, done(LOOKED, 1, visit="x" * 24))
    offline = done(BOUGHT, 2)
    assert (await person.client.delete("/me/consents/tracking")).status_code == 204
    assert [row.user_id for row in await rows(database)] == [other.id]
    await send(person.client, offline, done(PAID, 3))
    assert [row.user_id for row in await rows(database)] == [other.id, None, None]


async def test_agreed_again(as_user: AsUser, database: Database, noon: Hand) -> None:
    """What was noted between the two consents stays nobody's."""
    person = await as_user(consents=("tracking",))
    await person.client.delete("/me/consents/tracking")
    noon.advance(minutes=1)
    between = done(LOOKED, 1)
    noon.advance(minutes=1)
    await as_user(consents=("tracking",))
    await send(person.client, between, done(BOUGHT, 2, at=noon.time + timedelta(seconds=1)))
    assert [row.user_id for row in await rows(database)] == [None, person.id]


async def test_another_purpose_taken_back_is_another_matter(as_user: AsUser, database: Database, noon: Hand) -> None:
    person = await as_user(consents=("tracking", "phone"))
    noon.advance(minutes=1)
    await send(person.client, done(LOOKED))
    await person.client.delete("/me/consents/phone")
    assert [row.user_id for row in await rows(database)] == [person.id]


async def test_copied_and_forgotten_with_the_account(as_user: AsUser, database: Database, noon: Hand) -> None:
    person = await as_user()
    await send(person.client, done(LOOKED, 1))
    await as_user(consents=("tracking",))
    noon.advance(minutes=1)
    await send(person.client, done(BOUGHT, 2))
    copy = (await person.client.get("/me/export")).json()["behaviour"]
    assert [(row["name"], row["properties"]) for row in copy] == [(BOUGHT, {})]
    assert (await person.client.delete("/me")).status_code == 204
    assert [(row.name, row.user_id) for row in await rows(database)] == [(LOOKED, None)]
