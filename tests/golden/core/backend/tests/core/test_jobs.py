"""The job table as outbox, queue and timer."""

import asyncio
from dataclasses import dataclass
from datetime import timedelta
from typing import ClassVar

import pytest
import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession

from app.core import audit, clock, jobs
from app.core.audit import AuditEntry
from app.core.context import SYSTEM, begin_request, request_id
from app.core.database import Database
from app.core.events import Event, emit, on, on_outside
from app.core.jobs import Job, JobContext, Payload, RetryLater
from app.core.jobs.queue import HANDLERS
from app.core.jobs.worker import GIVE_UP_AFTER, LEASE, Worker, delay_after
from app.core.resources import Resources
from tests.types import DrainJobs, Hand

pytestmark = pytest.mark.usefixtures("own_handlers")


@dataclass(frozen=True)
class TeaPoured(Event):
    name: ClassVar[str] = "tea.poured"

    tea_id: int
    cups: int


async def effect(session: AsyncSession, number: int) -> None:
    """Something in the database that can be counted afterwards."""
    await audit.record(session, SYSTEM, "test.effect", "tea", number)


async def effects(database: Database) -> list[int | None]:
    async with database.read() as session:
        rows = sa.select(AuditEntry.entity_id).where(AuditEntry.action == "test.effect").order_by(AuditEntry.id)
        return list(await session.scalars(rows))


async def pour(session: AsyncSession, event: TeaPoured) -> None:
    await effect(session, event.cups)


async def states(database: Database) -> list[str]:
    async with database.read() as session:
        return list(await session.scalars(sa.select(Job.state).where(Job.handler.like("test.%")).order_by(Job.seq)))


class TestEvents:
    async def test_reach_every_subscriber_after_the_commit(self, database: Database, drain_jobs: DrainJobs) -> None:
        on(TeaPoured, pour, name="test.first")
        on(TeaPoured, pour, name="test.second")
        async with database.begin() as session:
            await emit(session, TeaPoured(tea_id=1, cups=3))
            assert not list(await session.scalars(sa.select(AuditEntry)))

        assert await drain_jobs() == 2
        assert await effects(database) == [3, 3]

    async def test_are_gone_with_the_transaction(self, database: Database, drain_jobs: DrainJobs) -> None:
        on(TeaPoured, pour, name="test.pour")
        with pytest.raises(RuntimeError):
            await self.emit_and_fail(database)

        assert await drain_jobs() == 0

    async def emit_and_fail(self, database: Database) -> None:
        async with database.begin() as session:
            await emit(session, TeaPoured(tea_id=1, cups=1))
            raise RuntimeError

    async def test_of_one_entity_come_in_order_even_when_one_fails(
        self, database: Database, drain_jobs: DrainJobs, clock_hand: Hand
    ) -> None:
        troubled = [2, 2]

        async def sometimes(session: AsyncSession, event: TeaPoured) -> None:
            if event.cups in troubled:
                troubled.remove(event.cups)
                raise RuntimeError
            await effect(session, event.tea_id * 10 + event.cups)

        on(TeaPoured, sometimes, name="test.sometimes")
        async with database.begin() as session:
            for cups in (1, 2, 3):
                await emit(session, TeaPoured(tea_id=1, cups=cups))
            await emit(session, TeaPoured(tea_id=2, cups=9))

        await drain_jobs(failing=True)
        assert sorted(await effects(database), key=str) == [11, 29]
        clock_hand.advance(minutes=1)
        await drain_jobs(failing=True)
        clock_hand.advance(minutes=1)
        await drain_jobs(failing=True)

        assert [number for number in await effects(database) if number != 29] == [11, 12, 13]

    async def test_carry_the_request_that_caused_them(self, database: Database, drain_jobs: DrainJobs) -> None:
        seen = []

        async def look(session: AsyncSession, event: TeaPoured) -> None:
            del session, event
            seen.append(request_id())

        on(TeaPoured, look, name="test.look")
        begin_request("order-form-0001")
        async with database.begin() as session:
            await emit(session, TeaPoured(tea_id=1, cups=1))
        begin_request("somebody-else-02")

        await drain_jobs()
        assert seen == ["order-form-0001"]


