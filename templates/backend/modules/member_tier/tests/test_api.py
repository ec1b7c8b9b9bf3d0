"""Membership as customers and staff see it."""

from typing import Any

import httpx
import pytest
import sqlalchemy as sa

from app.contracts.points import POINTS
from app.core.audit import AuditEntry
from app.core.database import Database
from app.modules.member_tier import jobs as tier_jobs
from tests.catalog.factory import category
from tests.keys import new_key
from tests.member_tier.book import grow, grown, tier
from tests.types import AsStaff, AsUser, DrainJobs


class TestMine:
    async def test_anonymous(self, client: httpx.AsyncClient) -> None:
        for path in ("/membership", "/membership/growth", "/membership/prices?sku_id=1"):
            assert (await client.get(path)).status_code == 401

    async def test_progress(self, as_user: AsUser, database: Database) -> None:
        person = await as_user()
        told = (await person.client.get("/membership")).json()
        assert (told["growth"], told["tier"]["name"], told["until"]) == (0, "普通", None)
        assert told["next"] == {"name": "银卡", "missing": 100}
        assert [row["name"] for row in told["tiers"]] == ["普通", "银卡", "金卡"]
        assert told["rules"] == {
            "growth_per_yuan": 1,
            "growth_months": 12,
            "keep_months": 12,
            "member_day": 0,
            "member_day_points_percent": 200,
        }
        await grow(database, person, 130)
        told = (await person.client.get("/membership")).json()
        assert (told["growth"], told["tier"]["name"], told["next"]) == (130, "银卡", {"name": "金卡", "missing": 370})
        assert told["until"] is not None
        await grow(database, person, 370)
        assert (await person.client.get("/membership")).json()["next"] is None

    async def test_no_promise_of_points_where_none_are_counted(
        self, as_user: AsUser, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(POINTS, "_rows", [])
        told = (await (await as_user()).client.get("/membership")).json()
        assert {tier["points_percent"] for tier in told["tiers"]} == {None}

    async def test_pages_of_the_ledger(self, as_user: AsUser, database: Database) -> None:
        person, other = await as_user(), await as_user("小红")
        for growth in (1, 2, 3):
            await grow(database, person, growth)
        await grow(database, other, 9)
        first = (await person.client.get("/membership/growth", params={"limit": 2})).json()
        rest = (await person.client.get("/membership/growth", params={"cursor": first["next_cursor"]})).json()
        assert [row["growth"] for row in first["items"] + rest["items"]] == [3, 2, 1]
        assert "actor" not in first["items"][0]
        assert (await person.client.get("/membership/growth", params={"cursor": "x"})).status_code == 422

    async def test_prices_of_what_is_not_there(self, as_user: AsUser, database: Database) -> None:
        person = await as_user()
        await grow(database, person, 500)
        assert (await person.client.get("/membership/prices?sku_id=999")).json() == {"tier": "金卡", "items": []}
        for query in ("", "?sku_id=0", "?sku_id=x"):
            assert (await person.client.get(f"/membership/prices{query}")).status_code == 422


class TestStaffAndMembers:
    async def test_anonymous_and_not_permitted(
        self, client: httpx.AsyncClient, as_staff: AsStaff, as_user: AsUser
    ) -> None:
        path = f"/staff/members/{(await as_user()).id}"
        body = {"change": 5, "reason": "补偿"}
        assert (await client.get(path)).status_code == 401
        reader = (await as_staff("member_tier.read")).client
        assert (await reader.get(path)).status_code == 200
        assert (await reader.post(f"{path}/adjust", json=body, headers=new_key())).status_code == 403
        other = (await as_staff("order.read")).client
        for address in (path, f"{path}/growth", "/staff/member-tiers"):
            assert (await other.get(address)).status_code == 403

    async def test_adjusts_with_a_reason(self, as_staff: AsStaff, as_user: AsUser, database: Database) -> None:
        person = await as_user()
        staff = await as_staff("member_tier.read", "member_tier.adjust")
        path = f"/staff/members/{person.id}"
        key, body = new_key(), {"change": 120, "reason": "门店消费补登"}
        for _ in range(2):
            answer = (await staff.client.post(f"{path}/adjust", json=body, headers=key)).raise_for_status().json()
            assert (answer["growth"], answer["tier"]) == (120, "银卡")
        assert [(change["was"], change["now"], change["reason"]) for change in answer["changes"]] == [
            ("普通", "银卡", "risen")
        ]
        [row] = (await staff.client.get(f"{path}/growth")).json()["items"]
        assert (row["growth"], row["note"], row["actor"]) == (120, "门店消费补登", f"staff:{staff.id}")
        async with database.read() as session:
            query = sa.select(AuditEntry).where(AuditEntry.action == "member_tier.adjust")
            audited = [(entry.entity_id, entry.details) for entry in await session.scalars(query)]
        assert audited == [(person.id, {"growth": 120})]

    async def test_refused(self, as_staff: AsStaff, as_user: AsUser, database: Database) -> None:
        person = await as_user()
        await grow(database, person, 10)
        staff = (await as_staff("*")).client
        path = f"/staff/members/{person.id}/adjust"
        short = await staff.post(path, json={"change": -11, "reason": "x"}, headers=new_key())
        assert (short.status_code, short.json()["code"]) == (409, "GROWTH_SHORT")
        for body in ({"change": 0, "reason": "x"}, {"change": 1, "reason": "  "}, {"change": 1}):
            assert (await staff.post(path, json=body, headers=new_key())).status_code == 422
        assert await grown(database, person) == 10
        for answer in (
            await staff.get("/staff/members/999"),
            await staff.get("/staff/members/999/growth"),
            await staff.post("/staff/members/999/adjust", json={"change": 1, "reason": "x"}, headers=new_key()),
        ):
            assert (answer.status_code, answer.json()["code"]) == (404, "USER_NOT_FOUND")


async def edited(staff: httpx.AsyncClient, tier: dict[str, Any], drain_jobs: DrainJobs) -> None:
    body = {name: value for name, value in tier.items() if name != "id"}
    (await staff.put(f"/staff/member-tiers/{tier['id']}", json=body)).raise_for_status()
    await drain_jobs()


@pytest.fixture
def one_by_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tier_jobs, "AT_ONCE", 1)


