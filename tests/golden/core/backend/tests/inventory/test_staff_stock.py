"""Stock as staff see and adjust it."""

import asyncio
from typing import Any

import httpx
import pytest
import sqlalchemy as sa

from app.core.audit import AuditEntry
from app.core.context import SYSTEM
from app.core.database import Database
from app.modules.catalog import editing
from tests.catalog.factory import spu
from tests.inventory.shelf import check_books, counts, stocked
from tests.types import AsStaff, Configure

TEN = {"change": 10, "reason": "received", "note": "春茶到货"}


def key(value: str = "adjust-0001") -> dict[str, str]:
    return {"Idempotency-Key": value}


class TestLow:
    async def test_anonymous(self, client: httpx.AsyncClient) -> None:
        assert (await client.get("/staff/stock/low")).status_code == 401

    async def test_not_permitted(self, as_staff: AsStaff) -> None:
        staff = await as_staff("catalog.read")
        assert (await staff.client.get("/staff/stock/low")).status_code == 403

    async def test_scarcest_first(self, as_staff: AsStaff, database: Database, configure: Configure) -> None:
        configure("inventory", low_at=8)
        staff = await as_staff("inventory.read")
        eight, nine, one = (await stocked(database, 8, 9, 1)).sku_ids
        first = (await staff.client.get("/staff/stock/low", params={"limit": 1})).json()
        second = (await staff.client.get("/staff/stock/low", params={"cursor": first["next_cursor"]})).json()
        items = first["items"] + second["items"]
        assert second["next_cursor"] is None
        assert [item["sku_id"] for item in items] == [one, eight]
        assert nine not in {item["sku_id"] for item in items}
        assert items[1].pop("code").startswith("T")
        assert items[1] == {
            "sku_id": eight,
            "name": "西湖龙井",
            "specs_text": "1g",
            "available": 8,
            "reserved": 0,
            "low_at": 8,
        }

    async def test_nobody_restocks_what_is_not_sold(self, as_staff: AsStaff, database: Database) -> None:
        staff = await as_staff("inventory.read")
        made = await stocked(database, 1)
        async with database.begin() as session:
            await editing.set_on_sale(session, SYSTEM, made.id, on_sale=False)
        assert (await staff.client.get("/staff/stock/low")).json()["items"] == []

    async def test_limit_of_one_sku(self, as_staff: AsStaff, database: Database) -> None:
        staff = await as_staff("inventory.*")
        sku_id = (await stocked(database, 20)).sku_id
        answer = await staff.client.put(f"/staff/stock/{sku_id}/low-at", json={"low_at": 20})
        assert answer.json()["low_at"] == 20
        items = (await staff.client.get("/staff/stock/low")).json()["items"]
        assert [item["sku_id"] for item in items] == [sku_id]


class TestLowAt:
    async def test_not_permitted(self, as_staff: AsStaff) -> None:
        staff = await as_staff("inventory.read")
        assert (await staff.client.put("/staff/stock/1/low-at", json={"low_at": 1})).status_code == 403

    async def test_not_counted(self, as_staff: AsStaff, database: Database) -> None:
        staff = await as_staff("inventory.*")
        sku_id = (await spu(database)).sku_id
        answer = await staff.client.put(f"/staff/stock/{sku_id}/low-at", json={"low_at": 1})
        assert (answer.status_code, answer.json()["code"]) == (404, "SKU_NOT_COUNTED")

    async def test_bad_input(self, as_staff: AsStaff) -> None:
        staff = await as_staff("inventory.*")
        assert (await staff.client.put("/staff/stock/1/low-at", json={"low_at": -1})).status_code == 422


class TestMoves:
    async def test_not_permitted(self, as_staff: AsStaff) -> None:
        staff = await as_staff("catalog.read")
        assert (await staff.client.get("/staff/stock/1/moves")).status_code == 403
        assert (await staff.client.get("/staff/stock/1")).status_code == 403

    async def test_not_counted(self, as_staff: AsStaff) -> None:
        staff = await as_staff("inventory.read")
        for path in ("/staff/stock/1/moves", "/staff/stock/1"):
            answer = await staff.client.get(path)
            assert (answer.status_code, answer.json()["code"]) == (404, "SKU_NOT_COUNTED")

    async def test_latest_first(self, as_staff: AsStaff, database: Database) -> None:
        staff = await as_staff("inventory.*")
        sku_id = (await spu(database)).sku_id
        url = f"/staff/stock/{sku_id}"
        await staff.client.post(f"{url}/adjust", json=TEN, headers=key())
        damaged = {"change": -2, "reason": "damaged", "note": "受潮"}
        await staff.client.post(f"{url}/adjust", json=damaged, headers=key("adjust-0002"))
        moves = (await staff.client.get(f"{url}/moves")).json()["items"]
        assert [(move["reason"], move["note"], move["actor"]) for move in moves] == [
            ("damaged", "受潮", f"staff:{staff.id}"),
            ("received", "春茶到货", f"staff:{staff.id}"),
        ]
        assert [(move["available_before"], move["available_after"]) for move in moves] == [(10, 8), (0, 10)]
        assert (await staff.client.get(url)).json()["available"] == 8