class TestSchedule:
    async def test_waits_for_its_time(self, database: Database, drain_jobs: DrainJobs, clock_hand: Hand) -> None:
        async def run(session: AsyncSession, payload: Payload) -> None:
            await effect(session, payload["n"])

        jobs.register("test.timer", run)
        async with database.begin() as session:
            due = clock.now() + timedelta(minutes=30)
            await jobs.schedule(session, "test.timer", run_at=due, payload={"n": 7})

        clock_hand.advance(minutes=29)
        assert await drain_jobs() == 0
        clock_hand.advance(minutes=1)
        assert await drain_jobs() == 1
        assert await effects(database) == [7]

    async def test_key_is_used_once(self, database: Database, drain_jobs: DrainJobs) -> None:
        async def run(session: AsyncSession, payload: Payload) -> None:
            await effect(session, payload["n"])

        jobs.register("test.once", run)
        asked = []
        for number in (1, 2):
            async with database.begin() as session:
                asked.append(await jobs.schedule(session, "test.once", key="same", payload={"n": number}))
            await drain_jobs()

        assert asked == [True, False]
        assert await effects(database) == [1]

    async def test_unknown_handler(self, database: Database) -> None:
        async with database.begin() as session:
            with pytest.raises(LookupError):
                await jobs.schedule(session, "test.nobody")

    def test_two_handlers_with_one_name(self) -> None:
        on(TeaPoured, pour, name="test.pour")
        with pytest.raises(ValueError, match=r"test\.pour"):
            on(TeaPoured, pour, name="test.pour")

    async def test_rows_of_a_handler_that_was_taken_out_are_left_alone(
        self, database: Database, drain_jobs: DrainJobs
    ) -> None:
        on(TeaPoured, pour, name="test.pour")
        async with database.begin() as session:
            await emit(session, TeaPoured(tea_id=1, cups=1))
        del HANDLERS["test.pour"]

        assert await drain_jobs() == 0
        assert await states(database) == ["ready"]


class TestFailing:
    async def test_is_tried_again_later_and_later_and_then_dead(
        self, database: Database, drain_jobs: DrainJobs, clock_hand: Hand
    ) -> None:
        async def fail(session: AsyncSession, payload: Payload) -> None:
            await effect(session, 1)
            raise RuntimeError(payload["phone"])

        jobs.register("test.fail", fail)
        async with database.begin() as session:
            await jobs.schedule(session, "test.fail", payload={"phone": "13812345678"})

        for failures in range(1, GIVE_UP_AFTER + 1):
            assert await drain_jobs(failing=True) == 1
            clock_hand.advance(seconds=delay_after(failures).total_seconds() - 1)
            assert await drain_jobs(failing=True) == 0
            clock_hand.advance(seconds=1)

        assert await drain_jobs(failing=True) == 0
        assert await states(database) == ["dead"]
        assert await effects(database) == [], "what the handler wrote is rolled back with it"
        async with database.read() as session:
            error = await session.scalar(sa.select(Job.error))
        assert error is not None
        assert error.startswith("RuntimeError in fail, test_jobs.py:")
        assert "13812345678" not in error

    async def test_dead_row_does_not_hold_up_its_stream(
        self, database: Database, drain_jobs: DrainJobs, clock_hand: Hand
    ) -> None:
        async def fail_first(session: AsyncSession, event: TeaPoured) -> None:
            if event.cups == 1:
                raise RuntimeError
            await effect(session, event.cups)

        on(TeaPoured, fail_first, name="test.first")
        async with database.begin() as session:
            for cups in (1, 2):
                await emit(session, TeaPoured(tea_id=1, cups=cups))
        for _ in range(GIVE_UP_AFTER):
            await drain_jobs(failing=True)
            clock_hand.advance(hours=1)

        await drain_jobs(failing=True)
        assert await states(database) == ["dead", "done"]
        assert await effects(database) == [2]

    def test_delays(self) -> None:
        assert [delay_after(n).total_seconds() for n in (1, 2, 3, 9, 10, 11, 15)] == [5, 10, 20, 1280, 2560, 3600, 3600]


