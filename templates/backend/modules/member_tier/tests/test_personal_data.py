import sqlalchemy as sa

from app.core.database import Database
from app.modules.member_tier.models import GrowthEntry
from tests.keys import new_key
from tests.member_tier.book import grow, grown, tier
from tests.types import AsStaff, AsUser


async def test_copied_and_forgotten_with_the_account(as_user: AsUser, as_staff: AsStaff, database: Database) -> None:
    person, other = await as_user(), await as_user("小红")
    await grow(database, other, 5)
    body = {"change": 120, "reason": "王女士的补偿"}
    staff = await as_staff("*")
    (await staff.client.post(f"/staff/members/{person.id}/adjust", json=body, headers=new_key())).raise_for_status()
    copy = (await person.client.get("/me/export")).json()["member_tier"]
    assert (copy["tier"], copy["growth"]) == ("银卡", 120)
    assert [(row["growth"], row["note"]) for row in copy["ledger"]] == [(120, "王女士的补偿")]
    assert [change["now"] for change in copy["changes"]] == ["银卡"]
    assert (await person.client.delete("/me")).status_code == 204
    assert await tier(database, person) == "普通"
    async with database.read() as session:
        assert "王女士的补偿" not in set(await session.scalars(sa.select(GrowthEntry.note)))
    again = await as_user()
    assert (await again.client.get("/membership")).json()["growth"] == 0
    assert await grown(database, other) == 5


async def test_a_customer_who_never_bought(as_user: AsUser) -> None:
    person = await as_user()
    nothing = {"tier": "普通", "growth": 0, "ledger": [], "changes": []}
    assert (await person.client.get("/me/export")).json()["member_tier"] == nothing
    assert (await person.client.delete("/me")).status_code == 204
