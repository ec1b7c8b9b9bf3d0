"""When an alarm opens, how it counts, and when it clears: by what the device tells, at the times that it tells."""

from datetime import timedelta
from typing import Any

import pytest

from app.core.database import Database
from app.modules.device.ingesting import take
from app.modules.device.messages import Incoming
from tests.alert.alarms import Told, alarms, tells
from tests.device.machines import machine
from tests.types import Configure, Hand

HOT = {"device": "cnc", "when": "temperature > 80", "severity": "major"}


async def test_thirty_seconds_above_the_limit_raise_nothing(database: Database, clock_hand: Hand) -> None:
    lathe = await machine(database)
    for temperature in (90, 90, 90, 90, 70):
        await tells(database, lathe, temperature=temperature)
        clock_hand.advance(seconds=10)
    for temperature in (90, 90, 90, 90, 90, 90):
        await tells(database, lathe, temperature=temperature)
        clock_hand.advance(seconds=10)
    assert await alarms(database) == []


async def test_sixty_seconds_raise_one_alarm_and_a_hundred_more_readings_no_other(
    database: Database, clock_hand: Hand
) -> None:
    lathe = await machine(database)
    for _ in range(7):
        await tells(database, lathe, temperature=90)
        clock_hand.advance(seconds=10)
    assert await alarms(database) == [Told("overheat", 1, "ACTIVE_UNACK")]
    for _ in range(100):
        await tells(database, lathe, temperature=90)
        clock_hand.advance(seconds=10)
    assert await alarms(database) == [Told("overheat", 101, "ACTIVE_UNACK")]


async def test_it_clears_by_its_own_condition_and_opens_anew(database: Database, clock_hand: Hand) -> None:
    lathe = await machine(database)
    for temperature in (*[90] * 7, 78, 78, 74):
        await tells(database, lathe, temperature=temperature)
        clock_hand.advance(seconds=10)
    assert await alarms(database) == [Told("overheat", 1, "CLEARED_UNACK")]
    for _ in range(7):
        await tells(database, lathe, temperature=90)
        clock_hand.advance(seconds=10)
    assert await alarms(database) == [Told("overheat", 1, "CLEARED_UNACK"), Told("overheat", 1, "ACTIVE_UNACK")]


async def test_without_a_condition_of_its_own_it_clears_when_the_rule_no_longer_holds(
    database: Database, configure: Configure
) -> None:
    configure("alert", rules={"hot": HOT})
    lathe = await machine(database)
    for temperature in (81, 82, 80):
        await tells(database, lathe, temperature=temperature)
    assert await alarms(database) == [Told("hot", 2, "CLEARED_UNACK")]


async def test_each_device_has_its_own(database: Database, configure: Configure) -> None:
    configure("alert", rules={"hot": HOT})
    one, other = await machine(database), await machine(database, "cnc-2")
    gateway = await machine(database, "gw-1", type="gateway")
    for who in (one, other, gateway):
        await tells(database, who, temperature=90)
    assert await alarms(database) == [Told("hot", 1, "ACTIVE_UNACK")] * 2


async def test_what_comes_late_raises_nothing_and_clears_nothing(
    database: Database, configure: Configure, clock_hand: Hand
) -> None:
    configure("alert", rules={"hot": HOT})
    lathe = await machine(database)
    now = clock_hand.time
    await tells(database, lathe, now, temperature=20)
    await tells(database, lathe, now - timedelta(minutes=1), temperature=90)
    assert await alarms(database) == []
    await tells(database, lathe, now + timedelta(seconds=1), temperature=90)
    await tells(database, lathe, now - timedelta(minutes=1), temperature=20)
    assert await alarms(database) == [Told("hot", 1, "ACTIVE_UNACK")]


async def test_what_a_device_has_kept_while_it_was_away_counts_by_its_own_clock(
    database: Database, clock_hand: Hand
) -> None:
    lathe = await machine(database)
    begun = clock_hand.time - timedelta(minutes=10)
    for number in range(7):
        await tells(database, lathe, begun + timedelta(seconds=10 * number), temperature=90)
    assert await alarms(database) == [Told("overheat", 1, "ACTIVE_UNACK")]


async def test_one_reading_may_come_before_the_other(database: Database, configure: Configure) -> None:
    configure("alert", rules={"hot": {**HOT, "when": "temperature > 80 and running"}})
    lathe = await machine(database)
    await tells(database, lathe, temperature=90)
    assert await alarms(database) == []
    await tells(database, lathe, running=True)
    assert await alarms(database) == [Told("hot", 1, "ACTIVE_UNACK")]


async def test_three_times_within_ten_minutes(database: Database, configure: Configure, clock_hand: Hand) -> None:
    configure("alert", rules={"jam": {**HOT, "times": 3, "within": "10m"}})
    lathe = await machine(database)
    for minutes in (0, 6, 6):  # three times, but not within ten minutes
        clock_hand.advance(minutes=minutes)
        for temperature in (90, 90, 20):
            await tells(database, lathe, temperature=temperature)
    assert await alarms(database) == []
    clock_hand.advance(minutes=2)
    await tells(database, lathe, temperature=90)
    assert await alarms(database) == [Told("jam", 1, "ACTIVE_UNACK")]


@pytest.mark.parametrize(
    ("when", "temperatures", "raised"),
    [
        ("avg(temperature, 1m) > 80", [70, 80, 100], True),
        ("avg(temperature, 1m) > 80", [70, 80, 90], False),
        ("max(temperature, 30s) - min(temperature, 30s) >= 20", [70, 80, 90], True),
        ("max(temperature, 20s) - min(temperature, 20s) >= 20", [70, 80, 90], False),
        ("rate(temperature, 1m) == 1", [70, 80, 90], True),
        ("rate(temperature, 1m) >= 0", [70], False),
        ("max(parts, 1h) > 0", [70], False),
    ],
)
async def test_windows(  # noqa: PLR0917  # of a table
    database: Database,
    configure: Configure,
    clock_hand: Hand,
    when: str,
    temperatures: list[int],
    raised: Any,  # noqa: ANN401
) -> None:
    configure("alert", rules={"hot": {**HOT, "when": when}})
    lathe = await machine(database)
    for temperature in temperatures:
        clock_hand.advance(seconds=10)
        await tells(database, lathe, temperature=temperature)
    assert bool(await alarms(database)) is raised


async def test_several_messages_in_one_go_count_one_by_one(database: Database, clock_hand: Hand) -> None:
    lathe = await machine(database)
    begun = clock_hand.time - timedelta(minutes=5)
    bodies = [
        f'{{"at": "{(begun + timedelta(seconds=10 * number)).isoformat()}", "values": {{"temperature": 90}}}}'
        for number in range(20)
    ]
    async with database.begin() as session:
        await take(session, [Incoming(lathe.code, body.encode(), clock_hand.time) for body in bodies])
    assert await alarms(database) == [Told("overheat", 14, "ACTIVE_UNACK")]
