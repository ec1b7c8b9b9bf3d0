"""A workshop that has grown: Mosquitto as `deploy/device` sets it up, and several processes that work off jobs."""

import asyncio
import json
import sys
from collections.abc import AsyncIterator, Iterator
from contextlib import suppress
from pathlib import Path

import pytest
import sqlalchemy as sa

from app.core import clock
from app.core.context import SYSTEM
from app.core.database import Database
from app.core.resources import Resources
from app.modules.device import registering
from app.modules.device.counting import NOBODY
from app.modules.device.keeping import milliseconds
from app.modules.device.models import Point
from app.modules.device.mqtt import accounts, settings, topics
from app.modules.device.mqtt.consumer import consuming
from app.modules.device.mqtt.holding import LEASE, Taker
from app.modules.device.mqtt.publisher import Publisher
from app.modules.device.mqtt.settings import Address
from app.modules.device.mqtt.work import work
from tests.device.machines import Machine, counts, machine, status
from tests.device.mosquitto import Mosquitto, mosquitto
from tests.device.wires import PATIENCE_S, Connect, Wire, connecting, until, value
from tests.ports import free_port
from tests.types import DrainJobs, Hand


@pytest.fixture
def broker(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Mosquitto]:
    with mosquitto(tmp_path / "mosquitto", free_port(), free_port()) as server:
        monkeypatch.setenv("DEVICE_MQTT_URL", server.url)
        monkeypatch.setenv("DEVICE_MQTT_ACCOUNTS", str(server.accounts))
        settings.environment.cache_clear()
        yield server
        settings.environment.cache_clear()
    sys.stdout.write(server.log.read_text("utf-8"))  # pytest shows it where a test failed


@pytest.fixture
async def connect(broker: Mosquitto) -> AsyncIterator[Connect]:
    async with connecting(broker.devices) as connect:
        yield connect


async def let_in(connect: Connect, device: Machine) -> Wire:
    """As soon as the broker knows it."""
    async with asyncio.timeout(PATIENCE_S):
        while True:
            try:
                return await connect(device)
            except ConnectionError:
                await asyncio.sleep(0.1)  # between two looks: the broker reads its accounts when it likes


async def listened_to(database: Database, connect: Connect, device: Machine) -> Wire:
    """From here on the broker keeps for the server what it hears: somebody has subscribed."""
    wire = await let_in(connect, device)

    async def online() -> bool:
        await wire.tells(device.code, {"values": {"mode": "on"}})
        return await status(database, device.id) == "online"

    await until(online)
    return wire


@pytest.fixture
async def lathes(
    broker: Mosquitto, resources: Resources, database: Database, drain_jobs: DrainJobs
) -> AsyncIterator[list[Machine]]:
    """Two, whom the broker knows or soon will; what they tell is taken in."""
    two = [await machine(database, f"cnc-{number}") for number in (1, 2)]
    async with work(resources):
        await drain_jobs()
        assert all(f"{one.code}:$7$" in broker.accounts.read_text("utf-8") for one in two)
        yield two


async def test_what_devices_tell_is_taken_and_counted(
    database: Database, lathes: list[Machine], connect: Connect
) -> None:
    lathe = lathes[0]
    wire = await listened_to(database, connect, lathe)
    for body in (
        {"id": "m-1", "values": {"temperature": 71.5, "nonsense": 1}},
        {"id": "m-1", "values": {"temperature": 99}},
        {"values": {"temperature": 1000}},
        b"{not json",
        b" " * 1_048_576,
    ):
        await wire.tells(lathe.code, body)
    expected = {"duplicate": 1, "unknown": 1, "out_of_range": 1, "malformed": 1, "too_large": 1}

    async def counted() -> bool:
        return await counts(database, lathe.id) == expected

    await until(counted)
    assert await value(database, lathe.id, "temperature") == 71.5
    assert await status(database, lathe.id) == "online"


async def test_a_wrong_secret_is_refused_and_counted(
    database: Database, lathes: list[Machine], connect: Connect
) -> None:
    lathe, other = lathes
    wire = await listened_to(database, connect, other)
    for secret in ("", "wrong", other.secret):
        with pytest.raises(ConnectionError):
            await connect(lathe, secret=secret)
    await let_in(connect, Machine(lathe.id, lathe.code, lathe.secret))
    await connect(lathe, client_id=other.code)  # his name counts, not what he calls himself

    async def counted() -> bool:
        return (await counts(database, NOBODY)).get("wrong_secret", 0) >= 3

    await until(counted)
    await wire.tells(other.code, {"values": {"temperature": 20}})
    assert not wire.lost.is_set()


