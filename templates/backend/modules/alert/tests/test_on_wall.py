"""Alarms on the wall."""

from app.core.database import Database
from app.modules.alert.on_wall import AlarmsOnWall
from tests.alert.alarms import tells
from tests.device.machines import machine
from tests.types import AsStaff, Configure

RULES = {
    "warm": {"label": "偏热", "device": "cnc", "when": "temperature > 50", "severity": "warning"},
    "hot": {"label": "过热", "device": "cnc", "when": "temperature > 80", "severity": "critical"},
}


async def test_the_worst_first(database: Database, configure: Configure, as_staff: AsStaff) -> None:
    configure("alert", rules=RULES)
    first, second, third = [await machine(database, f"cnc-{number}", name=f"{number} 号机") for number in (1, 2, 3)]
    for lathe, temperature in ((first, 90), (second, 60), (third, 90)):
        await tells(database, lathe, temperature=temperature)
    staff = await as_staff("alert.*")
    items = (await staff.client.get("/staff/alarms", params={"device_id": first.id})).json()["items"]
    for item in items:
        await staff.client.post(f"/staff/alarms/{item['id']}/acknowledge")
    await tells(database, second, temperature=20)
    async with database.read() as session:
        panel = await AlarmsOnWall().panel(session, 3)
    assert [(one.label, one.value) for one in panel.figures] == [("紧急", 2), ("重要", 0), ("次要", 0), ("提示", 2)]
    assert [(row.text, row.note, row.kind) for row in panel.rows] == [
        ("3 号机 过热", "紧急 · 待确认", "bad"),
        ("1 号机 过热", "紧急 · 已确认", "bad"),
        ("3 号机 偏热", "提示 · 待确认", "over"),
    ]
    assert panel.more == 1
