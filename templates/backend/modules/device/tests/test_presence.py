"""Online by what is heard, offline by what is not."""

from collections.abc import Awaitable, Callable

import httpx
import pytest

from app.core import events, jobs
from app.core.database import Database
from app.modules.device import presence
from app.modules.device.events import DeviceCameOnline, DeviceWentOffline
from tests.device.machines import machine, status
from tests.types import DrainJobs, Hand

Sweep = Callable[[], Awaitable[None]]


@pytest.fixture
def sweep(database: Database) -> Sweep:
    async def now() -> None:
        async with database.begin() as session:
            await presence.sweep(session, {})

    return now


@pytest.fixture
def heard(monkeypatch: pytest.MonkeyPatch) -> list[events.Event]:
    """What is emitted."""
    told: list[events.Event] = []

    async def emit(_: object, event: events.Event) -> None:
        told.append(event)

    monkeypatch.setattr(events, "emit", emit)
    return told


async def test_offline_after_three_times_its_interval(
    database: Database, client: httpx.AsyncClient, clock_hand: Hand, sweep: Sweep, heard: list[events.Event]
) -> None:
    lathe = await machine(database)
    await sweep()
    assert await status(database, lathe.id) == "inactive"
    begun = clock_hand.time
    await lathe.tells(client, temperature=20)
    clock_hand.advance(seconds=29)
    await sweep()
    assert await status(database, lathe.id) == "online"
    clock_hand.advance(seconds=2)
    await sweep()
    await sweep()
    assert await status(database, lathe.id) == "offline"
    clock_hand.advance(seconds=100)
    await lathe.tells(client, temperature=20)
    await lathe.tells(client, temperature=21)
    assert await status(database, lathe.id) == "online"
    assert heard == [
        DeviceCameOnline(lathe.id, begun),
        DeviceWentOffline(lathe.id, begun),
        DeviceCameOnline(lathe.id, clock_hand.time),
    ]


async def test_heard_without_a_value_that_fits_it_is_online_all_the_same(
    database: Database, client: httpx.AsyncClient
) -> None:
    lathe = await machine(database)
    await lathe.tells(client, nonsense=1)
    assert await status(database, lathe.id) == "online"


async def test_a_job_sweeps(
    database: Database, client: httpx.AsyncClient, clock_hand: Hand, drain_jobs: DrainJobs
) -> None:
    lathe = await machine(database)
    await lathe.tells(client, temperature=20)
    clock_hand.advance(minutes=2)
    async with database.begin() as session:
        await jobs.schedule(session, "device.sweep")
    await drain_jobs()
    assert await status(database, lathe.id) == "offline"
