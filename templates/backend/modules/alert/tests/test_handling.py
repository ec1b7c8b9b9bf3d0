"""What staff do with alarms: acknowledged and cleared are independent."""

import pytest

from app.core.database import Database
from app.modules.alert import sweeping
from tests.alert.alarms import Told, alarms, sweep, tells
from tests.device.machines import machine
from tests.types import AsStaff, Configure, Hand

HOT = {"hot": {"device": "cnc", "when": "temperature > 80", "severity": "major", "escalate_after": "15m"}}


@pytest.fixture(autouse=True)
def hot(configure: Configure) -> None:
    configure("alert", rules=HOT)


@pytest.mark.parametrize(
    ("method", "path", "needed"),
    [
        ("GET", "/staff/alarms", "alert.read"),
        ("GET", "/staff/alarms/unseen", "alert.read"),
        ("GET", "/staff/alarms/1", "alert.read"),
        ("POST", "/staff/alarms/1/acknowledge", "alert.handle"),
        ("POST", "/staff/alarms/1/clear", "alert.handle"),
    ],
)
async def test_permissions(as_staff: AsStaff, method: str, path: str, needed: str) -> None:
    others = {"alert.read", "alert.handle"} - {needed}
    answer = await (await as_staff(*sorted(others))).client.request(method, path)
    assert (answer.status_code, answer.json()["details"]) == (403, {"permission": needed})


async def test_the_four_states(as_staff: AsStaff, database: Database) -> None:
    staff, lathe = await as_staff("alert.*"), await machine(database)
    await tells(database, lathe, temperature=90)
    (shown,) = (await staff.client.get("/staff/alarms")).raise_for_status().json()["items"]
    assert (shown["device_name"], shown["title"], shown["values"]) == ("一号机", "hot", {"temperature": 90})
    assert (shown["told"], shown["work_order"]) == ("主轴温度 90 °C", None)
    assert (await staff.client.get("/staff/alarms/unseen")).json() == {"count": 1}
    url = f"/staff/alarms/{shown['id']}"
    for _ in range(2):
        (await staff.client.post(f"{url}/acknowledge")).raise_for_status()
    assert await alarms(database) == [Told("hot", 1, "ACTIVE_ACK")]
    assert (await staff.client.get("/staff/alarms/unseen")).json() == {"count": 0}
    await tells(database, lathe, temperature=20)
    assert await alarms(database) == [Told("hot", 1, "CLEARED_ACK")]
    await tells(database, lathe, temperature=90)
    await tells(database, lathe, temperature=20)
    assert await alarms(database) == [Told("hot", 1, "CLEARED_ACK"), Told("hot", 1, "CLEARED_UNACK")]
    (await staff.client.post(f"/staff/alarms/{shown['id'] + 1}/acknowledge")).raise_for_status()
    assert await alarms(database) == [Told("hot", 1, "CLEARED_ACK")] * 2
    for which, number in (("open", 0), ("unacknowledged", 0), ("cleared", 2)):
        items = (await staff.client.get("/staff/alarms", params={"which": which})).json()["items"]
        assert len(items) == number
    assert (await staff.client.get("/staff/alarms/99")).json()["code"] == "ALARM_NOT_FOUND"


async def test_cleared_by_hand_it_comes_again_while_it_holds(as_staff: AsStaff, database: Database) -> None:
    staff, lathe = await as_staff("alert.handle"), await machine(database)
    await tells(database, lathe, temperature=90)
    for _ in range(2):
        (await staff.client.post("/staff/alarms/1/clear")).raise_for_status()
    await tells(database, lathe, temperature=90)
    assert await alarms(database) == [Told("hot", 1, "CLEARED_UNACK"), Told("hot", 1, "ACTIVE_UNACK")]


async def test_what_is_done_with_goes_in_time(
    as_staff: AsStaff, database: Database, clock_hand: Hand, configure: Configure
) -> None:
    configure("alert", keep_for="30d")
    staff, lathe, other = await as_staff("alert.handle"), await machine(database), await machine(database, "cnc-2")
    for who in (lathe, other):
        await tells(database, who, temperature=90)
        await tells(database, who, temperature=20)
    (await staff.client.post("/staff/alarms/1/acknowledge")).raise_for_status()
    for days, left in ((29, 2), (2, 1)):
        clock_hand.advance(days=days)
        async with database.begin() as session:
            await sweeping.purge(session, {})
        assert len(await alarms(database)) == left


async def test_it_escalates_once_when_nobody_looks(as_staff: AsStaff, database: Database, clock_hand: Hand) -> None:
    staff = await as_staff("alert.*")
    seen, unseen = await machine(database), await machine(database, "cnc-2")
    for who in (seen, unseen):
        await tells(database, who, temperature=90)
    (await staff.client.post("/staff/alarms/1/acknowledge")).raise_for_status()
    for minutes in (14, 2, 20):
        clock_hand.advance(minutes=minutes)
        await sweep(database)
        items = (await staff.client.get("/staff/alarms")).json()["items"]
        expected = "major" if minutes == 14 else "critical"
        assert [item["severity"] for item in items] == [expected, "major"]