class TestAdjust:
    async def test_anonymous(self, client: httpx.AsyncClient) -> None:
        assert (await client.post("/staff/stock/1/adjust", json=TEN, headers=key())).status_code == 401

    async def test_not_permitted(self, as_staff: AsStaff) -> None:
        staff = await as_staff("inventory.read")
        assert (await staff.client.post("/staff/stock/1/adjust", json=TEN, headers=key())).status_code == 403

    async def test_valid(self, as_staff: AsStaff, database: Database, client: httpx.AsyncClient) -> None:
        staff = await as_staff("inventory.*")
        made = await spu(database)
        assert (await client.get("/spus")).json()["items"][0]["sold_out"] is True
        answer = await staff.client.post(f"/staff/stock/{made.sku_id}/adjust", json=TEN, headers=key())
        assert (answer.status_code, answer.json()["available"]) == (200, 10)
        assert (await client.get("/spus")).json()["items"][0]["sold_out"] is False
        assert (await client.get(f"/spus/{made.id}")).json()["skus"][0]["available"] == 10
        async with database.read() as session:
            entry = await session.scalar(sa.select(AuditEntry).where(AuditEntry.action == "stock.adjust"))
        assert entry is not None
        assert (entry.actor_id, entry.entity_id, entry.details) == (staff.id, made.sku_id, TEN)

    async def test_repeated_request_counts_once(self, as_staff: AsStaff, database: Database) -> None:
        staff = await as_staff("inventory.*")
        sku_id = (await spu(database)).sku_id
        send = [staff.client.post(f"/staff/stock/{sku_id}/adjust", json=TEN, headers=key()) for _ in range(3)]
        answers = await asyncio.gather(*send)
        assert {(answer.status_code, answer.json()["available"]) for answer in answers} == {(200, 10)}
        other = await staff.client.post(f"/staff/stock/{sku_id}/adjust", json={**TEN, "change": 9}, headers=key())
        assert (other.status_code, other.json()["code"]) == (422, "IDEMPOTENCY_MISMATCH")

    async def test_first_adjustments_race(self, as_staff: AsStaff, database: Database) -> None:
        staff = await as_staff("inventory.*")
        sku_id = (await spu(database)).sku_id
        url = f"/staff/stock/{sku_id}/adjust"
        send = [staff.client.post(url, json=TEN, headers=key(f"adjust-{number:04}")) for number in range(4)]
        assert [answer.status_code for answer in await asyncio.gather(*send)] == [200] * 4
        assert await counts(database, sku_id) == (40, 0)
        await check_books(database, sku_id)

    async def test_takes_no_more_than_there_are(self, as_staff: AsStaff, database: Database) -> None:
        staff = await as_staff("inventory.*")
        sku_id = (await stocked(database, 3)).sku_id
        body = {"change": -4, "reason": "counted"}
        answer = await staff.client.post(f"/staff/stock/{sku_id}/adjust", json=body, headers=key())
        assert (answer.status_code, answer.json()["code"]) == (409, "STOCK_TOO_LOW")
        assert answer.json()["details"] == {"available": 3}
        assert await counts(database, sku_id) == (3, 0)

    async def test_unknown_sku(self, as_staff: AsStaff) -> None:
        staff = await as_staff("inventory.*")
        answer = await staff.client.post("/staff/stock/7/adjust", json=TEN, headers=key())
        assert (answer.status_code, answer.json()["code"]) == (404, "SKU_NOT_FOUND")

    @pytest.mark.parametrize(
        "body",
        [
            {**TEN, "change": 0},
            {**TEN, "change": 1_000_001},
            {**TEN, "reason": "stolen"},
            {"change": 1},
            {**TEN, "available": 5},
        ],
    )
    async def test_bad_input(self, as_staff: AsStaff, body: dict[str, Any]) -> None:
        staff = await as_staff("inventory.*")
        assert (await staff.client.post("/staff/stock/1/adjust", json=body, headers=key())).status_code == 422

    async def test_without_key(self, as_staff: AsStaff) -> None:
        staff = await as_staff("inventory.*")
        assert (await staff.client.post("/staff/stock/1/adjust", json=TEN)).status_code == 422
