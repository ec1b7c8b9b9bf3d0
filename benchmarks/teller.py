"""Devices, and who takes in what they tell, inside a generated backend.

`teller.py prepare DEVICES ACCOUNTS` makes devices and the broker's accounts. `subscribe` makes the broker keep messages
for both listeners. `tell DEVICES MESSAGES RUN` sends them. `bare MESSAGES` and `ours MESSAGES` say that they are ready,
wait for a line on standard input, and print seconds and seconds of processor time until all are acknowledged:
one counts, the other has them in the database. The broker's address is in DEVICE_MQTT_URL.
"""

import asyncio
import json
import os
import sys
import time
from collections.abc import Iterable
from functools import partial
from pathlib import Path
from typing import Any

SINCE_MS, RUN_MS = 1_700_000_000_000, 10_000_000
BARE = "bare"


async def prepare(devices: int, accounts_file: Path) -> None:
    from app.core.context import SYSTEM
    from app.core.database import Database
    from app.core.settings import settings
    from app.modules.device import registering
    from app.modules.device.mqtt import accounts
    from app.modules.device.schemas import DeviceIn

    database = Database(settings().database_url)
    async with database.begin() as session:
        for number in range(devices):
            body = DeviceIn(code=f"cnc-{number}", type="cnc", name=f"{number}号机")
            await registering.register(session, SYSTEM, body)
    async with database.read() as session:
        text = await accounts.listed(session, _broker())
    await database.close()
    accounts.replace(accounts_file, text)


async def subscribe() -> None:
    from app.modules.device.mqtt.connection import listening
    from app.modules.device.mqtt.holding import CLIENT_ID

    def never(_: object) -> None:
        """Nobody acknowledges anything."""

    for client_id in (BARE, CLIENT_ID):
        heard = asyncio.Event()
        async with listening(_broker(), client_id, never) as client:
            client.on_subscribe = partial(_set, heard)
            await heard.wait()


def _set(event: asyncio.Event, *_: object) -> None:
    event.set()


async def tell(devices: int, messages: int, run: str) -> None:
    """As the server's own account, which the bench lets write what a device may. Each `run` tells something new."""
    from app.modules.device.mqtt.topics import TELEMETRY, topic
    from gmqtt import Client
    from gmqtt.mqtt.constants import MQTTv311

    address = _broker()
    client = Client("teller")
    client.set_auth_credentials(address.username, address.password)
    await client.connect(address.host, address.port, version=MQTTv311)
    for number in range(messages):
        values = {"temperature": 40 + number % 60 / 2, "vibration": number % 40 / 4, "running": True, "parts": number}
        body = {"id": f"{run}-{number}", "at": SINCE_MS + int(run) * RUN_MS + number * 100, "values": values}
        client.publish(topic(f"cnc-{number % devices}", TELEMETRY), json.dumps(body), qos=1)
        if number % 500 == 0:
            await client._persistent_storage.wait_empty()  # noqa: SLF001  nothing else tells that the broker has them
    await client._persistent_storage.wait_empty()  # noqa: SLF001
    await client.disconnect()


async def bare(messages: int) -> tuple[float, float, float]:
    """As the library comes: it acknowledges a message before it passes it on."""
    from gmqtt import Client
    from gmqtt.mqtt.constants import MQTTv311

    done, address = _Countdown(messages), _broker()
    client = Client(BARE, clean_session=False)
    client.set_auth_credentials(address.username, address.password)
    client.on_message = lambda *_: done.count(1)
    _ready()
    clock, processor = time.perf_counter(), time.process_time()
    await client.connect(address.host, address.port, version=MQTTv311)
    await done.wait()
    seconds, spent = time.perf_counter() - clock, time.process_time() - processor
    await client.disconnect()
    return seconds, spent, seconds


async def ours(messages: int) -> tuple[float, float, float]:
    """The third number: seconds until all were read and judged as well."""
    import app.main  # noqa: F401  modules have met
    import sqlalchemy as sa
    from app.core.database import Database
    from app.core.settings import settings
    from app.modules.device.models import Unread
    from app.modules.device.mqtt import consumer
    from app.modules.device.mqtt.holding import Taker

    done, acknowledge = _Countdown(messages), consumer.acknowledge

    def counted(deliveries: Iterable[Any]) -> None:
        batch = list(deliveries)
        acknowledge(batch)
        done.count(len(batch))

    consumer.acknowledge = counted
    database = Database(settings().database_url)
    async with consumer.consuming(database) as taking:
        taker = Taker(database, _broker(), "bench", taking.heard)
        _ready()
        clock, processor = time.perf_counter(), time.process_time()
        await taker.round()
        await done.wait()
        seconds, spent = time.perf_counter() - clock, time.process_time() - processor
        left: object = True
        while left:
            await asyncio.sleep(0.05)
            async with database.read() as session:
                left = await session.scalar(sa.select(Unread.id).limit(1))
        read = time.perf_counter() - clock
        await taker.leave()
    await database.close()
    return seconds, spent, read


class _Countdown(asyncio.Event):
    """Set when so many have been counted."""

    def __init__(self, left: int) -> None:
        super().__init__()
        self._left = left

    def count(self, number: int) -> None:
        self._left -= number
        if self._left <= 0:
            self.set()


def _broker() -> Any:  # noqa: ANN401  of the backend
    from app.modules.device.mqtt.settings import Address

    return Address(os.environ["DEVICE_MQTT_URL"])


def _ready() -> None:
    sys.stdout.write("ready\n")
    sys.stdout.flush()
    sys.stdin.readline()


def main(what: str, *words: str) -> None:
    if what == "prepare":
        asyncio.run(prepare(int(words[0]), Path(words[1])))
    elif what == "subscribe":
        asyncio.run(subscribe())
    elif what == "tell":
        asyncio.run(tell(int(words[0]), int(words[1]), words[2]))
    else:
        told = asyncio.run((bare if what == BARE else ours)(int(words[0])))
        sys.stdout.write(json.dumps(told))


if __name__ == "__main__":
    main(*sys.argv[1:])