class TestStaffAndTiers:
    async def test_made_changed_and_removed(self, as_staff: AsStaff, database: Database) -> None:
        staff = (await as_staff("member_tier.read", "member_tier.edit")).client
        tea = await category(database, "茶叶")
        body = {
            "name": "钻石",
            "growth": 900,
            "price_percent": 85,
            "benefits": ["专属客服"],
            "category_ids": [tea, tea],
        }
        key = new_key()
        for _ in range(2):
            made = await staff.post("/staff/member-tiers", json=body, headers=key)
            assert made.status_code == 201
        tier_id = made.json()["id"]
        assert made.json() == {**body, "id": tier_id, "points_percent": 100, "category_ids": [tea]}
        changed = {**body, "name": "黑钻", "category_ids": [], "benefits": []}
        assert (await staff.put(f"/staff/member-tiers/{tier_id}", json=changed)).raise_for_status().json() == {
            **changed,
            "id": tier_id,
            "points_percent": 100,
        }
        rows = (await staff.get("/staff/member-tiers")).json()["items"]
        assert [row["name"] for row in rows] == ["普通", "银卡", "金卡", "黑钻"]
        assert (await staff.delete(f"/staff/member-tiers/{tier_id}")).status_code == 204
        gone = await staff.delete(f"/staff/member-tiers/{tier_id}")
        assert (gone.status_code, gone.json()["code"]) == (404, "TIER_NOT_FOUND")

    async def test_refused(self, as_staff: AsStaff, as_user: AsUser, database: Database, tiers: dict[str, int]) -> None:
        await grow(database, await as_user(), 100)
        staff = (await as_staff("*")).client
        path = "/staff/member-tiers"
        for body, status, code in (
            ({"name": "银卡", "growth": 900}, 409, "TIER_TAKEN"),
            ({"name": "钻石", "growth": 500}, 409, "TIER_TAKEN"),
            ({"name": "钻石", "growth": 900, "category_ids": [999]}, 422, "CATEGORIES_INVALID"),
        ):
            answer = await staff.post(path, json=body, headers=new_key())
            assert (answer.status_code, answer.json()["code"]) == (status, code)
        for wrong in ({"price_percent": 0}, {"points_percent": 99}, {"name": ""}, {"benefits": ["x" * 31]}):
            body = {"name": "钻石", "growth": 900, **wrong}
            assert (await staff.post(path, json=body, headers=new_key())).status_code == 422
        first = f"{path}/{tiers['普通']}"
        for answer in (await staff.delete(first), await staff.put(first, json={"name": "普通", "growth": 5})):
            assert (answer.status_code, answer.json()["code"]) == (409, "FIRST_TIER")
        held = await staff.delete(f"{path}/{tiers['银卡']}")
        assert (held.status_code, held.json()["code"]) == (409, "TIER_HELD")
        assert (await staff.delete(f"{path}/{tiers['金卡']}")).status_code == 204

    @pytest.mark.usefixtures("one_by_one")
    async def test_members_rise_to_what_they_reach_now(
        self, as_staff: AsStaff, as_user: AsUser, database: Database, drain_jobs: DrainJobs
    ) -> None:
        people = [await as_user(name) for name in ("甲", "乙", "丙")]
        for person, growth in zip(people, (300, 200, 90), strict=True):
            await grow(database, person, growth)
        staff = (await as_staff("*")).client
        gold = (await staff.get("/staff/member-tiers")).json()["items"][-1]
        for growth in (200, 900):
            await edited(staff, {**gold, "growth": growth}, drain_jobs)
            assert [await tier(database, person) for person in people] == ["金卡", "金卡", "普通"]
