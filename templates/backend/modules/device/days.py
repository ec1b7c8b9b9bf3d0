"""PostgreSQL: the points of a day are a table of their own, so that old ones go at once, and not row by row.

Tables are made ahead. What is of another day, because nobody has made its table yet or because the clock of a device
was far off, lies in a table for all others, and moves when its day has one.
"""

from collections.abc import Iterator

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession

from app.modules.device.keeping import moment
from app.modules.device.models import Point

DAY_MS = 86_400_000
AHEAD = 7
POINTS = Point.__tablename__
OTHERS = f"{POINTS}_other"
LOCK = 7_251_841

_EXISTING = sa.text(
    "SELECT c.relname FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid "
    "WHERE i.inhparent = CAST(:parent AS regclass)"
)


async def keep(session: AsyncSession, oldest_ms: int, now_ms: int) -> None:
    """From the day of `oldest_ms` on: that of days before is gone, and those to come have their tables."""
    await session.execute(sa.select(sa.func.pg_advisory_xact_lock(LOCK)))
    existing = set(await session.scalars(_EXISTING, {"parent": POINTS}))
    first, today = oldest_ms // DAY_MS, now_ms // DAY_MS
    for table in sorted(name for name in existing if _day_of(name) is not None and name < table_of(first)):
        await session.execute(sa.text(f"DROP TABLE {table}"))
    others = sa.table(OTHERS, sa.column("at_ms", sa.BigInteger))
    await session.execute(sa.delete(others).where(others.c.at_ms < first * DAY_MS))
    known = sa.select(others.c.at_ms // DAY_MS).where(others.c.at_ms < (today + 1) * DAY_MS).distinct()
    wanted = {*await session.scalars(known), *range(today, today + AHEAD + 1)}
    for day in sorted(wanted):
        if table_of(day) not in existing:
            for statement in _made(day):
                await session.execute(sa.text(statement))


def table_of(day: int) -> str:
    """`day` counts from 1970: device_point_20261122."""
    return f"{POINTS}_{moment(day * DAY_MS):%Y%m%d}"


def _day_of(table: str) -> str | None:
    digits = table.removeprefix(f"{POINTS}_")
    return digits if digits.isdigit() else None


def _made(day: int) -> Iterator[str]:
    """Nothing is read or written meanwhile in the table for all others, from which its rows come."""
    table, since, until = table_of(day), day * DAY_MS, (day + 1) * DAY_MS
    yield f"LOCK TABLE {OTHERS} IN ACCESS EXCLUSIVE MODE"
    yield f"CREATE TABLE {table} (LIKE {POINTS} INCLUDING ALL)"
    gone = f"DELETE FROM {OTHERS} WHERE at_ms >= {since} AND at_ms < {until} RETURNING *"  # noqa: S608  # numbers
    yield f"WITH moved AS ({gone}) INSERT INTO {table} SELECT * FROM moved"  # noqa: S608  # and names of our own
    yield f"ALTER TABLE {POINTS} ATTACH PARTITION {table} FOR VALUES FROM ({since}) TO ({until})"
