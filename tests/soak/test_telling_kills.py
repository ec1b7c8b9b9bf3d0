"""What a broker has acknowledged reaches the database, whoever is killed meanwhile: workers, PostgreSQL, Mosquitto.

Mosquitto writes down what it has every other second, with an `autosave_interval` of 1: killed without a word, it may
lose what it acknowledged after that.
"""

import asyncio
import json
import logging
import os
import random
import runpy
import signal
import subprocess
import sys
import time
from base64 import b64encode
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from secrets import token_bytes
from typing import Any

import pytest
import sqlalchemy as sa
from devices import Device, devices
from knobs import KILLS
from processes import Server, free_port, in_time
from projects import generated
from sqlalchemy.ext.asyncio import create_async_engine

from databases import MortalDatabases, postgresql

NUMBER = 8
WRITTEN_EVERY_S = 2
SLACK_S = 2
"""What a busy machine adds to that."""

KNOWN = sa.text(
    "SELECT message_id FROM device_message JOIN device_device ON device_device.id = device_id WHERE code = :code"
)

log = logging.getLogger(__name__)


@dataclass
class Workshop:
    backend: Path
    environment: dict[str, str]
    broker: Any
    databases: MortalDatabases
    workers: list[Server]

    def run(self, *words: str) -> str:
        """A program of its own; what it says."""
        environment = os.environ | self.environment | {"PYTHONPATH": str(self.backend)}
        command = [sys.executable, *words]
        done = subprocess.run(command, cwd=self.backend, env=environment, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr
        return done.stdout

    async def missing(self, device: Device) -> list[int]:
        engine = create_async_engine(self.environment["DATABASE_URL"])
        try:
            async with engine.connect() as connection:
                there = {row[0] for row in await connection.execute(KNOWN, {"code": device.code})}
        finally:
            await engine.dispose()
        return [number for number in device.acknowledged if f"m-{number}" not in there]


@pytest.fixture
def workshop(tmp_path: Path) -> Iterator[Workshop]:
    backend = generated("factory", tmp_path) / "backend"
    own = runpy.run_path(str(backend / "tests" / "device" / "mosquitto.py"))
    mosquitto = own["mosquitto"](tmp_path / "mosquitto", free_port(), free_port())
    with mosquitto as broker, postgresql(MortalDatabases) as databases:
        key = b64encode(token_bytes(32)).decode()
        environment = {
            "FIELD_KEYS": f"soak:{key}",
            "INDEX_KEY": key,
            "DATABASE_URL": databases(),
            "DEVICE_MQTT_URL": broker.url,
            "DEVICE_MQTT_ACCOUNTS": str(broker.accounts),
        }
        workers = [
            Server(backend, ("app.worker",), "", tmp_path / f"worker{number}.log", environment) for number in range(2)
        ]
        workshop = Workshop(backend, environment, broker, databases, workers)
        workshop.run("-m", "alembic", "upgrade", "heads")
        try:
            for worker in workers:
                worker.start()
            yield workshop
        finally:
            for worker in workers:
                worker.kill()


def registered(workshop: Workshop) -> dict[str, str]:
    said = workshop.run(str(Path(__file__).with_name("registrar.py")), str(NUMBER))
    secrets: dict[str, str] = json.loads(said.splitlines()[-1])
    in_time(lambda: all(f"{code}:" in workshop.broker.accounts.read_text("utf-8") for code in secrets))
    return secrets


def kill(workshop: Workshop, kind: str, chance: random.Random) -> None:
    """Somebody, who comes back after a while."""
    away_s = chance.uniform(0.2, 3)
    if kind == "worker":
        worker = chance.choice(workshop.workers)
        worker.kill()
        time.sleep(away_s)  # how long it is away is what is tried
        worker.start()
    elif kind == "database":
        workshop.databases.kill(chance.choice([signal.SIGKILL, signal.SIGQUIT]))
        time.sleep(away_s)
        workshop.databases.start()
    else:
        (workshop.broker.kill if kind == "broker_killed" else workshop.broker.stop)()
        time.sleep(away_s)
        workshop.broker.start()


async def told_meanwhile(
    workshop: Workshop, kinds: list[str], chance: random.Random
) -> tuple[list[Device], list[float]]:
    """The devices, and when the broker was killed."""
    telling, killed = devices(registered(workshop), workshop.broker.devices), []
    over = asyncio.Event()
    async with asyncio.TaskGroup() as tasks:
        connections = [tasks.create_task(device.stay_connected()) for device in telling]
        talk = [tasks.create_task(device.tell(over)) for device in telling]
        await heard(workshop, telling[0])
        for kind in kinds:
            await asyncio.sleep(chance.uniform(0.5, 4))
            log.info("%s; %s told", kind, sum(device.told for device in telling))
            if kind == "broker_killed":
                killed.append(time.monotonic())
            await asyncio.to_thread(kill, workshop, kind, chance)
        over.set()
        await asyncio.gather(*talk)
        for connection in connections:
            connection.cancel()
    return telling, killed


async def heard(workshop: Workshop, device: Device) -> None:
    """From here on the broker keeps messages for the workers, who have subscribed; those of before are nobody's."""
    async with asyncio.timeout(120):
        while len(await workshop.missing(device)) == len(device.acknowledged):  # noqa: ASYNC110  # it is other processes
            await asyncio.sleep(0.2)  # between two looks


async def settled(workshop: Workshop, telling: list[Device]) -> dict[str, list[int]]:
    """What has not arrived when nothing more does."""
    missing: dict[str, list[int]] = {}
    for _ in range(30):
        now = {device.code: await workshop.missing(device) for device in telling}
        if now == missing or not any(now.values()):
            return now
        missing = now
        await asyncio.sleep(45)  # longer than it takes another worker to take over
    return missing


@pytest.mark.parametrize("kinds", [("worker", "database", "broker"), ("worker", "broker_killed")], ids="-".join)
def test_what_was_acknowledged_arrives(workshop: Workshop, kinds: tuple[str, ...], chance: random.Random) -> None:
    turns = [kinds[turn % len(kinds)] for turn in range(KILLS)]
    chance.shuffle(turns)

    async def run() -> None:
        telling, killed = await told_meanwhile(workshop, turns, chance)
        missing = await settled(workshop, telling)
        marked = [
            (at, number in missing[device.code]) for device in telling for number, at in device.acknowledged.items()
        ]
        begun = min(at for at, is_missing in marked if not is_missing)
        lost = [at for at, is_missing in marked if is_missing and at > begun]
        log.info("%s acknowledged, %s lost", len(marked), len(lost))
        late = [at for at in lost if not any(0 <= end - at <= WRITTEN_EVERY_S + SLACK_S for end in killed)]
        assert late == []

    asyncio.run(run())
