"""Step 14: plans by date and by meter; each date and each mark makes one order."""

from datetime import timedelta
from typing import Any

import pytest
import sqlalchemy as sa

from app.contracts.maintenance_plan import METERS
from app.core.database import Database
from app.core.module import SeedData
from app.modules.maintenance_plan.dates import later, today
from app.modules.maintenance_plan.models import Plan
from app.modules.maintenance_plan.seeds import seed
from app.modules.work_order.api import WorkOrder
from tests.keys import new_key
from tests.maintenance_plan.plans import BASE, METER, in_days, make, orders, plan
from tests.types import AsStaff, Configure, DrainJobs, Hand
from tests.work_order.workshop import acts, made_ready

EVERYTHING = ("work_order.*", "maintenance_plan.*")


async def next_of(database: Database, plan_id: int) -> Any:  # noqa: ANN401  # a date, or none
    async with database.read() as session:
        return (await session.get_one(Plan, plan_id)).next_on


async def test_14_a_job_that_runs_twice_makes_one_order(database: Database) -> None:
    plan_id = await plan(database)
    for _ in range(2):
        await make(database)
    [order] = await orders(database)
    assert (order.source, order.source_key) == ("plan", f"plan:{plan_id}:{in_days(0)}")
    assert (order.title, order.asset, order.checklist) == ("月度保养", "CNC-01", "月度保养")
    assert await next_of(database, plan_id) == later(today(), 1, "month")


async def test_an_order_of_a_plan_is_signed_as_any_other(database: Database, configure: Configure) -> None:
    await plan(database)
    await make(database)
    configure("work_order", signature=False)
    await plan(database, title="换油")
    await make(database)
    assert [order.needs_signature for order in await orders(database)] == [True, False]


async def test_14_from_completion(
    database: Database, as_staff: AsStaff, drain_jobs: DrainJobs, clock_hand: Hand
) -> None:
    """Nothing new comes until it is done, and the next date counts from that day."""
    plan_id = await plan(database, every=30, unit="day", from_completion=True)
    await make(database)
    assert await next_of(database, plan_id) is None
    clock_hand.advance(days=40)
    await make(database)
    [order] = await orders(database)
    boss = await as_staff(*EVERYTHING)
    for action in ("take", "start"):
        (await acts(boss, order.id, action)).raise_for_status()
    await made_ready(boss, order.id)
    (await acts(boss, order.id, "complete", result="好了")).raise_for_status()
    [shown] = (await boss.client.get(BASE)).raise_for_status().json()["items"]
    assert (shown["open_order_id"], shown["rhythm"]) == (order.id, "完成后每 30 天")
    (await acts(boss, order.id, "accept", note="")).raise_for_status()
    await drain_jobs()
    assert await next_of(database, plan_id) == today() + timedelta(days=30)
    [shown] = (await boss.client.get(BASE)).raise_for_status().json()["items"]
    assert shown["open_order_id"] is None


async def test_what_is_canceled_is_over_as_well(database: Database, as_staff: AsStaff, drain_jobs: DrainJobs) -> None:
    plan_id = await plan(database, every=1, unit="week", from_completion=True)
    await make(database)
    [order] = await orders(database)
    (await acts(await as_staff(*EVERYTHING), order.id, "cancel", reason="停产")).raise_for_status()
    await drain_jobs()
    assert await next_of(database, plan_id) == today() + timedelta(days=7)


async def test_ahead_of_its_date_and_not_before(database: Database, clock_hand: Hand) -> None:
    await plan(database, first_on=in_days(5))
    await make(database)
    assert await orders(database) == []
    clock_hand.advance(days=2)
    await make(database)
    [order] = await orders(database)
    assert 3 <= (order.due_at - clock_hand.time).days <= 4  # by the end of its day


async def test_how_long_ahead(database: Database, configure: Configure) -> None:
    configure("maintenance_plan", ahead="10d")
    await plan(database, first_on=in_days(10))
    await plan(database, first_on=in_days(11))
    await make(database)
    assert len(await orders(database)) == 1


async def test_what_was_missed_is_not_made_up_for(database: Database, clock_hand: Hand) -> None:
    plan_id = await plan(database, every=1, unit="week")
    clock_hand.advance(days=30)
    for _ in range(2):
        await make(database)
    assert len(await orders(database)) == 1
    assert today() < await next_of(database, plan_id) <= today() + timedelta(days=7)


async def test_a_plan_that_rests_makes_nothing(database: Database) -> None:
    await plan(database, active=False)
    await make(database)
    assert await orders(database) == []


