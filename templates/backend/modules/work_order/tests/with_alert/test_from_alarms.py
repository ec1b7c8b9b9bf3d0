"""A spike turns into one alarm and one work order, which goes on when the alarm is over."""

import sqlalchemy as sa

from app.core.database import Database
from app.modules.work_order.models import WorkOrder
from tests.alert.alarms import Told, alarms, tells
from tests.device.machines import TYPES, machine
from tests.types import AsStaff, Configure, Hand

OVERHEAT = {
    "label": "主轴过热", "device": "cnc", "when": "temperature > 80", "for": "60s", "clear": "temperature < 75",
    "severity": "critical", "then": ["work_order"],
}  # fmt: skip


async def orders(database: Database) -> list[tuple[str, str, str, str, str]]:
    async with database.read() as session:
        rows = await session.scalars(sa.select(WorkOrder).order_by(WorkOrder.id))
        return [(row.title, row.asset, row.asset_name, row.priority, row.status) for row in rows]


async def test_one_alarm_and_one_order(
    database: Database, configure: Configure, clock_hand: Hand, as_staff: AsStaff
) -> None:
    configure("device", types=TYPES)
    configure("alert", rules={"overheat": OVERHEAT})
    lathe = await machine(database)
    for _ in range(4):  # thirty seconds
        await tells(database, lathe, temperature=90)
        clock_hand.advance(seconds=10)
    await tells(database, lathe, temperature=70)
    assert await orders(database) == []
    for _ in range(107):
        clock_hand.advance(seconds=10)
        await tells(database, lathe, temperature=90)
    order = ("一号机：主轴过热", "cnc-1", "一号机", "urgent", "open")
    assert await alarms(database) == [Told("overheat", 101, "ACTIVE_UNACK")]
    assert await orders(database) == [order]
    clock_hand.advance(seconds=10)
    await tells(database, lathe, temperature=20)
    assert await alarms(database) == [Told("overheat", 101, "CLEARED_UNACK")]
    assert await orders(database) == [order]  # it stays until it is accepted
    foreman = await as_staff("work_order.*", "alert.read")
    (shown,) = (await foreman.client.get("/staff/work-orders")).raise_for_status().json()["items"]
    assert (shown["title"], shown["status"]) == ("一号机：主轴过热", "open")
    (alarm,) = (await foreman.client.get("/staff/alarms")).raise_for_status().json()["items"]
    assert alarm["work_order"] == {"id": shown["id"], "number": shown["number"], "status_label": "待派工"}
