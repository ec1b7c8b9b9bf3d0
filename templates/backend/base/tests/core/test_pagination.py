"""Pages by cursor."""

from collections.abc import Sequence
from datetime import timedelta

import pytest
import sqlalchemy as sa

from app.core import clock
from app.core.audit import AuditEntry
from app.core.database import Database
from app.core.pagination import CursorInvalid, PageQuery, paginate

KEY = (AuditEntry.at, AuditEntry.id)


@pytest.fixture
async def entries(database: Database) -> list[int]:
    """The ids of 25 rows, newest first; five share each moment."""
    now = clock.now()
    async with database.begin() as session:
        rows = [
            AuditEntry(
                at=now + timedelta(seconds=number // 5),
                actor_kind="system",
                action="test.act",
                entity="test",
                request_id="",
                ip="",
                details={},
            )
            for number in range(25)
        ]
        session.add_all(rows)
        await session.flush()
        return [row.id for row in sorted(rows, key=lambda row: (row.at, row.id), reverse=True)]


async def walk(
    database: Database, limit: int, *, descending: bool = True, parts: Sequence[sa.ColumnElement[bool]] = ()
) -> list[int]:
    found, cursor = [], None
    async with database.read() as session:
        while True:
            query = PageQuery(cursor, limit)
            statement = sa.select(AuditEntry).where(AuditEntry.entity == "test")
            rows, cursor = await paginate(session, statement, query, key=KEY, descending=descending, parts=parts)
            assert len(rows) <= limit
            found += [row.id for row in rows]
            if cursor is None:
                return found


@pytest.mark.parametrize("limit", [1, 2, 3, 5, 24, 25, 26])
async def test_every_row_once(database: Database, entries: list[int], limit: int) -> None:
    assert await walk(database, limit) == entries
    assert await walk(database, limit, descending=False) == entries[::-1]


@pytest.mark.parametrize("limit", [1, 2, 3, 5, 24, 25, 26])
async def test_every_row_once_from_several_parts(database: Database, entries: list[int], limit: int) -> None:
    parts = [AuditEntry.id % 3 == rest for rest in (0, 1)]
    wanted = [number for number in entries if number % 3 in (0, 1)]
    assert await walk(database, limit, parts=parts) == wanted
    assert await walk(database, limit, descending=False, parts=parts) == wanted[::-1]


async def test_rows_that_come_meanwhile_move_nothing(database: Database, entries: list[int]) -> None:
    async with database.read() as session:
        first, cursor = await paginate(session, sa.select(AuditEntry), PageQuery(None, 10), key=KEY)
    async with database.begin() as session:
        session.add(
            AuditEntry(
                at=clock.now() + timedelta(hours=1),
                actor_kind="system",
                action="test.act",
                entity="test",
                request_id="",
                ip="",
                details={},
            )
        )
    async with database.read() as session:
        second, _ = await paginate(session, sa.select(AuditEntry), PageQuery(cursor, 10), key=KEY)

    assert [row.id for row in [*first, *second]] == entries[:20]


async def test_nothing(database: Database) -> None:
    async with database.read() as session:
        assert await paginate(session, sa.select(AuditEntry), PageQuery(None, 10), key=KEY) == ([], None)


@pytest.mark.parametrize("cursor", ["x", "WzFd", "W10", "WyIyMDI2LTAxLTAxVDAwOjAwOjAwIiwxXQ", "bnVsbA", "e30", "🍵"])
async def test_cursor_of_somebody_elses_making(database: Database, cursor: str) -> None:
    async with database.read() as session:
        with pytest.raises(CursorInvalid):
            await paginate(session, sa.select(AuditEntry), PageQuery(cursor, 10), key=KEY)
