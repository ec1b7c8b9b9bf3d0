"""Products as staff see and edit them."""

import asyncio
from typing import Any

import httpx
import pytest
import sqlalchemy as sa

from app.contracts.catalog import SkuChanged
from app.core import events
from app.core.audit import AuditEntry
from app.core.database import Database
from app.modules.catalog import editing
from tests.catalog.factory import PICTURE, category, spu, spu_body
from tests.keys import new_key
from tests.types import AsStaff

TWO_SIZES: dict[str, Any] = {
    "specs": [{"name": "规格", "values": ["50g", "100g"]}],
    "skus": [
        {"code": "LJ-50", "specs": {"规格": "50g"}, "price_fen": 6800, "original_price_fen": 8800},
        {"code": "LJ-100", "specs": {"规格": "100g"}, "price_fen": 12800},
    ],
}


async def audited(database: Database, action: str) -> list[dict[str, Any]]:
    async with database.read() as session:
        statement = sa.select(AuditEntry.details).where(AuditEntry.action == action).order_by(AuditEntry.id)
        return list(await session.scalars(statement))


class TestList:
    async def test_anonymous(self, client: httpx.AsyncClient) -> None:
        assert (await client.get("/staff/spus")).status_code == 401

    async def test_not_permitted(self, as_staff: AsStaff) -> None:
        staff = await as_staff("inventory.read")
        assert (await staff.client.get("/staff/spus")).status_code == 403

    async def test_on_sale_or_not(self, as_staff: AsStaff, database: Database) -> None:
        staff = await as_staff("catalog.read")
        shown, hidden = await spu(database, "龙井"), await spu(database, "毛峰", on_sale=False)
        for query, ids in [
            ("", [hidden.id, shown.id]),
            ("?on_sale=true", [shown.id]),
            ("?on_sale=false", [hidden.id]),
            ("?q=龙井", [shown.id]),
        ]:
            items = (await staff.client.get(f"/staff/spus{query}")).json()["items"]
            assert [item["id"] for item in items] == ids
            assert all(len(item["skus"]) == 1 for item in items)


class TestCreate:
    async def test_anonymous(self, client: httpx.AsyncClient) -> None:
        assert (await client.post("/staff/spus", json=spu_body(1), headers=new_key())).status_code == 401

    async def test_not_permitted(self, as_staff: AsStaff) -> None:
        staff = await as_staff("catalog.read")
        assert (await staff.client.post("/staff/spus", json=spu_body(1), headers=new_key())).status_code == 403

    async def test_repeated_is_made_once(self, as_staff: AsStaff, database: Database) -> None:
        staff, key, body = await as_staff("catalog.*"), new_key(), spu_body(await category(database))
        first, second = [await staff.client.post("/staff/spus", json=body, headers=key) for _ in range(2)]
        assert (first.status_code, second.status_code) == (201, 201)
        assert first.json() == second.json()

    async def test_valid(self, as_staff: AsStaff, database: Database, client: httpx.AsyncClient) -> None:
        staff = await as_staff("catalog.*")
        answer = await staff.client.post(
            "/staff/spus", json=spu_body(await category(database), **TWO_SIZES), headers=new_key()
        )
        assert answer.status_code == 201
        made = answer.json()
        assert (made["price_fen"], made["on_sale"], made["version"]) == (6800, False, 1)
        assert [sku["code"] for sku in made["skus"]] == ["LJ-50", "LJ-100"]
        assert (await client.get("/spus")).json()["items"] == []
        assert (await staff.client.get(f"/staff/spus/{made['id']}")).json() == made
        assert await audited(database, "spu.create") == [{"name": "西湖龙井"}]

    async def test_code_is_taken(self, as_staff: AsStaff, database: Database) -> None:
        staff = await as_staff("catalog.*")
        tea = await category(database)
        assert (
            await staff.client.post("/staff/spus", json=spu_body(tea, **TWO_SIZES), headers=new_key())
        ).status_code == 201
        answer = await staff.client.post("/staff/spus", json=spu_body(tea, **TWO_SIZES), headers=new_key())
        assert (answer.status_code, answer.json()["code"]) == (409, "CODE_TAKEN")
        assert answer.json()["details"] == {"code": "LJ-50"}
        assert len((await staff.client.get("/staff/spus")).json()["items"]) == 1

    async def test_unknown_category(self, as_staff: AsStaff) -> None:
        staff = await as_staff("catalog.*")
        answer = await staff.client.post("/staff/spus", json=spu_body(99), headers=new_key())
        assert (answer.status_code, answer.json()["code"]) == (404, "CATEGORY_NOT_FOUND")

    @pytest.mark.parametrize(
        "fields",
        [
            {"skus": []},
            {"pictures": []},
            {"pictures": ["https://elsewhere.example/1.png"]},
            {"skus": [{"code": "A", "price_fen": 0}]},
            {"skus": [{"code": "A", "price_fen": 900, "original_price_fen": 800}]},
            {"skus": [{"code": "A", "price_fen": 1, "specs": {"规格": "50g"}}]},
            {"specs": TWO_SIZES["specs"], "skus": [{"code": "A", "price_fen": 1, "specs": {"规格": "1kg"}}]},
            {"specs": TWO_SIZES["specs"], "skus": [{"code": "A", "price_fen": 1}]},
            {"skus": [{"code": "A", "price_fen": 1}, {"code": "B", "price_fen": 1}]},
            {**TWO_SIZES, "skus": [{**sku, "code": "A"} for sku in TWO_SIZES["skus"]]},
            {**TWO_SIZES, "specs": [{"name": "规格", "values": ["50g", "50g", "100g"]}]},
            {"name": " "},
            {"sold_count": 10_000},
        ],
    )
    async def test_bad_input(self, as_staff: AsStaff, database: Database, fields: dict[str, Any]) -> None:
        staff = await as_staff("catalog.*")
        answer = await staff.client.post(
            "/staff/spus", json=spu_body(await category(database), **fields), headers=new_key()
        )
        assert (answer.status_code, answer.json()["code"]) == (422, "VALIDATION_FAILED")


