"""Devices of which nothing is heard: found by when they were last heard."""

from app.core.database import Database
from tests.alert.alarms import Told, alarms, sweep, tells
from tests.device.machines import machine
from tests.types import AsStaff, Configure, Hand

SILENT = {"silent": {"device": "cnc", "no_data": "5m", "severity": "major"}}


async def test_one_alarm_until_it_is_heard_again(database: Database, configure: Configure, clock_hand: Hand) -> None:
    configure("alert", rules=SILENT)
    lathe = await machine(database)
    await sweep(database)
    assert await alarms(database) == []  # it has never told anything
    await tells(database, lathe, temperature=20)
    clock_hand.advance(minutes=4)
    await sweep(database)
    assert await alarms(database) == []
    clock_hand.advance(minutes=2)
    for _ in range(3):
        await sweep(database)
    assert await alarms(database) == [Told("silent", 1, "ACTIVE_UNACK")]
    await tells(database, lathe, temperature=20)
    assert await alarms(database) == [Told("silent", 1, "CLEARED_UNACK")]


async def test_heard_without_a_value_it_is_silent_no_more(
    database: Database, configure: Configure, clock_hand: Hand
) -> None:
    configure("alert", rules=SILENT)
    lathe = await machine(database)
    await tells(database, lathe, temperature=20)
    clock_hand.advance(minutes=6)
    await sweep(database)
    await tells(database, lathe, nonsense=1)
    await sweep(database)
    assert await alarms(database) == [Told("silent", 1, "CLEARED_UNACK")]


async def test_disabled_devices_are_silent_on_purpose(
    database: Database, configure: Configure, clock_hand: Hand, as_staff: AsStaff
) -> None:
    configure("alert", rules=SILENT)
    lathe, boss = await machine(database), await as_staff("device.edit")
    await tells(database, lathe, temperature=20)
    (await boss.client.put(f"/staff/devices/{lathe.id}/enabled", json={"enabled": False})).raise_for_status()
    clock_hand.advance(minutes=6)
    await sweep(database)
    assert await alarms(database) == []


async def test_a_rule_that_is_there_no_more_leaves_no_alarm_open(database: Database, configure: Configure) -> None:
    configure("alert", rules={"hot": {"device": "cnc", "when": "temperature > 80", "severity": "major"}})
    await tells(database, await machine(database), temperature=90)
    configure("alert", rules={})
    await sweep(database)
    assert await alarms(database) == [Told("hot", 1, "CLEARED_UNACK")]