class TestOutside:
    async def test_result_and_done_commit_together(self, database: Database, drain_jobs: DrainJobs) -> None:
        async def call(job: JobContext, event: TeaPoured) -> None:
            async with job.read() as session:
                assert await session.scalar(sa.select(Job.state)) == "ready"
            async with job.commit() as session:
                await effect(session, event.cups)

        on_outside(TeaPoured, call, name="test.call")
        async with database.begin() as session:
            await emit(session, TeaPoured(tea_id=1, cups=4))

        assert await drain_jobs() == 1
        assert (await effects(database), await states(database)) == ([4], ["done"])

    async def test_without_a_result_is_done_as_well(self, database: Database, drain_jobs: DrainJobs) -> None:
        async def call(job: JobContext, payload: Payload) -> None:
            del job, payload

        jobs.register_outside("test.call", call)
        async with database.begin() as session:
            await jobs.schedule(session, "test.call")

        await drain_jobs()
        assert await states(database) == ["done"]

    async def test_asks_to_be_called_again(self, database: Database, drain_jobs: DrainJobs, clock_hand: Hand) -> None:
        answers = iter([None, "paid"])

        async def ask(job: JobContext, payload: Payload) -> None:
            del payload
            assert job.failures == 0
            if next(answers) is None:
                raise RetryLater(timedelta(minutes=5))

        jobs.register_outside("test.ask", ask)
        async with database.begin() as session:
            await jobs.schedule(session, "test.ask")

        assert await drain_jobs() == 1
        assert await states(database) == ["ready"]
        clock_hand.advance(minutes=5)
        assert await drain_jobs() == 1
        assert await states(database) == ["done"]

    async def test_slow_taker_is_fenced_off(self, database: Database, resources: Resources, clock_hand: Hand) -> None:
        """The first worker's lease runs out during its call: only the second one's result counts."""
        started, go_on = asyncio.Event(), asyncio.Event()
        calls = []

        async def slow(job: JobContext, payload: Payload) -> None:
            del payload
            calls.append(job)
            if len(calls) == 1:
                started.set()
                await go_on.wait()
            async with job.commit() as session:
                await effect(session, calls.index(job))

        jobs.register_outside("test.slow", slow)
        async with database.begin() as session:
            await jobs.schedule(session, "test.slow")
        first = asyncio.create_task(Worker(database, resources).run_batch())
        await started.wait()
        assert await Worker(database, resources).run_batch() == 0

        clock_hand.advance(seconds=LEASE.total_seconds() + 1)
        assert await Worker(database, resources).run_batch() == 1
        go_on.set()
        await first

        assert await effects(database) == [1]
        assert await states(database) == ["done"]


class TestPeriods:
    async def test_runs_once_per_period_whatever_the_number_of_workers(
        self, database: Database, resources: Resources, drain_jobs: DrainJobs, clock_hand: Hand
    ) -> None:
        async def tick(session: AsyncSession, payload: Payload) -> None:
            del payload
            await effect(session, 1)

        jobs.every(timedelta(hours=1), "test.tick", tick)
        for _ in range(3):
            await Worker(database, resources).start_periods()

        await drain_jobs()
        assert await effects(database) == []
        for _ in range(3):
            clock_hand.advance(hours=1)
            await drain_jobs()
        assert await effects(database) == [1, 1, 1]

    async def test_goes_on_after_a_run_that_died(
        self, database: Database, resources: Resources, drain_jobs: DrainJobs, clock_hand: Hand
    ) -> None:
        troubled = True

        async def tick(session: AsyncSession, payload: Payload) -> None:
            del payload
            if troubled:
                raise RuntimeError
            await effect(session, 1)

        jobs.every(timedelta(days=1), "test.tick", tick)
        await Worker(database, resources).start_periods()
        clock_hand.advance(days=1)
        for _ in range(GIVE_UP_AFTER):
            await drain_jobs(failing=True)
            clock_hand.advance(hours=1)
        assert "dead" in await states(database)

        troubled = False
        clock_hand.advance(days=1)
        await drain_jobs(failing=True)
        assert await effects(database) == [1]


async def test_old_rows_are_forgotten_but_dead_ones_stay(
    database: Database, drain_jobs: DrainJobs, clock_hand: Hand
) -> None:
    on(TeaPoured, pour, name="test.pour")
    async with database.begin() as session:
        for tea in (1, 2):
            await emit(session, TeaPoured(tea_id=tea, cups=1))
        await session.execute(sa.update(Job).where(Job.stream == "tea:1").values(state="dead"))
    await drain_jobs()
    clock_hand.advance(days=31)
    async with database.begin() as session:
        await jobs.purge(session, {})

    assert await states(database) == ["dead"]
