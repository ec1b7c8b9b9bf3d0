"""Transactions and types on the database in use."""

import asyncio
import sys
from contextvars import Context
from datetime import UTC, datetime, timedelta, timezone

import pytest
import sqlalchemy as sa

from app.core import clock
from app.core.audit import AuditEntry
from app.core.auth import Session
from app.core.database import Database, UtcDateTime, changed, open_engine, upsert
from app.core.idempotency import StoredAnswer
from app.core.settings import BACKEND
from app.core.staff.model import StaffAccount, StaffRole

BEIJING = timezone(timedelta(hours=8))


def a_session(token: str, **values: object) -> Session:
    row = {"token_hash": token, "kind": "user", "subject_id": 1, "created_at": clock.now(), "expires_at": clock.now()}
    return Session(**{**row, **values})


async def test_a_server_that_is_not_there_is_the_databases_error() -> None:
    engine = open_engine("postgresql+asyncpg://shop@/shop?host=/nowhere")

    with pytest.raises(sa.exc.OperationalError):
        async with engine.connect():
            pass


class TestTransactions:
    async def test_committed_at_the_end(self, database: Database) -> None:
        async with database.begin() as session:
            session.add(a_session("a"))

        async with database.read() as session:
            assert await session.scalar(sa.select(Session.token_hash)) == "a"

    async def test_rolled_back_when_the_block_raises(self, database: Database) -> None:
        async def write_and_fail() -> None:
            async with database.begin() as session:
                session.add(a_session("a"))
                await session.flush()
                raise RuntimeError

        with pytest.raises(RuntimeError):
            await write_and_fail()

        async with database.read() as session:
            assert await session.scalar(sa.select(Session.id)) is None

    async def test_a_statement_on_a_table_gives_rows(self, database: Database) -> None:
        table = Session.metadata.tables[Session.__tablename__]
        row = {"token_hash": "a", "kind": "user", "subject_id": 1, "created_at": clock.now(), "expires_at": clock.now()}
        async with database.begin() as session:
            written = await session.execute(sa.insert(table).values(row).returning(table.c.token_hash))
            assert written.scalar_one() == "a"

    async def test_one_inside_another_is_refused(self, database: Database) -> None:
        async with database.begin():
            with pytest.raises(RuntimeError, match="open already"):
                async with database.begin():
                    pass
            with pytest.raises(RuntimeError, match="open already"):
                async with database.read():
                    pass
        async with database.begin():
            pass

    async def test_reading_cannot_write(self, database: Database) -> None:
        async with database.read() as session:
            session.add(a_session("a"))
            with pytest.raises(sa.exc.DBAPIError):
                await session.flush()

    async def test_readers_do_not_wait_for_a_writer(self, database: Database) -> None:
        async with database.begin() as session:
            session.add(a_session("a"))
            await session.flush()

            async def read() -> int | None:
                async with database.read() as other:
                    return await other.scalar(sa.select(Session.id))

            other_request = asyncio.create_task(read(), context=Context())
            assert await asyncio.wait_for(other_request, 5) is None

    async def test_foreign_keys_hold(self, database: Database) -> None:
        with pytest.raises(sa.exc.IntegrityError):
            async with database.begin() as session:
                session.add(StaffRole(staff_id=404, role="owner"))

    async def test_deleting_a_parent_takes_its_children(self, database: Database) -> None:
        async with database.begin() as session:
            account = StaffAccount(username="a", name="a", password_hash="", created_at=clock.now())
            account.roles = [StaffRole(role="owner")]
            session.add(account)
        async with database.begin() as session:
            await session.execute(sa.delete(StaffAccount))
            assert await session.scalar(sa.select(StaffRole.role)) is None

    async def test_conditional_update_says_whether_it_held(self, database: Database) -> None:
        async with database.begin() as session:
            session.add(a_session("a", subject_id=1))
        async with database.begin() as session:
            update = sa.update(Session).where(Session.subject_id == 1).values(subject_id=2)
            assert [await changed(session, update), await changed(session, update)] == [1, 0]

    async def test_upsert(self, database: Database) -> None:
        async with database.begin() as session:
            row = {"owner": "a", "key": "b", "request_hash": "c", "created_at": clock.now()}
            insert = upsert(session, StoredAnswer).values(row).on_conflict_do_nothing()
            assert [await changed(session, insert), await changed(session, insert)] == [1, 0]


class TestMoments:
    async def test_come_back_in_utc(self, database: Database) -> None:
        moment = datetime(2026, 11, 22, 8, 30, 15, 123456, tzinfo=BEIJING)
        async with database.begin() as session:
            session.add(a_session("a", expires_at=moment))

        async with database.read() as session:
            stored = await session.scalar(sa.select(Session.expires_at))
            found = await session.scalar(sa.select(Session.id).where(Session.expires_at == moment))
        assert stored == moment
        assert stored is not None
        assert stored.tzinfo is UTC
        assert found is not None

    async def test_compare_across_zones(self, database: Database) -> None:
        async with database.begin() as session:
            session.add(a_session("a", expires_at=datetime(2026, 1, 1, 0, 30, tzinfo=UTC)))

        async with database.read() as session:
            before = datetime(2026, 1, 1, 8, 0, tzinfo=BEIJING)
            assert await session.scalar(sa.select(Session.id).where(Session.expires_at > before)) is not None

    def test_without_a_zone(self) -> None:
        with pytest.raises(ValueError, match="zone"):
            UtcDateTime().process_bind_param(datetime(2026, 1, 1), sa.create_engine("sqlite://").dialect)  # noqa: DTZ001  # the point


async def test_several_processes_write_at_once(database: Database) -> None:
    """Four processes add 15 rows each, one transaction a row: none is lost, none fails."""
    processes = [
        await asyncio.create_subprocess_exec(
            sys.executable, "-m", "tests.core.busy_writer", database.url, "15", cwd=BACKEND
        )
        for _ in range(4)
    ]
    assert [await process.wait() for process in processes] == [0] * 4

    async with database.read() as session:
        numbers = list(await session.scalars(sa.select(AuditEntry.entity_id).order_by(AuditEntry.id)))
    assert sorted(number or 0 for number in numbers) == list(range(1, 61))
