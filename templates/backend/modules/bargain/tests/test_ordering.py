"""Buying at the price that a bargain has got to: once."""

import asyncio
from typing import Any

import pytest

from app.contracts.payment import PAYMENT, NobodyCollects
from app.contracts.pricing import ACTIVITIES
from app.core.context import SYSTEM
from app.core.database import Database
from app.modules.bargain.step import BargainStep
from app.modules.order import moves
from tests.bargain.factory import (
    FLOOR_FEN,
    USUAL_FEN,
    activity,
    order,
    record,
    start,
    taken,
    to_the_floor,
    try_help,
    try_order,
)
from tests.catalog.factory import spu
from tests.types import AsUser, Configure, DrainJobs, Hand, Person


@pytest.fixture(autouse=True)
def nobody_collects(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(PAYMENT, "one", lambda _default: NobodyCollects())


@pytest.fixture
async def tea(database: Database) -> int:
    sku_id = (await spu(database, price_fen=USUAL_FEN)).sku_id
    await activity(database, sku_id)
    return sku_id


@pytest.fixture
async def customer(as_user: AsUser) -> Person:
    return await as_user(consents=("address",))


async def preview(person: Person, sku_id: int, inputs: dict[str, Any], quantity: int = 1) -> tuple[int, Any]:
    """Status, and the price or the code of the refusal."""
    wanted = {"items": [{"sku_id": sku_id, "quantity": quantity}], "inputs": inputs}
    answer = await person.client.post("/orders/preview", json=wanted)
    return answer.status_code, answer.json().get("payable_fen", answer.json().get("code"))


def wish(sku_id: int, code: str) -> dict[str, Any]:
    return {"bargain": {"sku_id": sku_id, "record": code}}


async def test_at_the_floor(customer: Person, as_user: AsUser, tea: int, database: Database) -> None:
    code = await start(customer)
    assert await preview(customer, tea, wish(tea, code)) == (409, "BARGAIN_NOT_YET")
    await to_the_floor(as_user, code)
    assert await preview(customer, tea, wish(tea, code)) == (200, FLOOR_FEN)
    assert await preview(customer, tea, {}) == (200, USUAL_FEN)
    assert (await customer.client.get(f"/bargains/{code}")).json()["buyable"]
    placed = await order(customer, tea, code)
    assert ((await record(database, code)).order_id, await taken(database)) == (placed, 1)


async def test_refused(customer: Person, as_user: AsUser, tea: int, monkeypatch: pytest.MonkeyPatch) -> None:
    code = await start(customer)
    await to_the_floor(as_user, code)
    other = await as_user("小红")
    assert await preview(other, tea, wish(tea, code)) == (404, "BARGAIN_NOT_FOUND")
    assert await preview(customer, tea, wish(tea, "nothing")) == (404, "BARGAIN_NOT_FOUND")
    assert await preview(customer, tea, wish(tea, code), quantity=2) == (422, "BARGAIN_ALONE")
    assert await preview(customer, tea, wish(99, code)) == (422, "BARGAIN_ALONE")
    for nonsense in (7, "x", {}, {"sku_id": tea}, {"sku_id": True, "record": code}):
        assert await preview(customer, tea, {"bargain": nonsense}) == (422, "BARGAIN_INVALID")
    monkeypatch.setattr(ACTIVITIES, "_rows", [(100, name, name) for name in ("bargain", "another")])
    both = wish(tea, code) | {"another": {"sku_id": tea}}
    assert await preview(customer, tea, both) == (422, "ACTIVITY_CONFLICT")


async def test_any_time_where_the_shop_says_so(
    customer: Person, as_user: AsUser, tea: int, database: Database, configure: Configure
) -> None:
    configure("bargain", buy_at="any", helps_per_day=100)
    code = await start(customer)
    await try_help(await as_user("小红"), code)
    price_fen = (await record(database, code)).price_fen
    assert FLOOR_FEN < price_fen < USUAL_FEN
    placed = await try_order(customer, tea, code)
    assert placed.status_code == 201
    refused = await try_help(await as_user("小刚"), code)
    assert (refused.status_code, refused.json()["code"]) == (409, "BARGAIN_OVER")


async def test_one_order_even_in_parallel(customer: Person, as_user: AsUser, tea: int, database: Database) -> None:
    code = await start(customer)
    await to_the_floor(as_user, code)
    answers = await asyncio.gather(*(try_order(customer, tea, code) for _ in range(4)))
    assert sorted(answer.status_code for answer in answers) == [201, 409, 409, 409]
    assert {answer.json()["code"] for answer in answers if answer.status_code == 409} == {"BARGAIN_OVER"}
    assert await taken(database) == 1


async def test_a_cancelled_order_gives_it_back_once(
    customer: Person, as_user: AsUser, tea: int, database: Database
) -> None:
    code = await start(customer)
    await to_the_floor(as_user, code)
    placed = await order(customer, tea, code)
    for _ in range(2):
        (await customer.client.post(f"/orders/{placed}/cancel", json={})).raise_for_status()
        async with database.begin() as session:
            await BargainStep().release(session, placed)
    row = await record(database, code)
    assert (row.status, row.order_id, await taken(database)) == ("success", None, 0)
    await order(customer, tea, code)


async def test_an_order_that_outlives_the_bargain(  # noqa: PLR0917  # fixtures
    customer: Person, as_user: AsUser, tea: int, database: Database, clock_hand: Hand, drain_jobs: DrainJobs
) -> None:
    """Time runs out while an order holds it: it is kept for that order, and ends with it."""
    code = await start(customer)
    await to_the_floor(as_user, code)
    clock_hand.advance(hours=23, minutes=50)
    placed = await order(customer, tea, code)
    clock_hand.advance(minutes=11)
    await drain_jobs()
    assert (await record(database, code)).status == "success"
    (await customer.client.post(f"/orders/{placed}/cancel", json={})).raise_for_status()
    assert (await record(database, code)).status == "failed"


async def test_bought_and_refunded(
    customer: Person, as_user: AsUser, tea: int, database: Database, drain_jobs: DrainJobs
) -> None:
    code = await start(customer)
    await to_the_floor(as_user, code)
    placed = await order(customer, tea, code)
    async with database.begin() as session:
        assert await moves.pay(session, placed, SYSTEM)
    await drain_jobs()
    assert (await record(database, code)).status == "bought"
    async with database.begin() as session:
        assert await moves.cancel_paid(session, placed, SYSTEM, "staff")
    row = await record(database, code)
    assert (row.status, row.order_id, await taken(database)) == ("failed", None, 0)


async def test_the_last_piece(as_user: AsUser, database: Database) -> None:
    sku_id = (await spu(database, "碧螺春", price_fen=USUAL_FEN)).sku_id
    activity_id = await activity(database, sku_id, stock=1, helps=1)
    people = [await as_user(name, consents=("address",)) for name in ("小明", "小红")]
    codes = [await start(person, activity_id) for person in people]
    for code in codes:
        await to_the_floor(as_user, code, 1)
    answers = await asyncio.gather(
        *(try_order(person, sku_id, code) for person, code in zip(people, codes, strict=True))
    )
    assert sorted(answer.status_code for answer in answers) == [201, 409]
    assert {answer.json()["code"] for answer in answers if answer.status_code == 409} == {"BARGAIN_SOLD_OUT"}
    late = await as_user("小刚")
    refused = await late.client.post(
        "/bargains", json={"activity_id": activity_id}, headers={"Idempotency-Key": "x" * 8}
    )
    assert refused.json()["code"] == "BARGAIN_SOLD_OUT"
