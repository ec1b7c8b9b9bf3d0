import asyncio
from typing import Any

import httpx
import pytest

from app.core.context import SYSTEM
from app.core.database import Database
from app.modules.catalog import editing
from app.modules.catalog.schemas import PriceIn
from tests.cart.conftest import Shelf
from tests.catalog.factory import spu
from tests.keys import new_key
from tests.types import AsUser, Configure

pytestmark = pytest.mark.usefixtures("shelf")


async def add(client: httpx.AsyncClient, sku_id: int, quantity: int = 1) -> dict[str, Any]:
    answer = await client.post("/cart/items", json={"sku_id": sku_id, "quantity": quantity}, headers=new_key())
    assert answer.status_code == 200, answer.text
    cart: dict[str, Any] = answer.json()
    return cart


class TestShow:
    async def test_anonymous(self, client: httpx.AsyncClient) -> None:
        assert (await client.get("/cart")).status_code == 401

    async def test_empty(self, as_user: AsUser) -> None:
        user = await as_user()
        assert (await user.client.get("/cart")).json() == {"items": [], "selected_count": 0, "selected_fen": 0}

    async def test_everybody_has_his_own(self, as_user: AsUser, database: Database) -> None:
        one, other = await as_user("小明"), await as_user("小红")
        await add(one.client, (await spu(database)).sku_id)
        assert (await other.client.get("/cart")).json()["items"] == []

    async def test_todays_price_and_stock(self, as_user: AsUser, database: Database, shelf: Shelf) -> None:
        user = await as_user()
        made = await spu(database, price_fen=6800, specs={"规格": ["50g", "100g"]})
        small, large = made.sku_ids
        await add(user.client, small, 2)
        await add(user.client, large, 3)
        async with database.begin() as session:
            await editing.reprice(session, SYSTEM, small, PriceIn(price_fen=5000))
        shelf.pieces[large] = 2
        cart = (await user.client.get("/cart")).json()
        assert [(item["sku_id"], item["specs_text"], item["price_fen"]) for item in cart["items"]] == [
            (large, "100g", 6900),
            (small, "50g", 5000),
        ]
        assert [(item["available"], item["problem"]) for item in cart["items"]] == [(2, "short"), (None, None)]
        assert (cart["selected_count"], cart["selected_fen"]) == (5, 30700)
        shelf.pieces[large] = 0
        cart = (await user.client.get("/cart")).json()
        assert (cart["items"][0]["problem"], cart["items"][0]["selected"]) == ("out_of_stock", True)
        assert (cart["selected_count"], cart["selected_fen"]) == (2, 10000)

    async def test_off_sale(self, as_user: AsUser, database: Database) -> None:
        user = await as_user()
        made = await spu(database)
        await add(user.client, made.sku_id)
        async with database.begin() as session:
            await editing.set_on_sale(session, SYSTEM, made.id, on_sale=False)
        cart = (await user.client.get("/cart")).json()
        assert (cart["items"][0]["problem"], cart["selected_fen"]) == ("off_sale", 0)


class TestAdd:
    async def test_repeated_is_added_once(self, as_user: AsUser, database: Database) -> None:
        user, key = await as_user(), new_key()
        body = {"sku_id": (await spu(database)).sku_id, "quantity": 2}
        answers = [await user.client.post("/cart/items", json=body, headers=key) for _ in range(2)]
        assert [answer.status_code for answer in answers] == [200, 200]
        assert answers[0].json() == answers[1].json()
        assert answers[1].json()["items"][0]["quantity"] == 2

    async def test_anonymous(self, client: httpx.AsyncClient) -> None:
        assert (
            await client.post("/cart/items", json={"sku_id": 1, "quantity": 1}, headers=new_key())
        ).status_code == 401

    async def test_again_adds_up(self, as_user: AsUser, database: Database) -> None:
        user = await as_user()
        sku_id = (await spu(database)).sku_id
        first = (await add(user.client, sku_id, 2))["items"]
        await user.client.put(f"/cart/items/{first[0]['id']}", json={"selected": False})
        (item,) = (await add(user.client, sku_id, 3))["items"]
        assert (item["id"], item["quantity"], item["selected"]) == (first[0]["id"], 5, True)

    async def test_parallel_ones_add_up(self, as_user: AsUser, database: Database) -> None:
        user = await as_user()
        sku_id = (await spu(database)).sku_id
        await asyncio.gather(*(add(user.client, sku_id) for _ in range(10)))
        (item,) = (await user.client.get("/cart")).json()["items"]
        assert item["quantity"] == 10

    async def test_parallel_ones_keep_the_limit(
        self, as_user: AsUser, database: Database, configure: Configure
    ) -> None:
        configure("cart", max_quantity=5)
        user = await as_user()
        body = {"sku_id": (await spu(database)).sku_id, "quantity": 2}
        answers = await asyncio.gather(
            *(user.client.post("/cart/items", json=body, headers=new_key()) for _ in range(6))
        )
        assert sorted(answer.status_code for answer in answers) == [200] * 2 + [409] * 4
        (item,) = (await user.client.get("/cart")).json()["items"]
        assert item["quantity"] == 4

    async def test_too_many_pieces(self, as_user: AsUser, database: Database, configure: Configure) -> None:
        configure("cart", max_quantity=5)
        user = await as_user()
        body = {"sku_id": (await spu(database)).sku_id, "quantity": 6}
        answer = await user.client.post("/cart/items", json=body, headers=new_key())
        assert (answer.status_code, answer.json()["code"]) == (409, "QUANTITY_TOO_LARGE")
        assert answer.json()["details"] == {"max_quantity": 5}

    async def test_too_many_lines(self, as_user: AsUser, database: Database, configure: Configure) -> None:
        configure("cart", max_lines=2)
        user = await as_user()
        first, second, third = (await spu(database, specs={"规格": ["50g", "100g", "250g"]})).sku_ids
        await add(user.client, first)
        await add(user.client, second)
        answer = await user.client.post("/cart/items", json={"sku_id": third, "quantity": 1}, headers=new_key())
        assert (answer.status_code, answer.json()["code"]) == (409, "CART_FULL")
        assert len((await add(user.client, first))["items"]) == 2

    async def test_more_than_there_are(self, as_user: AsUser, database: Database, shelf: Shelf) -> None:
        user = await as_user()
        sku_id = (await spu(database)).sku_id
        shelf.pieces[sku_id] = 3
        await add(user.client, sku_id, 2)
        answer = await user.client.post("/cart/items", json={"sku_id": sku_id, "quantity": 2}, headers=new_key())
        assert (answer.status_code, answer.json()["code"]) == (409, "OUT_OF_STOCK")
        assert answer.json()["details"] == {"lines": [{"sku_id": sku_id, "available": 3}]}
        assert (await user.client.get("/cart")).json()["items"][0]["quantity"] == 2

    async def test_off_sale(self, as_user: AsUser, database: Database) -> None:
        user = await as_user()
        sku_id = (await spu(database, on_sale=False)).sku_id
        answer = await user.client.post("/cart/items", json={"sku_id": sku_id, "quantity": 1}, headers=new_key())
        assert (answer.status_code, answer.json()["code"]) == (409, "SKU_OFF_SALE")

    async def test_unknown(self, as_user: AsUser) -> None:
        user = await as_user()
        answer = await user.client.post("/cart/items", json={"sku_id": 7, "quantity": 1}, headers=new_key())
        assert (answer.status_code, answer.json()["code"]) == (404, "SKU_NOT_FOUND")

    @pytest.mark.parametrize("body", [{}, {"sku_id": 1, "quantity": 0}, {"sku_id": 2**31, "quantity": 1}])
    async def test_bad_input(self, as_user: AsUser, body: dict[str, int]) -> None:
        user = await as_user()
        assert (await user.client.post("/cart/items", json=body, headers=new_key())).status_code == 422