async def test_another_device_s_topic_is_out_of_reach(
    database: Database, lathes: list[Machine], connect: Connect, resources: Resources
) -> None:
    lathe, other = lathes
    wire, others = await let_in(connect, lathe), await listened_to(database, connect, other)
    for filter_ in ("#", "devices/#", "devices/+/commands", topics.topic(other.code, "#"), "$SYS/#"):
        await wire.subscribes(filter_)  # Mosquitto agrees, and passes nothing on
    assert await others.subscribes(topics.topic(other.code, topics.COMMANDS)) == 1
    await wire.tells(other.code, {"values": {"temperature": 50}})
    await wire.tells(other.code, {"id": 1}, of=topics.COMMANDS)
    await others.tells(other.code, {"values": {"parts": 1}})

    async def told() -> bool:
        """As soon as the broker knows the server as well."""
        with suppress(ConnectionError):
            await resources.get(Publisher).publish(topics.topic(other.code, topics.COMMANDS), {"id": 7})
            return True
        return False

    await until(told)
    async with asyncio.timeout(PATIENCE_S):
        _, payload = await others.heard.get()
    assert json.loads(payload) == {"id": 7}
    await resources.get(Publisher).publish(topics.topic(lathe.code, topics.COMMANDS), {"id": 8})
    async with asyncio.timeout(PATIENCE_S):
        where, _ = await wire.heard.get()
    assert where == topics.topic(lathe.code, topics.COMMANDS)

    async def taken() -> bool:
        return await value(database, other.id, "parts") == 1

    await until(taken)
    assert await value(database, other.id, "temperature") is None


async def test_whoever_is_disabled_is_shown_out(
    database: Database, lathes: list[Machine], connect: Connect, drain_jobs: DrainJobs
) -> None:
    lathe, other = lathes
    wire, others = await let_in(connect, lathe), await let_in(connect, other)
    async with database.begin() as session:
        await registering.set_enabled(session, SYSTEM, lathe.id, enabled=False)
        secret = await registering.renew_secret(session, SYSTEM, other.id)
    await drain_jobs()
    async with asyncio.timeout(PATIENCE_S):
        await wire.lost.wait()
        await others.lost.wait()
    with pytest.raises(ConnectionError):
        await connect(lathe)
    await let_in(connect, Machine(other.id, other.code, secret))


async def test_what_is_told_while_nobody_takes_it_in_waits(
    broker: Mosquitto, database: Database, resources: Resources, connect: Connect, drain_jobs: DrainJobs
) -> None:
    """For those who were there once; the broker is restarted meanwhile."""
    lathe = await machine(database)
    async with work(resources):
        await drain_jobs()
        wire = await listened_to(database, connect, lathe)
    await tell(wire, lathe, range(50))
    broker.stop()
    broker.start()
    async with work(resources):

        async def all_there() -> bool:
            return await parts(database) == 50

        await until(all_there)


async def tell(wire: Wire, device: Machine, numbers: range) -> None:
    for number in numbers:
        body = {"id": f"m-{number}", "at": milliseconds(clock.now()) + number, "values": {"parts": number}}
        await wire.tells(device.code, body)


async def parts(database: Database) -> int | None:
    async with database.read() as session:
        return await session.scalar(sa.select(sa.func.count()).select_from(Point))


async def test_another_process_takes_over(
    broker: Mosquitto, database: Database, connect: Connect, drain_jobs: DrainJobs, clock_hand: Hand
) -> None:
    lathe = await machine(database)
    async with database.begin() as session:
        await accounts.changed(session)
    await drain_jobs()
    async with consuming(database) as consumer:
        first, second = (Taker(database, Address(broker.url), name, consumer.heard) for name in ("a", "b"))
        assert (await first.round(), await second.round(), await first.round()) == (True, False, True)
        wire = await listened_to(database, connect, lathe)
        await first.close()  # as if its process had been killed: it leaves nothing to anybody
        await tell(wire, lathe, range(60))
        assert not await second.round()
        clock_hand.advance(seconds=LEASE.total_seconds() + 1)
        assert await second.round()

        async def all_there() -> bool:
            return await parts(database) == 60

        await until(all_there)
        assert not await first.round()
        await second.leave()
        assert await first.round()
        await first.leave()
    assert set(await counts(database, lathe.id)) <= {"duplicate"}  # what was in hand when it ended came again
