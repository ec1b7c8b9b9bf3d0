"""Banners as staff edit them."""

from typing import Any

import httpx
import pytest

from app.core.database import Database
from tests.catalog.factory import PICTURE, spu
from tests.keys import new_key
from tests.types import AsStaff

SPRING: dict[str, Any] = {
    "title": "春茶上新",
    "subtitle": "明前龙井已到店",
    "picture": PICTURE,
    "spu_id": None,
    "category_id": None,
    "position": 1,
    "shown": True,
}


class TestList:
    async def test_anonymous(self, client: httpx.AsyncClient) -> None:
        assert (await client.get("/staff/banners")).status_code == 401

    async def test_not_permitted(self, as_staff: AsStaff) -> None:
        staff = await as_staff("order.read")
        assert (await staff.client.get("/staff/banners")).status_code == 403


class TestCreate:
    async def test_not_permitted(self, as_staff: AsStaff) -> None:
        staff = await as_staff("catalog.read")
        assert (await staff.client.post("/staff/banners", json=SPRING, headers=new_key())).status_code == 403

    async def test_valid(self, as_staff: AsStaff, database: Database) -> None:
        staff = await as_staff("catalog.*")
        made = await spu(database)
        first = await staff.client.post("/staff/banners", json={**SPRING, "spu_id": made.id}, headers=new_key())
        assert first.status_code == 201
        second = await staff.client.post("/staff/banners", json={**SPRING, "position": 0}, headers=new_key())
        items = (await staff.client.get("/staff/banners")).json()["items"]
        assert items == [second.json(), first.json()]

    @pytest.mark.parametrize(("link", "code"), [("spu_id", "SPU_NOT_FOUND"), ("category_id", "CATEGORY_NOT_FOUND")])
    async def test_leads_nowhere(self, as_staff: AsStaff, link: str, code: str) -> None:
        staff = await as_staff("catalog.*")
        answer = await staff.client.post("/staff/banners", json={**SPRING, link: 7}, headers=new_key())
        assert (answer.status_code, answer.json()["code"]) == (404, code)

    @pytest.mark.parametrize("fields", [{"title": ""}, {"picture": "spring.png"}, {"spu_id": 1, "category_id": 1}])
    async def test_bad_input(self, as_staff: AsStaff, fields: dict[str, Any]) -> None:
        staff = await as_staff("catalog.*")
        assert (
            await staff.client.post("/staff/banners", json={**SPRING, **fields}, headers=new_key())
        ).status_code == 422


class TestEdit:
    async def test_not_permitted(self, as_staff: AsStaff) -> None:
        staff = await as_staff("catalog.read")
        assert (await staff.client.put("/staff/banners/1", json=SPRING)).status_code == 403

    async def test_valid(self, as_staff: AsStaff) -> None:
        staff = await as_staff("catalog.*")
        made = (await staff.client.post("/staff/banners", json=SPRING, headers=new_key())).json()
        answer = await staff.client.put(f"/staff/banners/{made['id']}", json={**SPRING, "shown": False})
        assert answer.json() == {**made, "shown": False}

    async def test_unknown(self, as_staff: AsStaff) -> None:
        staff = await as_staff("catalog.*")
        answer = await staff.client.put("/staff/banners/1", json=SPRING)
        assert (answer.status_code, answer.json()["code"]) == (404, "BANNER_NOT_FOUND")


class TestDelete:
    async def test_not_permitted(self, as_staff: AsStaff) -> None:
        staff = await as_staff("catalog.read")
        assert (await staff.client.delete("/staff/banners/1")).status_code == 403

    async def test_once(self, as_staff: AsStaff) -> None:
        staff = await as_staff("catalog.*")
        made = (await staff.client.post("/staff/banners", json=SPRING, headers=new_key())).json()
        assert (await staff.client.delete(f"/staff/banners/{made['id']}")).status_code == 204
        assert (await staff.client.delete(f"/staff/banners/{made['id']}")).status_code == 404
        assert (await staff.client.get("/staff/banners")).json()["items"] == []
