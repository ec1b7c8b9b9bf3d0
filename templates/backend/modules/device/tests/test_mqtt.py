"""MQTT for real: devices at the broker inside the process, and what reaches the database."""

import asyncio
import gc
import json
from collections.abc import AsyncIterator, Sequence
from datetime import timedelta

import pytest
import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession

from app.core import clock
from app.core.database import Database
from app.core.resources import Resources
from app.core.settings import settings
from app.modules.device import ingesting
from app.modules.device.ingesting import Answer
from app.modules.device.keeping import milliseconds
from app.modules.device.messages import Incoming
from app.modules.device.models import Point
from app.modules.device.mqtt import consumer, reader, unread
from app.modules.device.mqtt import work as mqtt_work
from app.modules.device.mqtt.connection import Delivery, beside
from app.modules.device.mqtt.embedded import PortTaken
from app.modules.device.mqtt.publisher import Publisher
from app.modules.device.mqtt.reader import Reader
from app.modules.device.mqtt.topics import topic
from app.modules.device.mqtt.work import work
from tests.device.machines import Machine, counts, machine, status
from tests.device.wires import PATIENCE_S, Connect, Wire, connecting, until, value
from tests.keys import new_key
from tests.types import AsStaff, DrainJobs


@pytest.fixture
async def connect(port: int) -> AsyncIterator[Connect]:
    async with connecting(port) as connect:
        yield connect


async def test_told_over_mqtt(database: Database, connect: Connect) -> None:
    lathe = await machine(database)
    wire = await connect(lathe)
    await wire.tells(lathe.code, {"id": "m-1", "values": {"temperature": 71.5, "nonsense": 1}})
    await wire.tells(lathe.code, {"id": "m-1", "values": {"temperature": 99}})

    async def counted() -> bool:
        return await counts(database, lathe.id) == {"duplicate": 1, "unknown": 1}

    await until(counted)
    assert await value(database, lathe.id, "temperature") == 71.5
    assert await status(database, lathe.id) == "online"


async def test_a_wrong_secret_is_refused_and_counted(database: Database, connect: Connect) -> None:
    lathe, other = await machine(database), await machine(database, "cnc-2")
    for secret in ("", "wrong", other.secret):
        with pytest.raises(ConnectionError):
            await connect(lathe, secret=secret)
    with pytest.raises(ConnectionError):
        await connect(lathe, client_id=other.code)  # it would end the other's connection
    with pytest.raises(ConnectionError):
        await connect(Machine(0, "@ingest", "guess"))
    assert await counts(database, lathe.id) == {"wrong_secret": 4}


async def test_another_device_s_topic_is_refused_and_counted(database: Database, connect: Connect) -> None:
    lathe, other = await machine(database), await machine(database, "cnc-2")
    wire = await connect(lathe)
    await wire.tells(other.code, {"values": {"temperature": 50}})
    await wire.tells(lathe.code, {"values": {"temperature": 20}})
    for filter_ in ("#", "devices/#", "devices/+/commands", topic(other.code, "commands"), "$SYS/#"):
        assert await wire.subscribes(filter_) == 0x80
    for filter_ in (topic(lathe.code, "commands"), topic(lathe.code, "#")):
        assert await wire.subscribes(filter_) == 1

    async def taken() -> bool:
        return await value(database, lathe.id, "temperature") == 20

    await until(taken)
    assert await value(database, other.id, "temperature") is None
    assert await counts(database, lathe.id) == {"other_topic": 6}


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        (b"{not json", "malformed"),
        (b"", "malformed"),
        (b"\xff", "malformed"),
        (b'{"values": {"temperature": 1000}}', "out_of_range"),
        (b'{"values": {"mode": "\\u0000"}}', "out_of_range"),
        (b" " * 1_048_576, "too_large"),
    ],
    ids=lambda value: value[:30].decode("latin-1") if isinstance(value, bytes) else None,
)
async def test_what_cannot_be_taken_is_counted(database: Database, connect: Connect, body: bytes, reason: str) -> None:
    lathe = await machine(database)
    wire = await connect(lathe)
    await wire.tells(lathe.code, body)

    async def counted() -> bool:
        return await counts(database, lathe.id) == {reason: 1}

    await until(counted)
    await wire.tells(lathe.code, {"values": {"temperature": 20}})  # and it goes on

    async def taken() -> bool:
        return await value(database, lathe.id, "temperature") == 20

    await until(taken)


