"""Choosing a store at the checkout."""

from typing import Any

import pytest

from app.core.database import Database
from tests.catalog.factory import spu
from tests.keys import new_key
from tests.multi_store.shops import SHANGHAI, WULIN, store
from tests.order.factory import address
from tests.store_pickup.counter import ordered
from tests.types import AsUser, Configure, Person

AT_WULIN = {"latitude": 30.2750, "longitude": 120.1640}


async def preview(person: Person, sku_id: int, **more: Any) -> dict[str, Any]:  # noqa: ANN401  # JSON
    body = {"items": [{"sku_id": sku_id, "quantity": 1}], **more}
    shown: dict[str, Any] = (await person.client.post("/orders/preview", json=body)).raise_for_status().json()
    return shown


async def test_stores_are_offered_the_nearest_first(as_user: AsUser, database: Database, configure: Configure) -> None:
    for fields in (SHANGHAI, {}, WULIN, {"code": "OLD", "name": "老店", "active": False}):
        await store(database, **fields)
    person, sku_id = await as_user(), (await spu(database)).sku_id
    assert [one["name"] for one in (await preview(person, sku_id))["offers"]["pickup"]] == [
        "静安店",
        "西湖店",
        "武林店",
    ]
    shown = await preview(person, sku_id, inputs={"pickup": AT_WULIN})
    assert [one["name"] for one in shown["offers"]["pickup"]] == ["武林店", "西湖店", "静安店"]
    assert shown["offers"]["pickup"][0]["distance_m"] < 200
    assert shown["address_required"] is True
    configure("store_pickup", offered=1)
    assert len((await preview(person, sku_id))["offers"]["pickup"]) == 1


async def test_needs_no_address_and_costs_no_freight(as_user: AsUser, database: Database) -> None:
    store_id = await store(database)
    person, sku_id = await as_user(consents=("address",)), (await spu(database)).sku_id
    sent_to = await address(person)
    chosen = {"pickup": {"store_id": store_id}}
    shown = await preview(person, sku_id, address_id=sent_to, inputs=chosen)
    assert (shown["address_required"], shown["freight_fen"]) == (False, 0)
    body = {"items": [{"sku_id": sku_id, "quantity": 1}], "inputs": chosen, "address_id": sent_to}
    body["expected_payable_fen"] = shown["payable_fen"]
    order = (await person.client.post("/orders", json=body, headers=new_key())).raise_for_status().json()
    assert (order["address"], order["freight_fen"]) == (None, 0)


async def test_closed_meanwhile(as_user: AsUser, database: Database) -> None:
    closed = await store(database, active=False)
    person, sku_id = await as_user(), (await spu(database)).sku_id
    for store_id in (closed, 99):
        shown = await preview(person, sku_id, inputs={"pickup": {"store_id": store_id}})
        assert [problem["code"] for problem in shown["problems"]] == ["STORE_CLOSED"]
        assert shown["address_required"] is True


@pytest.mark.parametrize("choice", ["here", {"store_id": "x"}, {"store": 1}, {"latitude": 91, "longitude": 0}])
async def test_no_such_choice(as_user: AsUser, database: Database, choice: object) -> None:
    body = {"items": [{"sku_id": (await spu(database)).sku_id, "quantity": 1}], "inputs": {"pickup": choice}}
    answer = await (await as_user()).client.post("/orders/preview", json=body)
    assert (answer.status_code, answer.json()["code"]) == (422, "PICKUP_CHOICE_INVALID")


async def test_before_it_is_paid_there_is_no_code(as_user: AsUser, database: Database) -> None:
    order = await ordered(as_user, database, await store(database))
    seen = await order.seen()
    assert (seen["status"], seen["code"], seen["qr"], seen["store"]["name"]) == ("reserved", None, None, "西湖店")
    (await order.customer.client.post(f"/orders/{order.id}/cancel", json={})).raise_for_status()
    assert (await order.seen())["status"] == "canceled"