class TestChange:
    async def test_anonymous(self, client: httpx.AsyncClient) -> None:
        assert (await client.put("/cart/items/1", json={"quantity": 1})).status_code == 401

    async def test_quantity_and_selection(self, as_user: AsUser, database: Database) -> None:
        user = await as_user()
        item = (await add(user.client, (await spu(database, price_fen=6800)).sku_id))["items"][0]
        url = f"/cart/items/{item['id']}"
        cart = (await user.client.put(url, json={"quantity": 4})).json()
        assert (cart["items"][0]["quantity"], cart["selected_fen"]) == (4, 27200)
        cart = (await user.client.put(url, json={"selected": False})).json()
        assert (cart["items"][0]["quantity"], cart["selected_fen"]) == (4, 0)
        assert (await user.client.put(url, json={})).json() == cart

    async def test_somebody_elses(self, as_user: AsUser, database: Database) -> None:
        one, other = await as_user("小明"), await as_user("小红")
        item = (await add(one.client, (await spu(database)).sku_id))["items"][0]
        url = f"/cart/items/{item['id']}"
        for answer in (await other.client.put(url, json={"quantity": 9}), await other.client.delete(url)):
            assert (answer.status_code, answer.json()["code"]) == (404, "CART_ITEM_NOT_FOUND")
        assert (await one.client.get("/cart")).json()["items"] == [item]

    async def test_too_many_pieces(self, as_user: AsUser, configure: Configure) -> None:
        configure("cart", max_quantity=5)
        user = await as_user()
        answer = await user.client.put("/cart/items/1", json={"quantity": 6})
        assert (answer.status_code, answer.json()["code"]) == (409, "QUANTITY_TOO_LARGE")

    @pytest.mark.parametrize("body", [{"quantity": 0}, {"quantity": "many"}, {"sku_id": 3}])
    async def test_bad_input(self, as_user: AsUser, body: dict[str, Any]) -> None:
        user = await as_user()
        assert (await user.client.put("/cart/items/1", json=body)).status_code == 422


class TestRemove:
    async def test_anonymous(self, client: httpx.AsyncClient) -> None:
        assert (await client.delete("/cart/items/1")).status_code == 401

    async def test_valid(self, as_user: AsUser, database: Database) -> None:
        user = await as_user()
        item = (await add(user.client, (await spu(database)).sku_id))["items"][0]
        assert (await user.client.delete(f"/cart/items/{item['id']}")).json()["items"] == []
        assert (await user.client.delete(f"/cart/items/{item['id']}")).status_code == 404


class TestSelect:
    async def test_anonymous(self, client: httpx.AsyncClient) -> None:
        assert (await client.post("/cart/select", json={"selected": True})).status_code == 401

    async def test_all_and_none(self, as_user: AsUser, database: Database) -> None:
        one, other = await as_user("小明"), await as_user("小红")
        made = await spu(database, specs={"规格": ["50g", "100g"]})
        for sku_id in made.sku_ids:
            await add(one.client, sku_id)
        await add(other.client, made.sku_id)
        cart = (await one.client.post("/cart/select", json={"selected": False})).json()
        assert [item["selected"] for item in cart["items"]] == [False, False]
        cart = (await one.client.post("/cart/select", json={"selected": True})).json()
        assert (cart["selected_count"], cart["selected_fen"]) == (2, 13700)
        await one.client.post("/cart/select", json={"selected": False})
        assert (await other.client.get("/cart")).json()["selected_count"] == 1

    async def test_bad_input(self, as_user: AsUser) -> None:
        user = await as_user()
        assert (await user.client.post("/cart/select", json={})).status_code == 422
