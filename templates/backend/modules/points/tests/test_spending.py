"""Paying with points."""

import asyncio
from typing import Any

import pytest

from app.core.database import Database
from tests.catalog.factory import spu
from tests.keys import new_key
from tests.order.factory import place, wish
from tests.points.book import balance, check_books, entries, give, usable
from tests.types import AsUser, Configure, Hand, Person


async def preview(person: Person, *sku_ids: int, points: object = None) -> dict[str, Any]:
    items = [{"sku_id": sku_id, "quantity": 1} for sku_id in sku_ids]
    body = {"items": items, "inputs": {} if points is None else {"points": points}}
    answer: dict[str, Any] = (await person.client.post("/orders/preview", json=body)).raise_for_status().json()
    return answer


async def pay_with(person: Person, sku_id: int, points: int) -> dict[str, Any]:
    costs = (await preview(person, sku_id, points=points))["payable_fen"]
    return await place(person, sku_id, inputs={"points": points}, expected_payable_fen=costs)


def points_fen(lines: list[dict[str, Any]]) -> list[int]:
    return [sum(-a["amount_fen"] for a in line["adjustments"] if a["step"] == "points") for line in lines]


async def test_offered(as_user: AsUser, database: Database) -> None:
    person = await as_user()
    sku_id = (await spu(database, price_fen=2000)).sku_id
    assert (await preview(person, sku_id))["offers"]["points"] == {"balance": 0, "usable": 0, "usable_fen": 0}
    await give(database, person, 65)
    assert (await preview(person, sku_id))["offers"]["points"] == {"balance": 65, "usable": 65, "usable_fen": 650}
    await give(database, person, 100)
    assert (await preview(person, sku_id))["offers"]["points"] == {"balance": 165, "usable": 100, "usable_fen": 1000}


async def test_share_of_the_order(as_user: AsUser, database: Database, configure: Configure) -> None:
    configure("points", redeem_max_percent=0)
    person = await as_user()
    await give(database, person, 100)
    sku_id = (await spu(database, price_fen=2000)).sku_id
    assert (await preview(person, sku_id))["offers"]["points"]["usable"] == 0
    [problem] = (await preview(person, sku_id, points=1))["problems"]
    assert problem["code"] == "POINTS_LIMIT"


@pytest.mark.parametrize(
    ("points", "code"),
    [
        (101, "POINTS_LIMIT"),
        (201, "POINTS_SHORT"),
        (-1, "POINTS_INVALID"),
        ("50", "POINTS_INVALID"),
        (True, "POINTS_INVALID"),
        (1.5, "POINTS_INVALID"),
        ([50], "POINTS_INVALID"),
        ({"value": 50}, "POINTS_INVALID"),
        (10**30, "POINTS_SHORT"),
    ],
)
async def test_refused(as_user: AsUser, database: Database, points: object, code: str) -> None:
    person = await as_user(consents=("address",))
    await give(database, person, 200)
    sku_id = (await spu(database, price_fen=2000)).sku_id
    shown = await preview(person, sku_id, points=points)
    assert [problem["code"] for problem in shown["problems"]] == [code]
    assert points_fen(shown["lines"]) == [0]
    body = await wish(person, sku_id, inputs={"points": points})
    answer = await person.client.post("/orders", json=body, headers=new_key())
    assert (answer.status_code, answer.json()["code"]) == (422, "ORDER_PROBLEM")
    assert await balance(database, person) == 200


async def test_divided_over_the_lines_to_the_fen(as_user: AsUser, database: Database) -> None:
    person = await as_user()
    await give(database, person, 100)
    made = await spu(database, price_fen=333, specs={"规格": ["50g", "100g", "250g"]})
    shown = await preview(person, *made.sku_ids, points=37)
    parts = points_fen(shown["lines"])
    assert sum(parts) == 370
    weights = [line["unit_fen"] for line in shown["lines"]]
    assert all(abs(part - 370 * weight / sum(weights)) < 1 for part, weight in zip(parts, weights, strict=True))


