"""What the database itself holds to be true of balances."""

import pytest
import sqlalchemy as sa

from app.core.database import Database
from app.modules.points import ledger
from app.modules.points.errors import PointsShort
from app.modules.points.ledger import Cause, post
from app.modules.points.models import Account, PointsEntry
from tests.points.book import balance, check_books, entries, give
from tests.types import AsUser, Person


@pytest.fixture
async def person(as_user: AsUser, database: Database) -> Person:
    person = await as_user()
    await give(database, person, 100)
    return person


async def test_no_balance_without_its_entry(database: Database, person: Person) -> None:
    for change in ({"balance": 101}, {"balance": -1}, {"owed": 1}, {"last": None}, {"last": 2}):
        with pytest.raises(sa.exc.IntegrityError):
            async with database.begin() as session:
                await session.execute(sa.update(Account).where(Account.user_id == person.id).values(change))
    with pytest.raises(sa.exc.IntegrityError):
        async with database.begin() as session:
            session.add(Account(user_id=person.id + 1, balance=5, owed=0, last=None))
    assert await balance(database, person) == 100


@pytest.mark.parametrize(
    "wrong",
    [
        {"balance_before": 90, "balance_after": 100},
        {"previous": None, "balance_before": 0, "balance_after": 10},
        {"seq": 3},
        {"seq": 1, "previous": None, "balance_before": 0, "balance_after": 10},
        {"points": 11},
        {"points": 0, "balance_after": 100},
        {"points": -110, "balance_after": -10},
        {"points": -110, "balance_after": 0, "owed_after": 10},
        {"balance_after": 120, "owed_after": 10},
        {"balance_before": 110, "owed_before": 10},
        {"biz_id": "again"},
    ],
)
async def test_no_entry_that_does_not_follow(database: Database, person: Person, wrong: dict[str, object]) -> None:
    async with database.begin() as session:
        await post(session, person.id, 1, Cause("adjusted", "again"))
        await post(session, person.id, -1, Cause("adjusted", "back"))
    right = {
        "user_id": person.id, "seq": 4, "previous": 3, "biz_type": "adjusted", "biz_id": "test", "actor": "system",
        "points": 10, "balance_before": 100, "owed_before": 0, "balance_after": 110, "owed_after": 0,
    }  # fmt: skip
    if "seq" not in wrong and wrong.get("previous", 1) is None:
        wrong = {"seq": 4, **wrong}
    async with database.read() as session:
        at = (await session.scalars(sa.select(PointsEntry.at))).first()
    with pytest.raises(sa.exc.IntegrityError):
        async with database.begin() as session:
            session.add(PointsEntry(**{**right, "at": at, **wrong}))


async def test_entries_are_not_changed(database: Database, person: Person) -> None:
    mine = PointsEntry.user_id == person.id
    for statement in (sa.delete(PointsEntry).where(mine), sa.update(PointsEntry).where(mine).values(biz_type="earned")):
        with pytest.raises(sa.exc.DBAPIError, match="append only"):
            async with database.begin() as session:
                await session.execute(statement)
    async with database.begin() as session:
        await session.execute(sa.update(PointsEntry).where(mine).values(note=""))
    assert await entries(database, person) == [("adjusted", 100)]


async def test_a_cause_takes_effect_once(database: Database, person: Person) -> None:
    async with database.begin() as session:
        assert await post(session, person.id, -100, Cause("adjusted", "x")) is not None
        assert await post(session, person.id, -100, Cause("adjusted", "x")) is None
        with pytest.raises(PointsShort):
            await post(session, person.id, -1, Cause("adjusted", "y"))
        assert await post(session, person.id, 5, Cause("adjusted", "x")) is None
        assert await post(session, person.id, 100, Cause("adjusted", "z")) is not None
    assert await balance(database, person) == 100
    await check_books(database)


async def test_only_what_is_taken_back_may_be_owed(database: Database, person: Person) -> None:
    async with database.begin() as session:
        posted = await post(session, person.id, -130, Cause(ledger.REVERSED, "x"))
        assert posted is not None
        assert (posted.balance, posted.owed, posted.usable) == (0, 30, -100)
        posted = await post(session, person.id, 50, Cause(ledger.EARNED, "x"))
        assert posted is not None
        assert (posted.balance, posted.owed, posted.usable) == (20, 0, 20)
