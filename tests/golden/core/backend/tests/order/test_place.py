"""Placing orders, reading them, cancelling them."""

import asyncio

import httpx

from app.core.context import SYSTEM
from app.core.database import Database
from app.modules.catalog import editing
from app.modules.catalog.schemas import PriceIn
from tests.catalog.factory import spu
from tests.keys import new_key
from tests.order.factory import ADDRESS, place, wish
from tests.types import AsUser, Configure


class TestPlace:
    async def test_anonymous(self, client: httpx.AsyncClient) -> None:
        assert (await client.post("/orders", json={}, headers=new_key())).status_code == 401

    async def test_keeps_what_was_bought(self, as_user: AsUser, database: Database) -> None:
        person = await as_user(consents=("address",))
        tea = await spu(database, "西湖龙井", specs={"规格": ["50g"]})
        order = await place(person, tea.sku_id, quantity=2)
        assert order["status"] == "pending_payment"
        assert order["address"]["phone"] == ADDRESS["phone"]
        assert order["address"]["text"] == "浙江省杭州市西湖区文一路1号2幢"
        assert order["lines"][0]["name"] == "西湖龙井"
        assert order["payable_fen"] == 13600
        assert order["refund_status"] == "none"
        assert [row["status"] for row in order["history"]] == ["pending_payment"]

    async def test_repeated_is_one_order(self, as_user: AsUser, database: Database) -> None:
        person = await as_user(consents=("address",))
        body = await wish(person, (await spu(database)).sku_id)
        key = new_key()
        answers = await asyncio.gather(*(person.client.post("/orders", json=body, headers=key) for _ in range(4)))
        assert {answer.status_code for answer in answers} == {201}
        assert len({answer.json()["id"] for answer in answers}) == 1
        assert len((await person.client.get("/orders")).json()["items"]) == 1

    async def test_same_key_other_wish(self, as_user: AsUser, database: Database) -> None:
        person = await as_user(consents=("address",))
        body = await wish(person, (await spu(database)).sku_id)
        key = new_key()
        (await person.client.post("/orders", json=body, headers=key)).raise_for_status()
        answer = await person.client.post("/orders", json={**body, "remark": "快一点"}, headers=key)
        assert (answer.status_code, answer.json()["code"]) == (422, "IDEMPOTENCY_MISMATCH")

    async def test_needs_a_key(self, as_user: AsUser, database: Database) -> None:
        person = await as_user(consents=("address",))
        body = await wish(person, (await spu(database)).sku_id)
        assert (await person.client.post("/orders", json=body)).status_code == 422

    async def test_never_charges_another_price(self, as_user: AsUser, database: Database) -> None:
        person = await as_user(consents=("address",))
        tea = await spu(database, price_fen=6800)
        body = await wish(person, tea.sku_id)
        async with database.begin() as session:
            await editing.reprice(session, SYSTEM, tea.sku_id, PriceIn(price_fen=7000))
        answer = await person.client.post("/orders", json=body, headers=new_key())
        assert (answer.status_code, answer.json()["code"]) == (409, "PRICE_CHANGED")
        assert answer.json()["details"] == {"payable_fen": 7000}

    async def test_somebody_elses_address(self, as_user: AsUser, database: Database) -> None:
        sku_id = (await spu(database)).sku_id
        other = await wish(await as_user("小红", consents=("address",)), sku_id)
        person = await as_user(consents=("address",))
        answer = await person.client.post("/orders", json=other, headers=new_key())
        assert (answer.status_code, answer.json()["code"]) == (422, "ADDRESS_REQUIRED")

    async def test_address_may_be_optional(self, as_user: AsUser, database: Database, configure: Configure) -> None:
        configure("order", address="optional")
        person = await as_user(consents=("address",))
        body = await wish(person, (await spu(database)).sku_id, address_id=None)
        order = (await person.client.post("/orders", json=body, headers=new_key())).raise_for_status().json()
        assert order["address"] is None

    async def test_open_orders_are_limited_even_in_parallel(
        self, as_user: AsUser, database: Database, configure: Configure
    ) -> None:
        configure("order", max_open_orders=2)
        person = await as_user(consents=("address",))
        body = await wish(person, (await spu(database)).sku_id)
        posts = (person.client.post("/orders", json=body, headers=new_key()) for _ in range(5))
        answers = await asyncio.gather(*posts)
        assert sorted(answer.status_code for answer in answers) == [201, 201, 409, 409, 409]
        first = next(answer.json()["id"] for answer in answers if answer.status_code == 201)
        (await person.client.post(f"/orders/{first}/cancel", json={})).raise_for_status()
        assert (await person.client.post("/orders", json=body, headers=new_key())).status_code == 201


