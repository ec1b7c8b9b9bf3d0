"""Asking: what can be asked for, how much of it, and only once."""

import asyncio

import httpx

from app.core.context import SYSTEM
from app.core.database import Database
from app.modules.order import moves
from app.modules.order.api import advance
from tests.aftersale.conftest import Reduction
from tests.aftersale.factory import act, ask, asked, balances, bought, done, seen, wish
from tests.catalog.factory import spu
from tests.keys import new_key
from tests.order.factory import place
from tests.types import AsStaff, AsUser, Configure


class TestAsking:
    async def test_anonymous(self, client: httpx.AsyncClient) -> None:
        assert (await client.get("/aftersales")).status_code == 401
        assert (await client.post("/aftersales", json={}, headers=new_key())).status_code == 401

    async def test_part_of_an_order(self, as_user: AsUser, database: Database) -> None:
        person = await as_user(consents=("address",))
        tea = await spu(database, "西湖龙井", price_fen=6800, specs={"规格": ["50g", "100g"]})
        order = await bought(person, database, *tea.sku_ids, quantity=2, status="shipped")
        case = (await ask(person, order, "return_refund", 1)).json()
        assert (case["status"], case["kind"], case["reason_text"]) == ("applied", "return_refund", "不想要了")
        assert (case["asked_fen"], case["refund_fen"], case["due_at"]) == (6800, None, None)
        assert [(line["name"], line["quantity"]) for line in case["lines"]] == [("西湖龙井", 1)]
        assert case["order_no"] == order["order_no"]
        assert [row["status"] for row in case["history"]] == ["applied"]
        assert case["can"] == ["cancel"]
        assert (await person.client.get("/aftersales/counts")).json() == {"open": 1}

    async def test_a_second_time_on_the_same_line(self, as_user: AsUser, database: Database) -> None:
        person = await as_user(consents=("address",))
        order = await bought(person, database, (await spu(database)).sku_id, quantity=3, status="shipped")
        first = await asked(person, order, "return_refund", 1)
        again = await ask(person, order, "return_refund", 1)
        assert (again.status_code, again.json()["code"]) == (409, "AFTERSALE_OPEN")
        await person.client.post(f"/aftersales/{first}/cancel")
        assert (await ask(person, order, "return_refund", 1)).status_code == 201

    async def test_the_same_wish_again_is_one_case(self, as_user: AsUser, database: Database) -> None:
        person = await as_user(consents=("address",))
        order = await bought(person, database, (await spu(database)).sku_id, status="shipped")
        body, key = wish(order, "return_refund", 1), new_key()
        answers = await asyncio.gather(*(person.client.post("/aftersales", json=body, headers=key) for _ in range(4)))
        assert {answer.status_code for answer in answers} == {201}
        assert len({answer.json()["id"] for answer in answers}) == 1
        other = await person.client.post("/aftersales", json={**body, "kind": "exchange"}, headers=key)
        assert (other.status_code, other.json()["code"]) == (422, "IDEMPOTENCY_MISMATCH")

    async def test_more_than_was_bought(self, as_user: AsUser, as_staff: AsStaff, database: Database) -> None:
        person = await as_user(consents=("address",))
        order = await bought(person, database, (await spu(database)).sku_id, quantity=3, status="shipped")
        answer = await ask(person, order, "return_refund", 4)
        assert (answer.status_code, answer.json()["code"]) == (409, "QUANTITY_EXCEEDED")
        one = await asked(person, order, "refund_only", 2)
        await done(await as_staff("aftersale.*"), one, "agree")
        answer = await ask(person, order, "return_refund", 2)
        assert (answer.status_code, answer.json()["details"]["left"]) == (409, 1)
        assert await balances(database, order["id"]) == [(0, 2, 13600), (0, 0, 0)]

    async def test_one_line_that_fails_leaves_nothing_behind(self, as_user: AsUser, database: Database) -> None:
        person = await as_user(consents=("address",))
        tea = await spu(database, specs={"规格": ["50g", "100g"]})
        order = await bought(person, database, *tea.sku_ids, status="shipped")
        assert (await ask(person, order, "return_refund", 1, 2)).status_code == 409
        assert (await person.client.get("/aftersales")).json()["items"] == []
        assert (await ask(person, order, "return_refund", 1, 1)).status_code == 201

    async def test_lines_of_another_order(self, as_user: AsUser, database: Database) -> None:
        person = await as_user(consents=("address",))
        sku_id = (await spu(database)).sku_id
        one = await bought(person, database, sku_id, status="shipped")
        two = await bought(person, database, sku_id, status="shipped")
        answer = await ask(person, {**one, "line_ids": two["line_ids"]}, "return_refund", 1)
        assert (answer.status_code, answer.json()["code"]) == (404, "ORDER_LINE_NOT_FOUND")
        twice = {**one, "line_ids": one["line_ids"] * 2}
        assert (await ask(person, twice, "return_refund", 1, 1)).status_code == 422

    async def test_somebody_elses_order(self, as_user: AsUser, database: Database) -> None:
        order = await bought(await as_user(consents=("address",)), database, (await spu(database)).sku_id)
        other = await as_user("小红")
        assert (await ask(other, order, "refund_only", 1)).json()["code"] == "ORDER_NOT_FOUND"
        assert (await other.client.get(f"/aftersales/choices?order_id={order['id']}")).status_code == 404