async def test_no_point_is_spent_on_less_than_a_fen(as_user: AsUser, database: Database, configure: Configure) -> None:
    configure("points", redeem_per_yuan=300)
    person = await as_user(consents=("address",))
    await give(database, person, 100)
    sku_id = (await spu(database, price_fen=2000)).sku_id
    assert (await preview(person, sku_id))["offers"]["points"] == {"balance": 100, "usable": 99, "usable_fen": 33}
    assert points_fen((await preview(person, sku_id, points=2))["lines"]) == [0]
    order = await pay_with(person, sku_id, 2)
    assert (points_fen(order["lines"]), await balance(database, person)) == ([0], 100)
    order = await pay_with(person, sku_id, 11)
    assert (points_fen(order["lines"]), await balance(database, person)) == ([3], 91)


async def test_locked_with_the_order_and_given_back_once(as_user: AsUser, database: Database) -> None:
    person = await as_user(consents=("address",))
    await give(database, person, 100)
    order = await pay_with(person, (await spu(database)).sku_id, 80)
    assert points_fen(order["lines"]) == [800]
    assert await usable(database, person) == 20
    for _ in range(2):
        (await person.client.post(f"/orders/{order['id']}/cancel", json={})).raise_for_status()
        assert await usable(database, person) == 100
    assert await entries(database, person) == [("adjusted", 100), ("spent", -80), ("returned", 80)]
    await check_books(database)


async def test_repeated_is_spent_once(as_user: AsUser, database: Database) -> None:
    person = await as_user(consents=("address",))
    await give(database, person, 100)
    sku_id = (await spu(database)).sku_id
    costs = (await preview(person, sku_id, points=30))["payable_fen"]
    body = await wish(person, sku_id, inputs={"points": 30}, expected_payable_fen=costs)
    key = new_key()
    answers = await asyncio.gather(*(person.client.post("/orders", json=body, headers=key) for _ in range(3)))
    assert {answer.status_code for answer in answers} == {201}
    assert await balance(database, person) == 70


async def test_two_orders_for_the_same_points(as_user: AsUser, database: Database) -> None:
    person = await as_user(consents=("address",))
    await give(database, person, 100)
    sku_id = (await spu(database)).sku_id
    costs = (await preview(person, sku_id, points=80))["payable_fen"]
    body = await wish(person, sku_id, inputs={"points": 80}, expected_payable_fen=costs)
    posts = (person.client.post("/orders", json=body, headers=new_key()) for _ in range(2))
    answers = await asyncio.gather(*posts)
    assert sorted(answer.status_code for answer in answers) == [201, 409]
    refused = next(answer for answer in answers if answer.status_code == 409)
    assert refused.json()["code"] in {"PRICE_CHANGED", "POINTS_SHORT"}
    assert await balance(database, person) == 20
    await check_books(database)


async def test_what_expires_first_is_spent_first(as_user: AsUser, database: Database, clock_hand: Hand) -> None:
    person = await as_user(consents=("address",))
    await give(database, person, 40)
    clock_hand.advance(days=100)
    person = await as_user()
    await give(database, person, 40)
    await pay_with(person, (await spu(database)).sku_id, 50)
    clock_hand.advance(days=300)
    assert await usable(database, person) == 30


async def test_expired_points_pay_for_nothing(as_user: AsUser, database: Database, clock_hand: Hand) -> None:
    person = await as_user(consents=("address",))
    await give(database, person, 100)
    clock_hand.advance(days=367)
    person = await as_user()
    await give(database, person, 10)
    sku_id = (await spu(database)).sku_id
    assert [p["code"] for p in (await preview(person, sku_id, points=11))["problems"]] == ["POINTS_SHORT"]
    await pay_with(person, sku_id, 10)
    assert await entries(database, person) == [("adjusted", 100), ("adjusted", 10), ("expired", -100), ("spent", -10)]
    await check_books(database)
