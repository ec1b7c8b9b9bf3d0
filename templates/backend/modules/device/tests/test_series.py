"""Series as charts show them."""

from datetime import timedelta

import httpx
import pytest
import sqlalchemy as sa

from app.core.database import Database
from app.modules.device import purging
from app.modules.device.keeping import milliseconds
from app.modules.device.models import Point
from app.modules.device.series import MOST_POINTS, step_for
from tests.device.machines import machine
from tests.types import AsStaff, Configure, Hand


async def fill(database: Database, device_id: int, hand: Hand, numbers: int, every_s: int) -> None:
    """`numbers` points up to now, of 0, 1, 2 and so on."""
    now = milliseconds(hand.time)
    rows = [
        {"device_id": device_id, "reading": "temperature", "at_ms": now - number * every_s * 1000, "value": number}
        for number in range(numbers)
    ]
    async with database.begin() as session:
        await session.execute(sa.insert(Point), rows)


@pytest.mark.parametrize(
    ("span", "step"),
    [
        (timedelta(minutes=1), 1),
        (timedelta(hours=1), 10),
        (timedelta(days=1), 300),
        (timedelta(days=30), 7200),
        (timedelta(days=366), 86_400),
        (timedelta(days=3660), 8 * 86_400),
        (timedelta(0), 1),
    ],
    ids=str,
)
def test_steps(span: timedelta, step: int) -> None:
    assert step_for(span) == step
    assert span / timedelta(seconds=step) <= MOST_POINTS


async def test_each_point_has_its_lowest_mean_and_highest(
    as_staff: AsStaff, database: Database, clock_hand: Hand
) -> None:
    clock_hand.time = clock_hand.time.replace(minute=59, second=59, microsecond=0)
    lathe, staff = await machine(database), await as_staff("device.read")
    await fill(database, lathe.id, clock_hand, 3600, 1)
    url = f"/staff/devices/{lathe.id}/series/temperature"
    since = clock_hand.time - timedelta(hours=1)
    found = (await staff.client.get(url, params={"since": since.isoformat()})).raise_for_status().json()
    assert (found["step_s"], found["unit"], found["label"]) == (10, "°C", "主轴温度")
    last = found["points"][-1]
    assert (last["low"], last["mean"], last["high"]) == (1, 5, 9)  # the newest, 0, is of this very moment
    assert sorted(point["at"] for point in found["points"]) == [point["at"] for point in found["points"]]


async def test_a_month_is_a_small_answer(as_staff: AsStaff, database: Database, clock_hand: Hand) -> None:
    lathe, staff = await machine(database), await as_staff("device.read")
    await fill(database, lathe.id, clock_hand, 30 * 24 * 12, 300)
    since = (clock_hand.time - timedelta(days=30)).isoformat()
    answer = await staff.client.get(f"/staff/devices/{lathe.id}/series/temperature", params={"since": since})
    assert 300 < len(answer.json()["points"]) <= MOST_POINTS + 1
    assert len(answer.content) < 200_000


async def test_told_again_for_the_same_moment_a_number_stays(
    as_staff: AsStaff, database: Database, client: httpx.AsyncClient, clock_hand: Hand
) -> None:
    lathe, staff = await machine(database), await as_staff("device.read")
    at = (clock_hand.time - timedelta(minutes=1)).isoformat()
    for temperature in (20, 30):
        await lathe.tells(client, {"at": at, "values": {"temperature": temperature}})
    url = f"/staff/devices/{lathe.id}/series/temperature"
    (point,) = (await staff.client.get(url)).json()["points"]
    assert (point["low"], point["high"]) == (20, 20)


async def test_nothing_to_show(as_staff: AsStaff, database: Database) -> None:
    lathe, staff = await machine(database), await as_staff("device.read")
    url = f"/staff/devices/{lathe.id}/series"
    assert (await staff.client.get(f"{url}/temperature")).json()["points"] == []
    backwards = {"since": "2026-01-02T00:00:00Z", "until": "2026-01-01T00:00:00Z"}
    assert (await staff.client.get(f"{url}/temperature", params=backwards)).json()["points"] == []
    unknown = await staff.client.get(f"{url}/pressure")
    assert (unknown.status_code, unknown.json()["code"]) == (404, "READING_UNKNOWN")
    assert (await staff.client.get("/staff/devices/99/series/temperature")).json()["code"] == "DEVICE_NOT_FOUND"


async def test_what_is_old_goes(database: Database, clock_hand: Hand, configure: Configure) -> None:
    configure("device", keep_for="30d")
    lathe = await machine(database)
    await fill(database, lathe.id, clock_hand, 100, 86_400)
    async with database.begin() as session:
        await purging.purge(session, {})
    async with database.read() as session:
        assert await session.scalar(sa.select(sa.func.count()).select_from(Point)) == 31
