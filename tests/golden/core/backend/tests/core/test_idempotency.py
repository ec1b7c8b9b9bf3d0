"""Requests that are repeated."""

import asyncio
from collections.abc import AsyncIterator

import httpx
import pytest
import sqlalchemy as sa
from fastapi import FastAPI, Response
from pydantic import BaseModel
from sqlalchemy.ext.asyncio import AsyncSession

from app.core import audit, idempotency
from app.core.application import API
from app.core.audit import AuditEntry
from app.core.context import SYSTEM
from app.core.database import Database, DatabaseDep
from app.core.errors import AppError
from app.core.idempotency import StoredAnswer, UserOnce
from tests.types import AsUser, Hand, Person


class Wish(BaseModel):
    cups: int


class Granted(BaseModel):
    number: int
    cups: int


class Refused(AppError):
    status, code, message = 409, "REFUSED", "不行"


@pytest.fixture
async def wishes(app: FastAPI, as_user: AsUser) -> AsyncIterator[Person]:
    """A customer, and a route `POST /wishes` that counts how often it really worked."""
    routes = list(app.router.routes)

    @app.post(f"{API}/wishes", include_in_schema=False)
    async def wish(body: Wish, database: DatabaseDep, once: UserOnce) -> Response:
        async def work(session: AsyncSession) -> Granted:
            if body.cups > 100:
                raise Refused
            await audit.record(session, SYSTEM, "test.wish", "wish", body.cups)
            return Granted(number=await count(session), cups=body.cups)

        return await once.run(database, work, status=201)

    yield await as_user()
    app.router.routes[:] = routes


async def count(session: AsyncSession) -> int:
    return await session.scalar(sa.select(sa.func.count()).where(AuditEntry.action == "test.wish")) or 0


async def post(person: Person, cups: int, key: str) -> httpx.Response:
    return await person.client.post("/wishes", json={"cups": cups}, headers={"Idempotency-Key": key})


async def test_same_key_same_answer(wishes: Person, database: Database) -> None:
    first, second = await post(wishes, 2, "wish-0001"), await post(wishes, 2, "wish-0001")

    assert (first.status_code, first.json()) == (201, {"number": 1, "cups": 2})
    assert (second.status_code, second.json()) == (201, first.json())
    async with database.read() as session:
        assert await count(session) == 1


async def test_another_key_is_another_wish(wishes: Person) -> None:
    assert (await post(wishes, 2, "wish-0001")).json()["number"] == 1
    assert (await post(wishes, 2, "wish-0002")).json()["number"] == 2


async def test_other_body_under_the_same_key(wishes: Person) -> None:
    await post(wishes, 2, "wish-0001")

    answer = await post(wishes, 3, "wish-0001")

    assert (answer.status_code, answer.json()["code"]) == (422, "IDEMPOTENCY_MISMATCH")


async def test_same_meaning_written_otherwise(wishes: Person) -> None:
    await post(wishes, 2, "wish-0001")

    headers = {"Idempotency-Key": "wish-0001", "Content-Type": "application/json"}
    answer = await wishes.client.post("/wishes", content=b'{\n  "cups" : 2 }', headers=headers)

    assert answer.json() == {"number": 1, "cups": 2}


async def test_refusal_leaves_nothing_behind(wishes: Person, database: Database) -> None:
    assert (await post(wishes, 101, "wish-0001")).json()["code"] == "REFUSED"

    assert (await post(wishes, 1, "wish-0001")).status_code == 201
    async with database.read() as session:
        assert await count(session) == 1


async def test_keys_of_two_customers_do_not_meet(wishes: Person, as_user: AsUser) -> None:
    other = await as_user("小红")

    assert (await post(wishes, 1, "wish-0001")).json()["number"] == 1
    assert (await post(other, 2, "wish-0001")).json()["number"] == 2


@pytest.mark.parametrize("key", [None, "short", "x" * 129])
async def test_key_is_needed(wishes: Person, key: str | None) -> None:
    headers = {"Idempotency-Key": key} if key else {}

    answer = await wishes.client.post("/wishes", json={"cups": 1}, headers=headers)

    assert (answer.status_code, answer.json()["code"]) == (422, "VALIDATION_FAILED")


async def test_ten_at_once_work_once(wishes: Person, database: Database) -> None:
    answers = await asyncio.gather(*(post(wishes, 2, "wish-0001") for _ in range(10)))

    assert {answer.status_code for answer in answers} == {201}
    assert {answer.text for answer in answers} == {answers[0].text}
    async with database.read() as session:
        assert await count(session) == 1


async def test_keys_are_forgotten_after_some_days(wishes: Person, database: Database, clock_hand: Hand) -> None:
    await post(wishes, 2, "wish-0001")
    clock_hand.advance(days=4)
    async with database.begin() as session:
        await idempotency.purge(session, {})

    async with database.read() as session:
        assert not list(await session.scalars(sa.select(StoredAnswer)))


def test_every_post_takes_a_key_or_needs_none(app: FastAPI) -> None:
    posts = {path: operations["post"] for path, operations in app.openapi()["paths"].items() if "post" in operations}
    for path, operation in posts.items():
        keys = [row for row in operation.get("parameters", []) if row["name"] == "Idempotency-Key"]
        required = [row["required"] for row in keys]
        assert path.startswith(API)
        assert required == ([] if operation.get(idempotency.REPEATABLE) else [True]), path