class TestEdit:
    async def test_not_permitted(self, as_staff: AsStaff) -> None:
        staff = await as_staff("catalog.read")
        assert (await staff.client.put("/staff/spus/1", json=spu_body(1, version=1))).status_code == 403

    async def test_unknown(self, as_staff: AsStaff) -> None:
        staff = await as_staff("catalog.*")
        answer = await staff.client.put("/staff/spus/1", json=spu_body(1, version=1))
        assert (answer.status_code, answer.json()["code"]) == (404, "SPU_NOT_FOUND")

    async def test_skus_keep_their_ids(self, as_staff: AsStaff, database: Database) -> None:
        staff = await as_staff("catalog.*")
        body = spu_body(await category(database), **TWO_SIZES)
        made = (await staff.client.post("/staff/spus", json=body, headers=new_key())).json()
        small, large = made["skus"]
        changed = {
            **body,
            "name": "狮峰龙井",
            "version": 1,
            "specs": [{"name": "规格", "values": ["100g", "250g"]}],
            "skus": [
                {"code": "LJ-50", "specs": {"规格": "100g"}, "price_fen": 11800},  # takes the retired one's code
                {"code": "LJ-250", "specs": {"规格": "250g"}, "price_fen": 29800},
            ],
        }
        answer = await staff.client.put(f"/staff/spus/{made['id']}", json=changed)
        assert answer.status_code == 200
        edited = answer.json()
        assert (edited["name"], edited["version"], edited["price_fen"]) == ("狮峰龙井", 2, 11800)
        assert [sku["id"] == large["id"] for sku in edited["skus"]] == [True, False]
        assert small["id"] not in {sku["id"] for sku in edited["skus"]}
        assert await audited(database, "spu.edit") == [{"name": ["西湖龙井", "狮峰龙井"]}]
        assert await audited(database, "sku.reprice") == [{"price_fen": [12800, 11800]}]
        assert len(await audited(database, "sku.create")) == len(await audited(database, "sku.retire")) == 1

        back = {**body, "version": 2}
        again = (await staff.client.put(f"/staff/spus/{made['id']}", json=back)).json()
        assert [sku["id"] for sku in again["skus"]] == [small["id"], large["id"]]

    async def test_code_of_another_product_in_a_category_below_another(
        self, as_staff: AsStaff, database: Database
    ) -> None:
        staff = await as_staff("catalog.*")
        green = await category(database, name="龙井", parent_id=await category(database))
        bodies = [spu_body(green, code="A", skus=[{"code": "A1", "price_fen": 1}]), spu_body(green, code="B")]
        made = [
            (await staff.client.post("/staff/spus", json=body, headers=new_key())).raise_for_status().json()["id"]
            for body in bodies
        ]
        taken = {**bodies[1], "code": "A", "version": 1}
        answer = await staff.client.put(f"/staff/spus/{made[1]}", json=taken)
        assert (answer.status_code, answer.json()["code"]) == (409, "CODE_TAKEN")

    async def test_code_of_another_product(self, as_staff: AsStaff, database: Database) -> None:
        staff = await as_staff("catalog.*")
        tea = await category(database)
        await staff.client.post("/staff/spus", json=spu_body(tea, **TWO_SIZES), headers=new_key())
        body = spu_body(tea)
        made = (await staff.client.post("/staff/spus", json=body, headers=new_key())).json()
        taken = {**body, "version": 1, "skus": [{"code": "LJ-50", "price_fen": 1}]}
        answer = await staff.client.put(f"/staff/spus/{made['id']}", json=taken)
        assert (answer.status_code, answer.json()["code"]) == (409, "CODE_TAKEN")
        assert (await staff.client.get(f"/staff/spus/{made['id']}")).json() == made

    async def test_only_one_of_two_edits_from_the_same_version(self, as_staff: AsStaff, database: Database) -> None:
        staff = await as_staff("catalog.*")
        body = spu_body(await category(database))
        made = (await staff.client.post("/staff/spus", json=body, headers=new_key())).json()
        url = f"/staff/spus/{made['id']}"
        edits = [{**body, "name": name, "version": 1} for name in ("甲", "乙", "丙")]
        answers = await asyncio.gather(*(staff.client.put(url, json=edit) for edit in edits))
        assert sorted(answer.status_code for answer in answers) == [200, 409, 409]
        won = next(answer for answer in answers if answer.status_code == 200)
        assert (await staff.client.get(url)).json() == won.json()
        refused = next(answer for answer in answers if answer.status_code == 409)
        assert (refused.json()["code"], refused.json()["details"]) == ("EDITED_MEANWHILE", {"version": 2})


