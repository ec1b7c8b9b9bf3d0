"""Members of a higher tier earn more points."""

import sqlalchemy as sa

from app.core.database import Database
from app.modules.points.models import Account
from tests.member_tier.book import bought, grow
from tests.types import AsUser, Configure, DrainJobs, Person


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