class TestWhatAnOrderAllows:
    async def test_unpaid(self, as_user: AsUser, database: Database) -> None:
        person = await as_user(consents=("address",))
        order = await place(person, (await spu(database)).sku_id)
        choices = (await person.client.get(f"/aftersales/choices?order_id={order['id']}")).json()
        assert choices["kinds"] == []
        line_ids = [line["line_id"] for line in choices["lines"]]
        answer = await ask(person, {**order, "line_ids": line_ids}, "refund_only", 1)
        assert (answer.status_code, answer.json()["code"]) == (409, "AFTERSALE_NOT_FOR_ORDER")

    async def test_not_sent_yet(self, as_user: AsUser, database: Database) -> None:
        person = await as_user(consents=("address",))
        order = await bought(person, database, (await spu(database)).sku_id)
        choices = (await person.client.get(f"/aftersales/choices?order_id={order['id']}")).json()
        assert [kind["id"] for kind in choices["kinds"]] == ["refund_only"]
        answer = await ask(person, order, "return_refund", 1)
        assert answer.json()["details"] == {"status": "paid"}

    async def test_sent(self, as_user: AsUser, database: Database, configure: Configure) -> None:
        person = await as_user(consents=("address",))
        order = await bought(person, database, (await spu(database)).sku_id, quantity=2, status="shipped")
        path = f"/aftersales/choices?order_id={order['id']}"
        choices = (await person.client.get(path)).json()
        assert [kind["id"] for kind in choices["kinds"]] == ["refund_only", "return_refund", "exchange"]
        assert [(line["quantity"], line["left"]) for line in choices["lines"]] == [(2, 2)]
        configure("aftersale", exchange=False)
        choices = (await person.client.get(path)).json()
        assert [kind["id"] for kind in choices["kinds"]] == ["refund_only", "return_refund"]

    async def test_what_was_asked_before_is_told(self, as_user: AsUser, database: Database) -> None:
        person = await as_user(consents=("address",))
        order = await bought(person, database, (await spu(database)).sku_id, status="shipped")
        case = await asked(person, order, "return_refund", 1)
        choices = (await person.client.get(f"/aftersales/choices?order_id={order['id']}")).json()
        assert [one["id"] for one in choices["cases"]] == [case]
        assert (choices["kinds"], choices["lines"][0]["left"]) == ([], 0)