class TestOnSale:
    async def test_not_permitted(self, as_staff: AsStaff) -> None:
        staff = await as_staff("catalog.read")
        assert (await staff.client.put("/staff/spus/1/on-sale", json={"on_sale": True})).status_code == 403

    async def test_unknown(self, as_staff: AsStaff) -> None:
        staff = await as_staff("catalog.*")
        assert (await staff.client.put("/staff/spus/1/on-sale", json={"on_sale": True})).status_code == 404

    async def test_on_twice_and_off(self, as_staff: AsStaff, database: Database, client: httpx.AsyncClient) -> None:
        staff = await as_staff("catalog.*")
        made = await spu(database, on_sale=False)
        for on_sale, listed in [(True, 1), (True, 1), (False, 0)]:
            answer = await staff.client.put(f"/staff/spus/{made.id}/on-sale", json={"on_sale": on_sale})
            assert answer.json()["on_sale"] is on_sale
            assert len((await client.get("/spus")).json()["items"]) == listed
        assert len(await audited(database, "spu.on_sale")) == len(await audited(database, "spu.off_sale")) == 1


class TestPrice:
    async def test_not_permitted(self, as_staff: AsStaff) -> None:
        staff = await as_staff("catalog.read")
        assert (await staff.client.put("/staff/skus/1/price", json={"price_fen": 1})).status_code == 403

    async def test_unknown(self, as_staff: AsStaff) -> None:
        staff = await as_staff("catalog.*")
        answer = await staff.client.put("/staff/skus/1/price", json={"price_fen": 1})
        assert (answer.status_code, answer.json()["code"]) == (404, "SKU_NOT_FOUND")

    async def test_list_shows_the_lowest(
        self, as_staff: AsStaff, database: Database, client: httpx.AsyncClient
    ) -> None:
        staff = await as_staff("catalog.*")
        made = await spu(database, price_fen=6800, specs={"规格": ["50g", "100g"]})
        price = {"price_fen": 6000, "original_price_fen": 9900}
        await staff.client.put(f"/staff/skus/{made.sku_ids[1]}/price", json=price)
        (card,) = (await client.get("/spus")).json()["items"]
        assert (card["price_fen"], card["original_price_fen"]) == (6000, 9900)
        await staff.client.put(f"/staff/skus/{made.sku_ids[1]}/price", json={"price_fen": 7000})
        (card,) = (await client.get("/spus")).json()["items"]
        assert (card["price_fen"], card["original_price_fen"]) == (6800, None)
        assert await audited(database, "sku.reprice") == [
            {"price_fen": [6900, 6000], "original_price_fen": [None, 9900]},
            {"price_fen": [6000, 7000], "original_price_fen": [9900, None]},
        ]

    async def test_parallel_changes_leave_the_lowest_in_the_list(
        self, as_staff: AsStaff, database: Database, client: httpx.AsyncClient
    ) -> None:
        staff = await as_staff("catalog.*")
        made = await spu(database, price_fen=6800, specs={"规格": ["50g", "100g", "250g"]})
        prices = [5000, 4000, 3000]
        await asyncio.gather(
            *(
                staff.client.put(f"/staff/skus/{sku_id}/price", json={"price_fen": price})
                for sku_id, price in zip(made.sku_ids, prices, strict=True)
            )
        )
        answer = (await client.get(f"/spus/{made.id}")).json()
        assert [sku["price_fen"] for sku in answer["skus"]] == prices
        assert (await client.get("/spus")).json()["items"][0]["price_fen"] == 3000


