import sqlalchemy as sa

from app.core.database import Database
from app.modules.points.models import PointsEntry
from tests.keys import new_key
from tests.points.book import balance, check_books, give
from tests.types import AsStaff, AsUser


async def test_copied_and_forgotten_with_the_account(as_user: AsUser, as_staff: AsStaff, database: Database) -> None:
    person, other = await as_user(), await as_user("小红")
    await give(database, person, 30)
    await give(database, other, 5)
    body = {"change": 3, "reason": "王女士的补偿"}
    staff = await as_staff("*")
    (await staff.client.post(f"/staff/points/{person.id}/adjust", json=body, headers=new_key())).raise_for_status()
    copy = (await person.client.get("/me/export")).json()["points"]
    assert (copy["balance"], copy["owed"]) == (33, 0)
    assert [(row["points"], row["note"]) for row in copy["ledger"]] == [(30, ""), (3, "王女士的补偿")]
    assert (await person.client.delete("/me")).status_code == 204
    assert await balance(database, person) == 0
    await check_books(database)
    async with database.read() as session:
        notes = set(await session.scalars(sa.select(PointsEntry.note)))
    assert notes == {""}
    again = await as_user()
    assert (await again.client.get("/points")).json()["balance"] == 0
    assert await balance(database, other) == 5


async def test_a_customer_without_points(as_user: AsUser) -> None:
    person = await as_user()
    assert (await person.client.get("/me/export")).json()["points"] == {"balance": 0, "owed": 0, "ledger": []}
    assert (await person.client.delete("/me")).status_code == 204
