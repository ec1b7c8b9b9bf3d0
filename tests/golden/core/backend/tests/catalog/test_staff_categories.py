"""Categories as staff edit them."""

import httpx
import pytest

from app.core.database import Database
from tests.catalog.factory import category
from tests.keys import new_key
from tests.types import AsStaff


class TestList:
    async def test_anonymous(self, client: httpx.AsyncClient) -> None:
        assert (await client.get("/staff/categories")).status_code == 401

    async def test_not_permitted(self, as_staff: AsStaff) -> None:
        staff = await as_staff("order.read")
        assert (await staff.client.get("/staff/categories")).status_code == 403


class TestCreate:
    async def test_anonymous(self, client: httpx.AsyncClient) -> None:
        assert (await client.post("/staff/categories", json={"name": "绿茶"}, headers=new_key())).status_code == 401

    async def test_not_permitted(self, as_staff: AsStaff) -> None:
        staff = await as_staff("catalog.read")
        assert (
            await staff.client.post("/staff/categories", json={"name": "绿茶"}, headers=new_key())
        ).status_code == 403

    async def test_two_levels(self, as_staff: AsStaff, client: httpx.AsyncClient) -> None:
        staff = await as_staff("catalog.*")
        tea = (await staff.client.post("/staff/categories", json={"name": "茶叶"}, headers=new_key())).json()
        green = await staff.client.post(
            "/staff/categories", json={"name": "绿茶", "parent_id": tea["id"]}, headers=new_key()
        )
        assert green.status_code == 201
        assert (await staff.client.get("/staff/categories")).json()["items"] == [tea, green.json()]
        shown = (await client.get("/categories")).json()["items"]
        assert [(item["name"], item["parent_id"]) for item in shown] == [("茶叶", None), ("绿茶", tea["id"])]

    async def test_third_level(self, as_staff: AsStaff, database: Database) -> None:
        staff = await as_staff("catalog.*")
        green = await category(database, "绿茶", parent_id=await category(database, "茶叶"))
        for parent_id in (green, 999):
            body = {"name": "龙井", "parent_id": parent_id}
            answer = await staff.client.post("/staff/categories", json=body, headers=new_key())
            assert (answer.status_code, answer.json()["code"]) == (422, "PARENT_INVALID")

    async def test_code_is_taken(self, as_staff: AsStaff) -> None:
        staff = await as_staff("catalog.*")
        await staff.client.post("/staff/categories", json={"name": "绿茶", "code": "green"}, headers=new_key())
        answer = await staff.client.post("/staff/categories", json={"name": "红茶", "code": "green"}, headers=new_key())
        assert (answer.status_code, answer.json()["code"]) == (409, "CODE_TAKEN")

    @pytest.mark.parametrize("body", [{}, {"name": ""}, {"name": "茶" * 21}, {"name": "茶", "icon": "leaf.png"}])
    async def test_bad_input(self, as_staff: AsStaff, body: dict[str, str]) -> None:
        staff = await as_staff("catalog.*")
        assert (await staff.client.post("/staff/categories", json=body, headers=new_key())).status_code == 422


class TestEdit:
    async def test_not_permitted(self, as_staff: AsStaff) -> None:
        staff = await as_staff("catalog.read")
        assert (await staff.client.put("/staff/categories/1", json={"name": "绿茶"})).status_code == 403

    async def test_unknown(self, as_staff: AsStaff) -> None:
        staff = await as_staff("catalog.*")
        answer = await staff.client.put("/staff/categories/1", json={"name": "绿茶"})
        assert (answer.status_code, answer.json()["code"]) == (404, "CATEGORY_NOT_FOUND")

    async def test_keeps_its_parent(self, as_staff: AsStaff, database: Database) -> None:
        staff = await as_staff("catalog.*")
        tea = await category(database, "茶叶")
        green = await category(database, "绿茶", parent_id=tea)
        answer = await staff.client.put(f"/staff/categories/{green}", json={"name": "明前绿茶", "position": 3})
        assert answer.json() == {
            "id": green,
            "parent_id": tea,
            "code": None,
            "name": "明前绿茶",
            "icon": None,
            "position": 3,
        }