@pytest.fixture
def changed(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """The SKUs of which is said that they have changed."""
    heard: list[int] = []

    async def hear(_: object, event: events.Event) -> None:
        assert isinstance(event, SkuChanged)
        heard.append(event.sku_id)

    monkeypatch.setattr(editing, "emit", hear)
    return heard


class TestChanged:
    """Whoever shows what an SKU costs or is called hears of it, whichever way that was changed."""

    async def test_a_price(self, as_staff: AsStaff, database: Database, changed: list[int]) -> None:
        staff = await as_staff("catalog.*")
        made = await spu(database, price_fen=6800)
        for price in ({"price_fen": 6800}, {"price_fen": 6800, "original_price_fen": 9900}, {"price_fen": 5000}):
            (await staff.client.put(f"/staff/skus/{made.sku_id}/price", json=price)).raise_for_status()
        assert changed == [made.sku_id]

    async def test_the_whole_product(self, as_staff: AsStaff, database: Database, changed: list[int]) -> None:
        staff = await as_staff("catalog.*")
        body = spu_body(await category(database), **TWO_SIZES)
        made = (await staff.client.post("/staff/spus", json=body, headers=new_key())).json()
        small, large = [sku["id"] for sku in made["skus"]]
        assert changed == []
        dearer = [TWO_SIZES["skus"][0], {**TWO_SIZES["skus"][1], "price_fen": 13800}]
        edits: list[tuple[dict[str, Any], list[int]]] = [
            ({"subtitle": "新茶"}, []),
            ({"skus": dearer}, [large]),
            ({"skus": dearer, "name": "狮峰龙井"}, [small, large]),
            ({"skus": dearer[:1], "name": "狮峰龙井"}, []),
            ({"skus": dearer, "name": "狮峰龙井"}, [large]),  # made again: it may have cost something else
        ]
        for version, (edit, expected) in enumerate(edits, start=1):
            changed.clear()
            answer = await staff.client.put(f"/staff/spus/{made['id']}", json={**body, **edit, "version": version})
            answer.raise_for_status()
            assert changed == expected


class TestPictures:
    async def test_not_permitted(self, as_staff: AsStaff) -> None:
        staff = await as_staff("catalog.read")
        assert (await staff.client.post("/staff/pictures", files={"file": b"x"})).status_code == 403

    async def test_upload(self, as_staff: AsStaff, database: Database, picture: bytes) -> None:
        staff = await as_staff("catalog.*")
        answer = await staff.client.post("/staff/pictures", files={"file": ("leaf.png", picture, "image/png")})
        assert answer.status_code == 201
        body = spu_body(await category(database), pictures=[answer.json()["picture"], PICTURE])
        made = await staff.client.post("/staff/spus", json=body, headers=new_key())
        assert made.json()["pictures"][0] == answer.json()["picture"]
        assert answer.json()["url"].endswith(f"/media/{answer.json()['picture']}")

    async def test_bad_input(self, as_staff: AsStaff) -> None:
        staff = await as_staff("catalog.*")
        answer = await staff.client.post("/staff/pictures", files={"file": ("x.png", b"not a picture", "image/png")})
        assert (answer.status_code, answer.json()["code"]) == (422, "PICTURE_INVALID")