class TestReading:
    async def test_nobody_sees_anothers_order(self, as_user: AsUser, database: Database) -> None:
        order = await place(await as_user(consents=("address",)), (await spu(database)).sku_id)
        other = (await as_user("小红")).client
        assert (await other.get(f"/orders/{order['id']}")).status_code == 404
        assert (await other.post(f"/orders/{order['id']}/cancel", json={})).status_code == 404
        assert (await other.get("/orders")).json()["items"] == []

    async def test_a_number_larger_than_any_order(self, as_user: AsUser) -> None:
        client = (await as_user()).client
        for path in (f"/orders/{2**31}", f"/orders/{2**63}"):
            assert (await client.get(path)).status_code == 422

    async def test_pages_newest_first(self, as_user: AsUser, database: Database) -> None:
        person = await as_user(consents=("address",))
        sku_id = (await spu(database)).sku_id
        placed = [(await place(person, sku_id))["id"] for _ in range(3)]
        first = (await person.client.get("/orders?limit=2")).json()
        rest = (await person.client.get(f"/orders?limit=2&cursor={first['next_cursor']}")).json()
        assert [row["id"] for row in first["items"] + rest["items"]] == placed[::-1]
        assert rest["next_cursor"] is None

    async def test_counts(self, as_user: AsUser, database: Database) -> None:
        person = await as_user(consents=("address",))
        sku_id = (await spu(database)).sku_id
        await place(person, sku_id)
        canceled = await place(person, sku_id)
        await person.client.post(f"/orders/{canceled['id']}/cancel", json={})
        counts = (await person.client.get("/orders/counts")).json()
        assert counts == {"pending_payment": 1, "paid": 0, "completed": 0, "canceled": 1}
        listed = (await person.client.get("/orders?status=canceled")).json()["items"]
        assert [row["id"] for row in listed] == [canceled["id"]]


class TestCancel:
    async def test_by_the_customer(self, as_user: AsUser, database: Database) -> None:
        person = await as_user(consents=("address",))
        order = await place(person, (await spu(database)).sku_id)
        answer = await person.client.post(f"/orders/{order['id']}/cancel", json={"reason": "不想要了"})
        body = answer.raise_for_status().json()
        assert (body["status"], body["cancel_reason"], body["can"]) == ("canceled", "user", [])
        assert body["history"][-1]["note"] == "不想要了"

    async def test_repeated_is_the_same(self, as_user: AsUser, database: Database) -> None:
        person = await as_user(consents=("address",))
        order = await place(person, (await spu(database)).sku_id)
        for _ in range(2):
            body = (await person.client.post(f"/orders/{order['id']}/cancel", json={})).raise_for_status().json()
        assert [row["status"] for row in body["history"]] == ["pending_payment", "canceled"]


class TestPersonalData:
    async def test_export_holds_the_orders(self, as_user: AsUser, database: Database) -> None:
        person = await as_user(consents=("address",))
        order = await place(person, (await spu(database)).sku_id)
        copy = (await person.client.get("/me/export")).json()
        assert copy["orders"][0]["order_no"] == order["order_no"]
        assert copy["orders"][0]["address"]["phone"] == ADDRESS["phone"]

    async def test_an_open_order_keeps_the_account(self, as_user: AsUser, database: Database) -> None:
        person = await as_user(consents=("address",))
        order = await place(person, (await spu(database)).sku_id)
        refused = await person.client.delete("/me")
        assert (refused.status_code, refused.json()["code"]) == (409, "ACCOUNT_IN_USE")
        await person.client.post(f"/orders/{order['id']}/cancel", json={})
        assert (await person.client.delete("/me")).status_code == 204
