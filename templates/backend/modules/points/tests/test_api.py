"""Points as customers and staff see them."""

import httpx
import sqlalchemy as sa

from app.core.audit import AuditEntry
from app.core.database import Database
from tests.keys import new_key
from tests.points.book import balance, check_books, give
from tests.types import AsStaff, AsUser


class TestMine:
    async def test_anonymous(self, client: httpx.AsyncClient) -> None:
        for path in ("/points", "/points/ledger"):
            assert (await client.get(path)).status_code == 401

    async def test_nothing_yet(self, as_user: AsUser) -> None:
        client = (await as_user()).client
        told = (await client.get("/points")).json()
        assert (told["balance"], told["owed"], told["expiring"]) == (0, 0, None)
        assert told["rules"] == {
            "earn_per_yuan": 1,
            "redeem_per_yuan": 10,
            "redeem_max_percent": 50,
            "expire_months": 12,
        }
        assert (await client.get("/points/ledger")).json() == {"items": [], "next_cursor": None}

    async def test_pages_of_the_ledger(self, as_user: AsUser, database: Database) -> None:
        person, other = await as_user(), await as_user("小红")
        for points in (1, 2, 3):
            await give(database, person, points)
        await give(database, other, 9)
        first = (await person.client.get("/points/ledger", params={"limit": 2})).json()
        rest = (await person.client.get("/points/ledger", params={"cursor": first["next_cursor"]})).json()
        assert [row["points"] for row in first["items"] + rest["items"]] == [3, 2, 1]
        assert [row["balance_after"] for row in first["items"]] == [6, 3]
        assert rest["next_cursor"] is None
        assert (await person.client.get("/points/ledger", params={"cursor": "x"})).status_code == 422


class TestStaff:
    async def test_anonymous_and_not_permitted(
        self, client: httpx.AsyncClient, as_staff: AsStaff, as_user: AsUser
    ) -> None:
        person = await as_user()
        body = {"change": 5, "reason": "补偿"}
        path = f"/staff/points/{person.id}"
        assert (await client.get(path)).status_code == 401
        assert (await client.post(f"{path}/adjust", json=body, headers=new_key())).status_code == 401
        reader = (await as_staff("points.read")).client
        assert (await reader.get(path)).status_code == 200
        assert (await reader.post(f"{path}/adjust", json=body, headers=new_key())).status_code == 403
        other = (await as_staff("order.read")).client
        for address in (path, f"{path}/ledger"):
            assert (await other.get(address)).status_code == 403

    async def test_adjusts_with_a_reason(self, as_staff: AsStaff, as_user: AsUser, database: Database) -> None:
        person = await as_user()
        staff = await as_staff("points.read", "points.adjust")
        path = f"/staff/points/{person.id}"
        key = new_key()
        body = {"change": 50, "reason": "迟到的生日礼"}
        for _ in range(2):
            answer = (await staff.client.post(f"{path}/adjust", json=body, headers=key)).raise_for_status().json()
            assert (answer["user_id"], answer["balance"]) == (person.id, 50)
        taken = {"change": -20, "reason": "多发了"}
        (await staff.client.post(f"{path}/adjust", json=taken, headers=new_key())).raise_for_status()
        rows = (await staff.client.get(f"{path}/ledger")).json()["items"]
        assert [(row["points"], row["note"], row["actor"]) for row in rows] == [
            (-20, "多发了", f"staff:{staff.id}"),
            (50, "迟到的生日礼", f"staff:{staff.id}"),
        ]
        [mine, _] = (await person.client.get("/points/ledger")).json()["items"]
        assert mine["note"] == "多发了"
        assert "actor" not in mine
        async with database.read() as session:
            query = sa.select(AuditEntry).where(AuditEntry.action == "points.adjust").order_by(AuditEntry.id)
            audited = [(row.entity_id, row.details) for row in await session.scalars(query)]
        assert audited == [(person.id, {"points": 50}), (person.id, {"points": -20})]
        await check_books(database)

    async def test_refused(self, as_staff: AsStaff, as_user: AsUser, database: Database) -> None:
        person = await as_user()
        await give(database, person, 10)
        staff = (await as_staff("*")).client
        for body, status in (
            ({"change": -11, "reason": "x"}, 409),
            ({"change": 0, "reason": "x"}, 422),
            ({"change": 1, "reason": "  "}, 422),
            ({"change": 1}, 422),
        ):
            answer = await staff.post(f"/staff/points/{person.id}/adjust", json=body, headers=new_key())
            assert answer.status_code == status
        assert await balance(database, person) == 10
        for answer in (
            await staff.get("/staff/points/999"),
            await staff.get("/staff/points/999/ledger"),
            await staff.post("/staff/points/999/adjust", json={"change": 1, "reason": "x"}, headers=new_key()),
        ):
            assert (answer.status_code, answer.json()["code"]) == (404, "USER_NOT_FOUND")
