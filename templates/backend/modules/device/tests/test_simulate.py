"""Simulated machines tell what their profile says, over MQTT, and are taken for what they are."""

import asyncio
import random

import pytest
import sqlalchemy as sa

from app.core.database import Database
from app.modules.device.models import Device, Latest, Message
from app.modules.device.mqtt import settings
from app.modules.device.settings import DeviceSettings
from devtools.device import simulate
from devtools.device.profiles import (
    PROFILES,
    SILENT_FOR_S,
    SPIKE_S,
    SPIKES_EVERY_S,
    STORM_INTERVAL_S,
    TELLS_FOR_S,
    Profile,
    interval_s,
    tells,
    values,
)
from tests.device.machines import counts, status
from tests.device.wires import until
from tests.keys import new_key
from tests.types import AsStaff, Configure, DrainJobs


@pytest.mark.parametrize("profile", PROFILES)
def test_every_value_fits_its_type(profile: Profile) -> None:
    kind = DeviceSettings.load().types["cnc"]
    for at_s in range(0, 4000, 7):
        told = values(profile, kind, at_s, random.Random(at_s))  # noqa: S311  # to be repeated
        assert set(told) == set(kind.telemetry)
        for name, value in told.items():
            assert kind.telemetry[name].is_of_type(value)
            assert kind.telemetry[name].is_in_range(value)


def temperature(profile: Profile, at_s: float) -> float:
    kind = DeviceSettings.load().types["cnc"]
    return float(values(profile, kind, at_s, random.Random(1))["temperature"])  # noqa: S311  # to be repeated


def test_profiles() -> None:
    assert temperature("steady", 0) < 80
    assert temperature("spike", 0) > 150
    assert temperature("spike", SPIKE_S) < 80
    assert temperature("spike", SPIKES_EVERY_S) > 150
    assert temperature("drift", 0) < 80 < temperature("drift", 1800)
    assert temperature("flapping", 15) > 150
    assert temperature("flapping", 45) < 80
    assert tells("silent", TELLS_FOR_S - 1)
    assert not tells("silent", TELLS_FOR_S)
    assert tells("silent", TELLS_FOR_S + SILENT_FOR_S)
    assert interval_s("storm", DeviceSettings.load().types["cnc"]) == STORM_INTERVAL_S


def test_the_same_seed_tells_the_same() -> None:
    assert temperature("steady", 5) == temperature("steady", 5)


async def simulated(database: Database, *words: str) -> int:
    return await simulate.simulate(simulate.parser().parse_args(words), database.url)


async def test_told_over_mqtt(database: Database, port: int, capsys: pytest.CaptureFixture[str]) -> None:
    assert port
    for seed in ("1", "2"):  # registered once; a new secret each time
        words = ("--devices", "2", "--type", "cnc", "--profile", "storm", "--seconds", "0.5", "--seed", seed)
        await simulated(database, *words)
    told = capsys.readouterr().out
    assert "2 台设备开始上报" in told
    async with database.read() as session:
        known = {device.code: device.status for device in await session.scalars(sa.select(Device))}
        assert known == {"sim-cnc-1": "online", "sim-cnc-2": "online"}
        assert await session.scalar(sa.select(sa.func.count()).select_from(Latest)) == 8
    sent = sum(int(line.split()[1]) for line in told.splitlines() if line.startswith("共上报"))

    async def taken() -> bool:  # the broker has them all, and hands them on
        async with database.read() as session:
            return await session.scalar(sa.select(sa.func.count()).select_from(Message)) == sent

    await until(taken)
    assert await counts(database, 1) == {}


def test_ctrl_c_ends_it_without_a_word(monkeypatch: pytest.MonkeyPatch) -> None:
    async def interrupted(*_: object) -> int:
        raise KeyboardInterrupt

    monkeypatch.setattr(simulate, "simulate", interrupted)
    assert simulate.main(["--devices", "1"]) == 0


async def test_a_command_is_obeyed(
    database: Database, port: int, as_staff: AsStaff, drain_jobs: DrainJobs, configure: Configure
) -> None:
    assert port
    configure("device", command_timeout="1h")
    staff = await as_staff("device.*")
    url, words = (
        "/staff/devices/1/commands",
        ("--devices", "1", "--type", "cnc", "--profile", "storm", "--seconds", "60"),
    )

    async def online() -> bool:
        return await status(database, 1) == "online"

    async def done() -> bool:
        items = (await staff.client.get(url)).json()["items"]
        return [(item["status"], item["note"]) for item in items] == [("done", "模拟设备")]

    telling = asyncio.create_task(simulated(database, *words))
    try:
        await until(online)
        body = {"command": "stop", "params": {"reason": "换刀"}}
        (await staff.client.post(url, json=body, headers=new_key())).raise_for_status()
        await drain_jobs()
        await until(done)
    finally:
        telling.cancel()


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--type", "robot"], "没有设备类型 robot"),
        ([], "连不上 127.0.0.1:1"),
    ],
)
async def test_what_cannot_be_simulated(
    database: Database, monkeypatch: pytest.MonkeyPatch, words: list[str], said: str
) -> None:
    monkeypatch.setenv("DEVICE_MQTT_URL", "mqtt://127.0.0.1:1")
    settings.environment.cache_clear()
    with pytest.raises(SystemExit, match=said):
        await simulated(database, "--devices", "1", "--seconds", "1", *words)
    settings.environment.cache_clear()
