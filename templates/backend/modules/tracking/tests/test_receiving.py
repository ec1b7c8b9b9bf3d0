"""What is kept, once, and how little of it."""

import asyncio
from datetime import timedelta
from typing import Any

import httpx
import pytest

from app.core import clock
from app.core.database import Database
from app.modules.tracking.jobs import forget
from tests.tracking.declared import BOUGHT, LOOKED, PUT, VISIT, done, rows, send
from tests.types import Configure, Hand, OpenClient


async def test_a_batch_from_nobody_in_particular(client: httpx.AsyncClient, database: Database, noon: Hand) -> None:
    assert await send(client, done(LOOKED, 1), done(PUT, 2, thing_id=7, quantity=2), done(BOUGHT, 3)) == 0
    kept = await rows(database)
    assert [(row.name, row.seq, row.properties) for row in kept] == [
        (LOOKED, 1, {"thing_id": 7}),
        (PUT, 2, {"thing_id": 7, "quantity": 2}),
        (BOUGHT, 3, {}),
    ]
    assert {row.user_id for row in kept} == {None}
    assert {row.at for row in kept} == {noon.time.replace(minute=0, second=0)}
    assert len({row.visit for row in kept}) == 1
    assert kept[0].visit != VISIT


async def test_a_batch_that_was_sent_again(client: httpx.AsyncClient, database: Database) -> None:
    batch = [done(LOOKED, 1), done(BOUGHT, 2)]
    await asyncio.gather(*(send(client, *batch) for _ in range(5)))
    assert await send(client, *batch, done(BOUGHT, 3)) == 0
    assert [row.seq for row in await rows(database)] == [1, 2, 3]


@pytest.mark.parametrize(
    ("name", "properties"),
    [
        ("test.nothing", {}),
        (LOOKED, {"thing_id": "小明"}),
        (LOOKED, {"thing_id": 0}),
        (LOOKED, {"thing_id": 2**31}),
        (LOOKED, {"phone": 13800000000}),
        (PUT, {"thing_id": 7}),
        (PUT, {"thing_id": 7, "quantity": -1}),
        ("test.opened", {"page": "小明 13800000000"}),
        ("test.opened", {"page": "home\n"}),
        ("test.opened", {"page": 3}),
    ],
)
async def test_what_is_not_declared_is_ignored(
    name: str, properties: dict[str, Any], client: httpx.AsyncClient, database: Database
) -> None:
    """No free text, no other property, nothing out of range; and the rest of the batch is kept."""
    assert await send(client, done(name, 1, **properties), done(BOUGHT, 2)) == 1
    assert [row.name for row in await rows(database)] == [BOUGHT]


@pytest.mark.parametrize(
    "wrong",
    [
        {"events": []},
        {"events": [done(BOUGHT, number) for number in range(1, 52)]},
        {"events": [done(BOUGHT) | {"at": "2026-11-21T08:00:00"}]},
        {"events": [done(BOUGHT) | {"id": "short"}]},
        {"events": [done(BOUGHT) | {"seq": 0}]},
        {"events": [done(BOUGHT) | {"openid": "o123"}]},
        {"events": [done(BOUGHT) | {"properties": {"thing_id": 1.5}}]},
    ],
)
async def test_what_no_phone_of_ours_sends(wrong: dict[str, Any], client: httpx.AsyncClient) -> None:
    assert (await client.post("/events", json=wrong)).status_code == 422


async def test_from_a_phone_that_was_offline_or_has_the_wrong_time(
    client: httpx.AsyncClient, database: Database, noon: Hand
) -> None:
    yesterday = noon.time - timedelta(days=1)
    late, ahead = done(LOOKED, 1, at=yesterday), done(LOOKED, 2, at=noon.time + timedelta(days=40))
    ancient = done(LOOKED, 3, at=noon.time - timedelta(days=8))
    assert await send(client, late, ahead, ancient) == 1
    assert [row.day for row in await rows(database)] == [yesterday.date(), noon.time.date()]


async def test_an_expired_token_is_nobodys(open_client: OpenClient, database: Database) -> None:
    assert await send(await open_client("expired"), done(BOUGHT)) == 0
    assert [row.user_id for row in await rows(database)] == [None]


async def test_old_behaviour_is_forgotten(
    client: httpx.AsyncClient, database: Database, configure: Configure, noon: Hand
) -> None:
    configure("tracking", keep_for="10d")
    await send(client, done(BOUGHT, 1))
    noon.advance(days=5)
    await send(client, done(BOUGHT, 2, at=clock.now()))
    noon.advance(days=6)
    async with database.begin() as session:
        await forget(session, {})
    assert [row.seq for row in await rows(database)] == [2]
