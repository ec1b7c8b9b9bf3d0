"""Maintenance plans at the console."""

from app.core.database import Database
from tests.maintenance_plan.plans import METER, in_days, make, orders, plan
from tests.types import OpenConsole

EVERYTHING = "maintenance_plan.*"
EMPTY = {"first_on": "", "meter": "", "meter_every": "", "meter_next": "", "description": ""}
RHYTHM = {"kind": "date", "every": "1", "unit": "month"}
FORM = {"title": "月度保养", "asset": "CNC-01", "priority": "normal", **RHYTHM, **EMPTY}


async def test_made_and_changed(console: OpenConsole, database: Database) -> None:
    clerk = await console(EVERYTHING)
    answer = await clerk.post("maintenance-plans/create", {**FORM, "active": "on"})
    assert "第一次保养的日期" in answer.text
    made = await clerk.post("maintenance-plans/create", {**FORM, "first_on": in_days(1), "active": "on"})
    assert made.status_code in {200, 303}
    page = await clerk.text("maintenance-plans/list")
    for words in ("月度保养", "每 1 个月", in_days(1)):
        assert words in page
    changed = {**FORM, "title": "季度保养", "every": "3", "first_on": in_days(2), "active": "on"}
    await clerk.post("maintenance-plans/edit?pk=1", changed)
    assert "每 3 个月" in await clerk.text("maintenance-plans/list")
    await make(database)
    [order] = await orders(database)
    assert order.title == "季度保养"
    reader = await console("maintenance_plan.read")
    refused = await reader.post("maintenance-plans/edit?pk=1", changed)
    assert refused.status_code in {302, 303, 403}


async def test_a_meter_is_read(console: OpenConsole, database: Database) -> None:
    dated, metered = await plan(database), await plan(database, **METER)
    clerk = await console(EVERYTHING)
    assert (await clerk.act("maintenance-plans", dated, "meter", value="1600")).status_code == 400
    assert (await clerk.act("maintenance-plans", metered, "meter", value="viel")).status_code == 400
    assert (await clerk.act("maintenance-plans", metered, "meter", value="1600")).status_code == 200
    assert "运转小时 2000" in await clerk.text("maintenance-plans/list")
    assert len(await orders(database)) == 1
