"""One greeting to who stays away, none to who came back."""

import pytest

from app.core.context import SYSTEM
from app.core.database import Database
from app.modules.order import moves
from app.modules.win_back.journey import look
from tests.catalog.factory import spu
from tests.marketing_automation.told import inbox, runs, swept
from tests.order.factory import place
from tests.types import AsUser, Configure, DrainJobs, Hand, Person


@pytest.fixture(autouse=True)
def rules(configure: Configure, clock_hand: Hand) -> None:
    """The rules that these tests count on, whatever the shop's own are; and it is noon."""
    clock_hand.time = clock_hand.time.replace(hour=4, minute=0, second=0, microsecond=0)
    configure("win_back", after="60d")
    configure("marketing_automation", rest="7d", birthday_ahead=0)
    configure("messaging", daily_limit=10, marketing_daily_limit=1, quiet_hours="", texts={})
    configure("inventory", uncounted="unlimited")
    configure("order", address="required", max_open_orders=5)


async def buy(database: Database, person: Person, *, paid: bool = True) -> None:
    order = await place(person, (await spu(database)).sku_id)
    if paid:
        async with database.begin() as session:
            await moves.pay(session, order["id"], SYSTEM)


async def looked(database: Database, drain_jobs: DrainJobs) -> None:
    async with database.begin() as session:
        await look(session, {})
    await swept(database, drain_jobs)


async def greeted(person: Person) -> int:
    return (await inbox(person)).count("好久不见")


async def test_once_for_each_time_away(
    as_user: AsUser, database: Database, drain_jobs: DrainJobs, clock_hand: Hand, configure: Configure
) -> None:
    configure("win_back", after="10d")
    person = await as_user(consents=("address",))
    await buy(database, person)
    clock_hand.advance(days=9)
    await looked(database, drain_jobs)
    assert await greeted(person) == 0
    for _ in range(4):
        clock_hand.advance(days=2)
        await looked(database, drain_jobs)
    person = await as_user(consents=("address",))
    assert await greeted(person) == 1
    await buy(database, person)
    clock_hand.advance(days=11)
    await looked(database, drain_jobs)
    assert await greeted(person) == 2


async def test_who_ordered_in_the_meantime_is_left_alone(
    as_user: AsUser, database: Database, drain_jobs: DrainJobs, clock_hand: Hand
) -> None:
    person = await as_user(consents=("address",))
    await buy(database, person)
    clock_hand.advance(days=61)
    async with database.begin() as session:
        await look(session, {})
    person = await as_user(consents=("address",))
    await buy(database, person, paid=False)
    await swept(database, drain_jobs)
    assert (await greeted(person), await runs(database, person)) == (0, [("dropped", "ordered")])


async def test_who_never_paid_or_left_long_ago_is_left_alone(
    as_user: AsUser, database: Database, drain_jobs: DrainJobs, clock_hand: Hand
) -> None:
    person, other = await as_user(consents=("address",)), await as_user("小红", consents=("address",))
    await buy(database, person, paid=False)
    await buy(database, other)
    clock_hand.advance(days=91)
    await looked(database, drain_jobs)
    assert (await runs(database, person), await runs(database, other)) == ([], [])
