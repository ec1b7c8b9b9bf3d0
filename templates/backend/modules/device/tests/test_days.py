"""A table for each day, where the database is PostgreSQL."""

from datetime import timedelta

import pytest
import sqlalchemy as sa

from app.core.database import Database
from app.modules.device import days, purging
from app.modules.device.days import AHEAD, DAY_MS, OTHERS, POINTS
from app.modules.device.keeping import milliseconds
from app.modules.device.models import Point
from tests.device.machines import machine
from tests.types import Configure, Hand


@pytest.fixture(autouse=True)
def on_postgresql(database: Database) -> None:
    if not database.url.startswith("postgresql"):
        pytest.skip("SQLite has one table for all days")


async def told(database: Database, *moments_ms: int) -> None:
    lathe = await machine(database)
    async with database.begin() as session:
        rows = [{"device_id": lathe.id, "reading": "parts", "at_ms": at_ms, "value": 1} for at_ms in moments_ms]
        await session.execute(sa.insert(Point), rows)


async def rows(database: Database) -> dict[str, int]:
    """How many each table has; those without any are left out."""
    async with database.read() as session:
        found = await session.execute(
            sa.text(f"SELECT CAST(tableoid AS regclass) AS place, count(*) FROM {POINTS} GROUP BY 1")  # noqa: S608  # a name of ours
        )
        return {str(place): number for place, number in found}


async def tidy(database: Database) -> None:
    async with database.begin() as session:
        await purging.purge(session, {})


async def test_what_was_told_before_its_day_had_a_table_moves(database: Database, clock_hand: Hand) -> None:
    now = milliseconds(clock_hand.time)
    ahead = now + 400 * DAY_MS
    await told(database, now, now - DAY_MS, ahead)
    before = await rows(database)
    await tidy(database)
    today, yesterday = days.table_of(now // DAY_MS), days.table_of(now // DAY_MS - 1)
    assert sum(before.values()) == 3
    assert await rows(database) == {today: 1, yesterday: 1, OTHERS: 1}
    await tidy(database)
    assert await rows(database) == {today: 1, yesterday: 1, OTHERS: 1}


async def test_days_to_come_have_theirs(database: Database, clock_hand: Hand) -> None:
    await tidy(database)
    now = milliseconds(clock_hand.time)
    await told(database, *(now + day * DAY_MS for day in range(AHEAD + 1)))
    assert await rows(database) == {days.table_of(now // DAY_MS + day): 1 for day in range(AHEAD + 1)}


async def test_days_that_are_over_go_whole(database: Database, clock_hand: Hand, configure: Configure) -> None:
    configure("device", keep_for="30d")
    now = milliseconds(clock_hand.time)
    await told(database, now - 29 * DAY_MS, now)
    await tidy(database)
    assert len(await rows(database)) == 2
    clock_hand.time += timedelta(days=2)
    await tidy(database)
    assert await rows(database) == {days.table_of(now // DAY_MS): 1}
    async with database.read() as session:
        gone = days.table_of(now // DAY_MS - 29)
        assert await session.scalar(sa.select(sa.func.to_regclass(gone))) is None