async def test_a_mark_of_a_meter_makes_one_order(database: Database, as_staff: AsStaff) -> None:
    """However many readings are beyond it; and a meter that has run far makes one as well."""
    plan_id, boss = await plan(database, **METER), await as_staff(*EVERYTHING)
    url = f"{BASE}/{plan_id}/reading"
    for value, made, following in (
        (1499.5, 0, 1500),
        (1500, 1, 2000),
        (1500, 1, 2000),
        (1900, 1, 2000),
        (3700, 2, 4000),
    ):
        said = (await boss.client.post(url, json={"value": value})).raise_for_status().json()
        assert (len(await orders(database)), said["meter_next"], said["meter_last"]) == (made, following, value)
    keys = [order.source_key for order in await orders(database)]
    assert keys == [f"plan:{plan_id}:1500", f"plan:{plan_id}:2000"]


async def test_meters_that_read_themselves(database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    class Counter:
        async def reading(self, session: object, asset: str, meter: str) -> float | None:
            del session
            return 1600.0 if (asset, meter) == ("CNC-01", "运转小时") else None

    monkeypatch.setattr(METERS, "one", lambda _nobody: Counter())
    await plan(database, **METER)
    await plan(database, **METER | {"meter": "产量"})
    for _ in range(2):
        await make(database)
    assert len(await orders(database)) == 1


async def test_kept_by_staff(as_staff: AsStaff) -> None:
    boss = await as_staff(*EVERYTHING)
    body = {"title": "月度保养", "asset": "CNC-01", "first_on": in_days(10)}
    made = (await boss.client.post(BASE, json=body, headers=new_key())).raise_for_status().json()
    assert (made["next_on"], made["rhythm"]) == (in_days(10), "每 1 个月")
    url = f"{BASE}/{made['id']}"
    renamed = (await boss.client.put(url, json={**body, "title": "季度保养"})).raise_for_status().json()
    assert (renamed["title"], renamed["next_on"]) == ("季度保养", in_days(10))
    other = {**body, "every": 2, "unit": "week", "first_on": in_days(-1)}
    assert (await boss.client.put(url, json=other)).raise_for_status().json()["next_on"] == in_days(13)
    metered = (await boss.client.put(url, json={**body, **METER})).raise_for_status().json()
    assert (metered["next_on"], metered["rhythm"]) == (None, "运转小时每 500")
    assert (await boss.client.get(f"{BASE}?asset=X")).json()["items"] == []
    assert (await boss.client.put(f"{BASE}/99", json=body)).json()["code"] == "MAINTENANCE_PLAN_NOT_FOUND"
    unknown = await boss.client.put(url, json={**body, "checklist": "nonsense"})
    assert (unknown.status_code, unknown.json()["code"]) == (422, "CHECKLIST_UNKNOWN")


async def test_a_plan_by_date_has_no_meter(database: Database, as_staff: AsStaff) -> None:
    boss = await as_staff(*EVERYTHING)
    refused = await boss.client.post(f"{BASE}/{await plan(database)}/reading", json={"value": 1})
    assert (refused.status_code, refused.json()["code"]) == (409, "MAINTENANCE_PLAN_HAS_NO_METER")


@pytest.mark.parametrize(
    "wrong",
    [
        {"first_on": None},
        {"every": 0},
        {"unit": "year"},
        {"title": " "},
        METER | {"meter": ""},
        METER | {"meter_every": 0},
    ],
)
async def test_bad_plans(as_staff: AsStaff, wrong: dict[str, Any]) -> None:
    boss = await as_staff(*EVERYTHING)
    body = {"title": "月度保养", "first_on": in_days(0), **wrong}
    assert (await boss.client.post(BASE, json=body, headers=new_key())).status_code == 422


@pytest.mark.parametrize(
    ("method", "path", "needed"),
    [
        ("GET", BASE, "read"),
        ("POST", BASE, "edit"),
        ("PUT", f"{BASE}/1", "edit"),
        ("POST", f"{BASE}/1/reading", "meter"),
    ],
)
async def test_permissions(as_staff: AsStaff, method: str, path: str, needed: str) -> None:
    others = sorted(f"maintenance_plan.{one}" for one in {"read", "edit", "meter"} - {needed})
    answer = await (await as_staff(*others)).client.request(method, path)
    assert (answer.status_code, answer.json()["details"]) == (403, {"permission": f"maintenance_plan.{needed}"})


async def test_demo_data(database: Database, tmp_path: Any) -> None:  # noqa: ANN401  # a path
    rows = [{"title": "月度保养", "in_days": 2}, {"title": "换润滑脂", **METER}]
    async with database.begin() as session:
        await seed(session, SeedData({"plans": rows}, tmp_path))
        found = list(await session.scalars(sa.select(Plan).order_by(Plan.id)))
        assert [one.next_on for one in found] == [today() + timedelta(days=2), None]
        assert await session.scalar(sa.select(WorkOrder.id)) is None
