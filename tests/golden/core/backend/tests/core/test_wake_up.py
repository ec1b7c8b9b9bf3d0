"""Word of new jobs across processes, through a real Redis, which may die."""

import asyncio
from collections.abc import Iterator

import pytest
from limits import parse

from app.core.database import Database
from app.core.jobs import wake_up
from app.core.rate_limit import RateLimiter
from tests.redis_server import RedisServer, redis_server

PATIENCE_S = 15


@pytest.fixture
def redis() -> Iterator[RedisServer]:
    with redis_server() as server:
        yield server


async def leave_a_job(database: Database) -> None:
    async with database.begin() as session:
        session.info["jobs"] = True


async def heard(writing: Database, working: Database) -> bool:
    """Whether word comes through; said again until then, for a subscription takes a moment."""
    for _ in range(PATIENCE_S * 5):
        await leave_a_job(writing)
        try:
            await asyncio.wait_for(working.work.wait(), 0.2)
        except TimeoutError:
            continue
        return True
    return False


async def test_worker_elsewhere_hears_of_a_job(redis: RedisServer, database_url: str) -> None:
    web, worker = Database(database_url), Database(database_url)
    async with wake_up.telling(redis.url, web), wake_up.hearing(redis.url, worker):
        assert await heard(web, worker)
    await web.close()
    await worker.close()


async def test_redis_that_dies_and_forgets_stops_nothing(redis: RedisServer, database_url: str) -> None:
    web, worker = Database(database_url), Database(database_url)
    async with wake_up.telling(redis.url, web), wake_up.hearing(redis.url, worker):
        assert await heard(web, worker)
        redis.kill()
        await leave_a_job(web)
        redis.start()
        worker.work.clear()
        assert await heard(web, worker)
    await web.close()
    await worker.close()


async def test_each_message_wakes_one_worker(redis: RedisServer, database_url: str) -> None:
    web, one, other = Database(database_url), Database(database_url), Database(database_url)
    async with (
        wake_up.telling(redis.url, web),
        wake_up.hearing(redis.url, one),
        wake_up.hearing(redis.url, other),
    ):
        assert await heard(web, one)
        assert await heard(web, other)
    for database in (web, one, other):
        await database.close()


async def test_limits_are_shared_and_survive_their_store(redis: RedisServer) -> None:
    item, one, other = parse("2/minute"), RateLimiter(redis.url), RateLimiter(redis.url)
    assert await one.hit(item, "login", "a")
    assert await other.hit(item, "login", "a")
    assert not await one.hit(item, "login", "a")
    redis.kill()
    assert [await one.hit(item, "login", "b") for _ in range(3)] == [True, True, False]
    assert not await one.test(item, "login", "b")