async def test_a_second_workshop_on_one_machine(
    resources: Resources, port: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """While developing, its devices tell over HTTP; in production somebody has to look."""
    beside = Resources()
    beside.add(Database, resources.get(Database))
    async with work(beside):
        with pytest.raises(LookupError):
            beside.get(Publisher)
    production = settings().model_copy(update={"environment": "production"})
    monkeypatch.setattr(mqtt_work, "settings", lambda: production)
    with pytest.raises(PortTaken, match=str(port)):
        async with work(beside):
            pass


async def test_many_at_once(database: Database, connect: Connect) -> None:
    lathes = [await machine(database, f"cnc-{number}") for number in range(5)]
    wires = [await connect(lathe) for lathe in lathes]
    begun = milliseconds(clock.now())
    for number in range(100):
        for lathe, wire in zip(lathes, wires, strict=True):
            body = {"id": f"m-{number}", "at": begun + number, "values": {"parts": number}}
            wire.client.publish(topic(lathe.code, "telemetry"), json.dumps(body), qos=1)

    async def all_there() -> bool:
        async with database.read() as session:
            return await session.scalar(sa.select(sa.func.count()).select_from(Point)) == 500

    await until(all_there)
    assert [await value(database, lathe.id, "parts") for lathe in lathes] == [99] * 5


async def test_the_broker_bears_those_who_subscribe_meanwhile(
    resources: Resources, database: Database, connect: Connect, caplog: pytest.LogCaptureFixture
) -> None:
    """What a broker knows of its subscribers changes while it passes messages on."""
    lathe, *others = [await machine(database, f"cnc-{number}") for number in range(4)]
    wire, *wires = [await connect(device) for device in (lathe, *others)]
    assert await wire.subscribes(topic(lathe.code, "commands")) == 1
    told: set[int] = set()

    async def subscribe(device: Machine, other: Wire) -> None:
        number = 0
        while len(told) < 200:
            number += 1
            assert await other.subscribes(topic(device.code, f"commands/{number}")) == 1

    async with asyncio.timeout(PATIENCE_S), asyncio.TaskGroup() as tasks:
        for device, other in zip(others, wires, strict=True):
            tasks.create_task(subscribe(device, other))
        for number in range(200):
            await resources.get(Publisher).publish(topic(lathe.code, "commands"), {"id": number})
            _, payload = await wire.heard.get()
            told.add(json.loads(payload)["id"])
    assert told == set(range(200))
    gc.collect()  # a task that nobody waits for says only then what went wrong with it
    assert [record.getMessage() for record in caplog.records if record.name == "asyncio"] == []


async def test_a_message_that_we_cannot_take_keeps_out_no_other(
    database: Database, connect: Connect, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A mistake of ours, and not of the device's."""

    async def take(session: AsyncSession, batch: Sequence[Incoming]) -> list[Answer]:
        assert not any(b'"poison"' in message.payload for message in batch)
        return await ingesting.take(session, batch)

    monkeypatch.setattr(reader, "take", take)
    lathe = await machine(database)
    wire = await connect(lathe)
    for number in range(20):
        values = {"mode": "poison"} if number == 10 else {"parts": number}
        wire.client.publish(topic(lathe.code, "telemetry"), json.dumps({"values": values}), qos=1)

    async def all_there() -> bool:
        return await value(database, lathe.id, "parts") == 19

    await until(all_there)
    assert await value(database, lathe.id, "mode") is None


class Line:
    """A connection as far as acknowledging goes."""

    def __init__(self) -> None:
        self.sent: asyncio.Queue[bytes] = asyncio.Queue()

    def is_closing(self) -> bool:
        return False

    def send_package(self, package: bytes) -> None:
        self.sent.put_nowait(package)


@pytest.mark.parametrize(
    "error",
    [sa.exc.OperationalError("", {}, Exception("server closed the connection")), ValueError("a mistake of ours")],
    ids=["the database is away", "a mistake of ours"],
)
async def test_what_is_not_kept_is_not_acknowledged(
    database: Database, monkeypatch: pytest.MonkeyPatch, error: Exception
) -> None:
    times, really_keep = iter([True, True, False]), unread.keep

    async def keep(session: AsyncSession, messages: Sequence[Incoming]) -> None:
        if next(times):
            raise error
        await really_keep(session, messages)

    monkeypatch.setattr(unread, "keep", keep)
    monkeypatch.setattr(consumer, "AGAIN", timedelta(0))
    lathe = await machine(database)
    reading = Reader(database)
    taking = consumer.Consumer(database, reading)
    line = Line()
    async with asyncio.timeout(PATIENCE_S), beside(taking.work()):
        taking.heard(Delivery(topic(lathe.code, "telemetry"), b'{"values": {"parts": 1}}', line, 258))
        assert await line.sent.get() == b"\x40\x02\x01\x02"
    assert next(times, None) is None
    assert await reading.read() == 1
    assert await value(database, lathe.id, "parts") == 1
    assert await reading.read() == 0


async def test_what_was_taken_in_is_read_after_a_restart(database: Database, connect: Connect) -> None:
    lathe = await machine(database)
    async with database.begin() as session:
        await unread.keep(session, [Incoming(lathe.code, b'{"values": {"parts": 7}}', clock.now())])
        await unread.keep(session, [Incoming("x" * 41, b"{}", clock.now())])  # nobody's
    wire = await connect(lathe)
    await wire.tells(lathe.code, {"values": {"temperature": 20}})

    async def read() -> bool:
        return await value(database, lathe.id, "temperature") == 20

    await until(read)
    assert await value(database, lathe.id, "parts") == 7


async def test_a_command_reaches_the_device_and_what_it_says_comes_back(
    database: Database, connect: Connect, as_staff: AsStaff, drain_jobs: DrainJobs
) -> None:
    lathe, other, staff = await machine(database), await machine(database, "cnc-2"), await as_staff("device.*")
    wire, others = await connect(lathe), await connect(other)
    for device, connection in ((lathe, wire), (other, others)):
        assert await connection.subscribes(topic(device.code, "commands")) == 1
    await wire.tells(lathe.code, {"values": {"temperature": 20}})

    async def online() -> bool:
        return await status(database, lathe.id) == "online"

    await until(online)
    url = f"/staff/devices/{lathe.id}/commands"
    body = {"command": "stop", "params": {"reason": "换刀"}}
    sent = (await staff.client.post(url, json=body, headers=new_key())).raise_for_status().json()
    await drain_jobs()
    async with asyncio.timeout(PATIENCE_S):
        where, payload = await wire.heard.get()
    told = json.loads(payload)
    assert (where, told["id"], told["command"]) == (topic(lathe.code, "commands"), sent["id"], "stop")
    assert told["params"] == {"reason": "换刀"}
    await others.tells(other.code, {"id": sent["id"]}, of="commands/done")
    await wire.tells(lathe.code, b"{", of="commands/done")
    await wire.tells(lathe.code, {"id": sent["id"], "note": "已停"}, of="commands/done")

    async def done() -> bool:
        items = (await staff.client.get(url)).json()["items"]
        return [(item["status"], item["note"]) for item in items] == [("done", "已停")]

    await until(done)
    assert others.heard.empty()
