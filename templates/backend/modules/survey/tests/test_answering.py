"""Who may answer, and that an order is answered once."""

import asyncio

import httpx
import sqlalchemy as sa

from app.core.database import Database
from app.modules.survey.models import Answer, Ticket
from tests.catalog.factory import spu
from tests.keys import new_key
from tests.order.factory import place
from tests.survey.completed import answered, completed, post
from tests.types import AsUser, Configure, Hand


async def test_anonymous(client: httpx.AsyncClient) -> None:
    assert (await client.get("/orders/1/survey")).status_code == 401
    assert (await client.post("/orders/1/survey", json={"score": 9}, headers=new_key())).status_code == 401


async def test_only_what_was_completed(as_user: AsUser, database: Database) -> None:
    person = await as_user(consents=("address",))
    order = await place(person, (await spu(database)).sku_id)
    told = (await person.client.get(f"/orders/{order['id']}/survey")).json()
    assert told == {"question": "您愿意推荐本店吗？", "open": False, "until": None, "answer": None}
    answer = await post(person, order["id"], 9)
    assert (answer.status_code, answer.json()["code"]) == (409, "SURVEY_CLOSED")


async def test_only_by_the_buyer(as_user: AsUser, database: Database) -> None:
    order_id = await completed(database, await as_user(consents=("address",)))
    other = await as_user("小红")
    for number in (order_id, 99999):
        assert (await post(other, number, 9)).status_code == 404
        assert (await other.client.get(f"/orders/{number}/survey")).status_code == 404


async def test_only_within_the_time(
    as_user: AsUser, database: Database, configure: Configure, clock_hand: Hand
) -> None:
    configure("survey", window="7d", low_score=6, question="您愿意推荐本店吗？")
    person = await as_user(consents=("address",))
    order_id = await completed(database, person)
    clock_hand.advance(days=6, hours=23)
    assert "survey" in (await person.client.get(f"/orders/{order_id}")).json()["can"]
    assert (await person.client.get(f"/orders/{order_id}/survey")).json()["open"] is True
    clock_hand.advance(hours=1)
    assert "survey" not in (await person.client.get(f"/orders/{order_id}")).json()["can"]
    assert (await person.client.get(f"/orders/{order_id}/survey")).json()["open"] is False
    assert (await post(person, order_id, 9)).json()["code"] == "SURVEY_CLOSED"


async def test_an_order_offers_it_until_it_is_answered(as_user: AsUser, database: Database) -> None:
    person = await as_user(consents=("address",))
    first, second = await completed(database, person), await completed(database, person)
    told = (await post(person, first, 9, " 很好 ")).raise_for_status().json()
    assert (told["open"], told["answer"]["score"], told["answer"]["text"]) == (False, 9, "很好")
    assert (await person.client.get(f"/orders/{first}/survey")).json() == told
    listed = (await person.client.get("/orders?status=completed")).json()["items"]
    assert {order["id"]: "survey" in order["can"] for order in listed} == {first: False, second: True}


async def test_a_score_is_from_0_to_10(as_user: AsUser, database: Database) -> None:
    person = await as_user(consents=("address",))
    order_id = await completed(database, person)
    for score, text in ((-1, ""), (11, ""), (5, "好" * 501)):
        assert (await post(person, order_id, score, text)).status_code == 422
    assert (await post(person, order_id, 0)).status_code == 201


async def test_repeated_is_one_answer(as_user: AsUser, database: Database) -> None:
    person = await as_user(consents=("address",))
    path, key = f"/orders/{await completed(database, person)}/survey", new_key()
    answers = await asyncio.gather(*(person.client.post(path, json={"score": 3}, headers=key) for _ in range(4)))
    assert {answer.status_code for answer in answers} == {201}
    assert len({answer.json()["answer"]["id"] for answer in answers}) == 1
    again = await person.client.post(path, json={"score": 4}, headers=key)
    assert (again.status_code, again.json()["code"]) == (422, "IDEMPOTENCY_MISMATCH")
    other = await person.client.post(path, json={"score": 4}, headers=new_key())
    assert (other.status_code, other.json()["code"]) == (409, "SURVEY_ANSWERED")
    async with database.read() as session:
        assert await session.scalar(sa.select(sa.func.count()).select_from(Ticket)) == 1


async def test_copied_and_forgotten_with_the_account(as_user: AsUser, database: Database) -> None:
    person, other = await as_user(consents=("address",)), await as_user("小红", consents=("address",))
    await answered(database, person, 2, "茶叶碎了")
    await answered(database, person, 10)
    kept = await answered(database, other, 1)
    copy = (await person.client.get("/me/export")).json()["survey"]
    assert [(row["score"], row["text"], row["follow_up"]) for row in copy] == [
        (2, "茶叶碎了", {"status": "open", "note": ""}),
        (10, "", None),
    ]
    assert (await person.client.delete("/me")).status_code == 204
    async with database.read() as session:
        assert list(await session.scalars(sa.select(Answer.id))) == [kept["answer"]["id"]]
        assert len((await session.scalars(sa.select(Ticket))).all()) == 1