class TestQuote:
    async def test_the_same_as_is_then_promised(
        self, as_user: AsUser, database: Database, reduction: Reduction
    ) -> None:
        reduction.off_fen, reduction.freight_fen = 100, 800
        person = await as_user(consents=("address",))
        order = await bought(person, database, (await spu(database, price_fen=3400)).sku_id, quantity=3)
        body = wish(order, "refund_only", 1)
        told = (await person.client.post("/aftersales/quote", json=body)).json()
        assert told == {"refund_fen": 3367, "freight_fen": 0}
        everything = (await person.client.post("/aftersales/quote", json=wish(order, "refund_only", 3))).json()
        assert everything == {"refund_fen": 3 * 3400 - 100 + 800, "freight_fen": 800}
        case = (await person.client.post("/aftersales", json=body, headers=new_key())).json()
        assert case["asked_fen"] == 3367

    async def test_an_exchange_costs_nothing(self, as_user: AsUser, database: Database) -> None:
        person = await as_user(consents=("address",))
        order = await bought(person, database, (await spu(database)).sku_id, status="shipped")
        told = (await person.client.post("/aftersales/quote", json=wish(order, "exchange", 1))).json()
        assert told == {"refund_fen": 0, "freight_fen": 0}


class TestReading:
    async def test_nobody_sees_anothers_case(self, as_user: AsUser, database: Database) -> None:
        person = await as_user(consents=("address",))
        order = await bought(person, database, (await spu(database)).sku_id)
        case = await asked(person, order, "refund_only", 1)
        other = (await as_user("小红")).client
        assert (await other.get("/aftersales")).json()["items"] == []
        assert (await other.get(f"/aftersales/{case}")).status_code == 404
        for action in ("cancel", "confirm"):
            assert (await other.post(f"/aftersales/{case}/{action}")).status_code == 404
        waybill = {"courier": "顺丰", "tracking_no": "SF12345"}
        assert (await other.post(f"/aftersales/{case}/send-back", json=waybill)).status_code == 404

    async def test_pages_newest_first_and_by_order(self, as_user: AsUser, database: Database) -> None:
        person = await as_user(consents=("address",))
        sku_id = (await spu(database)).sku_id
        orders = [await bought(person, database, sku_id) for _ in range(3)]
        cases = [await asked(person, order, "refund_only", 1) for order in orders]
        first = (await person.client.get("/aftersales?limit=2")).json()
        rest = (await person.client.get(f"/aftersales?limit=2&cursor={first['next_cursor']}")).json()
        assert [row["id"] for row in first["items"] + rest["items"]] == cases[::-1]
        of_one = (await person.client.get(f"/aftersales?order_id={orders[0]['id']}")).json()
        assert [row["id"] for row in of_one["items"]] == cases[:1]


class TestCancel:
    async def test_then_asked_again(self, as_user: AsUser, database: Database) -> None:
        person = await as_user(consents=("address",))
        order = await bought(person, database, (await spu(database)).sku_id)
        case = await asked(person, order, "refund_only", 1)
        canceled = (await person.client.post(f"/aftersales/{case}/cancel")).json()
        assert (canceled["status"], canceled["can"]) == ("canceled", [])
        assert canceled["finished_at"]
        again = await person.client.post(f"/aftersales/{case}/cancel")
        assert (again.status_code, again.json()["code"]) == (409, "AFTERSALE_MOVED")
        assert (await ask(person, order, "refund_only", 1)).status_code == 201

    async def test_staff_were_faster(self, as_user: AsUser, as_staff: AsStaff, database: Database) -> None:
        person = await as_user(consents=("address",))
        order = await bought(person, database, (await spu(database)).sku_id)
        case = await asked(person, order, "refund_only", 1)
        clerk = await as_staff("aftersale.*")
        assert (await act(clerk, case, "agree")).status_code == 200
        answer = await person.client.post(f"/aftersales/{case}/cancel")
        assert (answer.status_code, answer.json()["details"]) == (409, {"status": "refunding"})
        assert (await seen(person, case))["status"] == "refunding"


async def test_what_waits_for_its_group_is_not_given_back(as_user: AsUser, database: Database) -> None:
    person = await as_user(consents=("address",))
    order = await bought(person, database, (await spu(database)).sku_id)
    async with database.begin() as session:
        assert await advance(session, order["id"], "pending_group", SYSTEM)
    assert (await ask(person, order, "refund_only", 1)).json()["code"] == "AFTERSALE_NOT_FOR_ORDER"
    async with database.begin() as session:
        assert await moves.let_go(session, order["id"], SYSTEM)
    assert (await ask(person, order, "refund_only", 1)).status_code == 201
