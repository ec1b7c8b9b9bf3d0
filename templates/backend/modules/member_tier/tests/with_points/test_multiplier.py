"""Members of a higher tier earn more points."""

from datetime import datetime

import pytest
import sqlalchemy as sa

from app.core.context import SYSTEM
from app.core.database import Database
from app.modules.order import moves
from app.modules.points.models import Account
from tests.catalog.factory import spu
from tests.member_tier.book import bought, grow
from tests.order.factory import place
from tests.types import AsUser, Configure, DrainJobs, Hand, Person


async def points(database: Database, person: Person) -> int:
    async with database.read() as session:
        return await session.scalar(sa.select(Account.balance).where(Account.user_id == person.id)) or 0


async def test_points_of_the_tier(
    as_user: AsUser, database: Database, drain_jobs: DrainJobs, configure: Configure
) -> None:
    configure("points", earn_per_yuan=2, welcome_points=0)
    configure("member_tier", growth_per_yuan=1)
    usual, gold = await as_user("小红", consents=("address",)), await as_user(consents=("address",))
    await grow(database, gold, 500)
    for person in (usual, gold):
        order = await bought(database, person, 1000, drain_jobs)
        assert order["payable_fen"] == (1000 if person is usual else 900)
    assert (await points(database, usual), await points(database, gold)) == (20, 27)
    told = (await gold.client.get("/membership")).json()
    assert told["tier"]["points_percent"] == 150


@pytest.mark.parametrize(
    ("paid_at", "earned"),
    [
        ("2027-05-07T23:59:59+08:00", 15),
        ("2027-05-08T00:00:00+08:00", 45),
        ("2027-05-08T23:59:59+08:00", 45),
        ("2027-05-09T00:00:00+08:00", 15),
    ],
)
async def test_members_day_is_the_day_of_the_payment(  # noqa: PLR0917  # fixtures
    as_user: AsUser,
    database: Database,
    drain_jobs: DrainJobs,
    configure: Configure,
    clock_hand: Hand,
    paid_at: str,
    earned: int,
) -> None:
    configure("points", earn_per_yuan=1, welcome_points=0, expire_months=0)
    configure("member_tier", growth_per_yuan=1, member_day=8, member_day_points_percent=300)
    person = await as_user(consents=("address",))
    await grow(database, person, 500)
    told = (await person.client.get("/membership")).json()["rules"]
    assert (told["member_day"], told["member_day_points_percent"]) == (8, 300)
    clock_hand.time = datetime.fromisoformat(paid_at)
    person = await as_user(consents=("address",))  # the session of before is over by now
    order = await place(person, (await spu(database, price_fen=1112)).sku_id)
    assert order["payable_fen"] == 1001
    async with database.begin() as session:
        await moves.pay(session, order["id"], SYSTEM)
    clock_hand.advance(days=5)
    async with database.begin() as session:
        await moves.complete(session, order["id"], SYSTEM)
    await drain_jobs()
    assert await points(database, person) == earned
