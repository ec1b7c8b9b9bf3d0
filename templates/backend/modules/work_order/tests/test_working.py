"""The steps of a repair, as the people of a workshop take them."""

from typing import Any

import pytest
import sqlalchemy as sa

from app.contracts.work_order import (
    ASSETS,
    WORK_ORDERS,
    NoWorkOrders,
    WorkOrderClosed,
    WorkOrderOpened,
)
from app.core import clock
from app.core.database import Database
from app.modules.work_order import moves
from app.modules.work_order.models import WorkOrder
from tests.keys import new_key
from tests.types import AsStaff, Configure, Hand
from tests.work_order.workshop import (
    BASE,
    EVERYTHING,
    acts,
    completed,
    in_progress,
    made_ready,
    opened,
    picture,
    row,
    sees,
)


class Named:
    async def name(self, session: object, code: str) -> str | None:
        del session
        return {"CNC-01": "一号机"}.get(code)


async def opens(database: Database, key: str, priority: Any = "urgent") -> int | None:  # noqa: ANN401  # one of three
    async with database.begin() as session:
        return await WORK_ORDERS.one(NoWorkOrders()).open(
            session, title="主轴过热", asset="CNC-01", priority=priority, source_key=key, note="83 °C"
        )


async def archive(database: Database) -> None:
    """As the job does it."""
    async with database.begin() as session:
        await moves.archive_due(session, {})


async def test_6_one_alarm_makes_one_order(database: Database) -> None:
    """And a hundred further readings make none."""
    made = {await opens(database, "alert:17") for _ in range(101)}
    assert len(made) == 1
    assert await opens(database, "alert:18") not in made
    async with database.read() as session:
        assert await session.scalar(sa.select(sa.func.count()).select_from(WorkOrder)) == 2


async def test_7_what_an_alarm_opens(
    database: Database, as_staff: AsStaff, clock_hand: Hand, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Open, by the alarm's priority, with the machine, its checklist and the time that it may take."""
    monkeypatch.setattr(ASSETS, "one", lambda _nobody: Named())
    order_id = await opens(database, "alert:17")
    assert order_id is not None
    seen = await sees(await as_staff("work_order.read"), order_id)
    told = {"status": "open", "priority": "urgent", "asset": "CNC-01", "asset_name": "一号机", "source": "alert"}
    assert seen.items() >= told.items()
    assert [check["text"] for check in seen["checks"]] == ["断电挂牌", "试运行", "清理"]
    assert (seen["overdue"], seen["needs_signature"]) == (False, True)
    clock_hand.advance(hours=5)
    assert (await sees(await as_staff("work_order.read"), order_id))["overdue"]
    opened_otherwise = await opens(database, "weather:1", "normal")
    assert opened_otherwise is not None
    assert (await sees(await as_staff("work_order.read"), opened_otherwise))["source_label"] == "其他"


async def test_8_assigned_begun_held_and_resumed(as_staff: AsStaff) -> None:
    boss, worker = await as_staff(EVERYTHING), await as_staff("work_order.read", "work_order.work")
    order_id = await opened(boss, priority="high")
    assert (await acts(boss, order_id, "assign", assignee_id=worker.id)).json()["status"] == "assigned"
    begun = (await acts(worker, order_id, "start")).raise_for_status().json()
    assert (begun["status"], begun["assignee_id"]) == ("in_progress", worker.id)
    photo = (await worker.client.post(f"{BASE}/{order_id}/pictures", files=picture())).raise_for_status().json()
    held = (await acts(worker, order_id, "hold", reason="parts", note="轴承三天后到")).raise_for_status().json()
    assert (held["status"], held["hold_reason"]) == ("on_hold", "parts")
    assert (await acts(worker, order_id, "resume")).json()["status"] == "in_progress"
    seen = await sees(boss, order_id)
    assert [one["key"] for one in seen["pictures"]] == [photo["key"]]
    assert [(line["label"], line["text"]) for line in seen["history"]] == [
        ("开单", ""),
        ("派工", "测试员工"),
        ("接单开工", ""),
        ("挂起", "等备件：轴承三天后到"),
        ("继续维修", ""),
    ]


async def test_8_a_pause_has_a_reason(as_staff: AsStaff) -> None:
    boss = await as_staff(EVERYTHING)
    order_id = await in_progress(boss, boss)
    assert (await acts(boss, order_id, "hold", note="不想修")).status_code == 422
    assert (await acts(boss, order_id, "hold", reason="lunch")).status_code == 422
    assert (await sees(boss, order_id))["status"] == "in_progress"


async def test_9_incomplete_is_not_complete(as_staff: AsStaff) -> None:
    """Without a required item or the signature it is refused, and the refusal names what is missing."""
    boss, worker = await as_staff(EVERYTHING), await as_staff("work_order.read", "work_order.work")
    order_id = await in_progress(boss, worker)
    refused = await acts(worker, order_id, "complete", result="换了轴承")
    assert (refused.status_code, refused.json()["code"]) == (422, "WORK_ORDER_INCOMPLETE")
    assert refused.json()["details"] == {"missing": ["断电挂牌", "试运行"], "signature": True}
    await worker.client.put(f"{BASE}/{order_id}/checks/1", json={"done": True})
    await worker.client.post(f"{BASE}/{order_id}/signature", files=picture(), params={"signed_by": "王强"})
    refused = await acts(worker, order_id, "complete", result="换了轴承")
    assert refused.json()["details"] == {"missing": ["试运行"], "signature": False}
    await worker.client.put(f"{BASE}/{order_id}/checks/2", json={"done": True})
    done = (await acts(worker, order_id, "complete", result="换了轴承")).raise_for_status().json()
    assert (done["status"], done["signed_by"], done["result"]) == ("pending_acceptance", "王强", "换了轴承")


async def test_9_a_rejected_order_is_signed_again(as_staff: AsStaff) -> None:
    boss, worker = await as_staff(EVERYTHING), await as_staff("work_order.read", "work_order.work")
    order_id = await completed(boss, worker)
    back = (await acts(boss, order_id, "reject", reason="还在响")).raise_for_status().json()
    assert (back["status"], back["signed_at"]) == ("in_progress", None)
    again = await acts(worker, order_id, "complete", result="换了轴承")
    assert again.json()["details"] == {"missing": [], "signature": True}
    await worker.client.post(f"{BASE}/{order_id}/signature", files=picture("blue"))
    (await acts(worker, order_id, "complete", result="又调了间隙")).raise_for_status()
    seen = await sees(boss, order_id)
    assert [one["kind"] for one in seen["pictures"]] == ["signature"]  # the last one counts
    closed = (await acts(boss, order_id, "accept", note="很好")).raise_for_status().json()
    assert (closed["status"], closed["history"][-1]["text"]) == ("closed", "很好")


async def test_9_accepted_and_archived_by_itself(as_staff: AsStaff, database: Database, clock_hand: Hand) -> None:
    boss = await as_staff(EVERYTHING)
    order_id, other = await completed(boss, boss), await completed(boss, boss)
    (await acts(boss, order_id, "accept", note="")).raise_for_status()
    clock_hand.advance(days=6)
    await archive(database)
    boss = await as_staff(EVERYTHING)  # sessions do not last so long
    assert (await sees(boss, order_id))["status"] == "closed"
    clock_hand.advance(days=2)
    await archive(database)
    boss = await as_staff(EVERYTHING)
    seen = await sees(boss, order_id)
    assert (seen["status"], seen["history"][-1]["text"]) == ("archived", "到期自动归档")
    assert (await sees(boss, other))["status"] == "pending_acceptance"


async def test_9_archived_by_staff(as_staff: AsStaff) -> None:
    boss = await as_staff(EVERYTHING)
    order_id = await completed(boss, boss)
    assert (await acts(boss, order_id, "archive")).json()["details"] == {"status": "pending_acceptance"}
    (await acts(boss, order_id, "accept", note="")).raise_for_status()
    assert (await acts(boss, order_id, "archive")).json()["status"] == "archived"


async def test_without_signature_where_the_business_wants_none(as_staff: AsStaff, configure: Configure) -> None:
    configure("work_order", signature=False)
    boss = await as_staff(EVERYTHING)
    order_id = await in_progress(boss, boss, checklist="")
    assert (await acts(boss, order_id, "complete", result="好了")).json()["status"] == "pending_acceptance"


async def test_checklists(as_staff: AsStaff) -> None:
    """The one that is named, as it reads when the order is opened."""
    boss = await as_staff(EVERYTHING)
    seen = await sees(boss, await opened(boss, checklist="service"))
    assert (seen["checklist"], [check["text"] for check in seen["checks"]]) == ("月度保养", ["加油"])
    assert (await sees(boss, await opened(boss, checklist="")))["checks"] == []
    body = {"title": "x", "checklist": "nonsense"}
    refused = await boss.client.post(BASE, json=body, headers=new_key())
    assert (refused.status_code, refused.json()["details"]) == (422, {"checklists": ["repair", "service"]})


async def test_an_item_is_done_while_the_order_is_in_progress(as_staff: AsStaff) -> None:
    boss = await as_staff(EVERYTHING)
    order_id = await opened(boss)
    url = f"{BASE}/{order_id}/checks/1"
    early = await boss.client.put(url, json={"done": True})
    assert (early.status_code, early.json()["details"]) == (409, {"status": "open"})
    (await acts(boss, order_id, "take")).raise_for_status()
    (await acts(boss, order_id, "start")).raise_for_status()
    done = (await boss.client.put(url, json={"done": True})).raise_for_status().json()["checks"][0]
    assert (done["done"], done["done_by"]) == (True, "测试员工")
    undone = (await boss.client.put(url, json={"done": False})).raise_for_status().json()["checks"][0]
    assert (undone["done"], undone["done_by"]) == (False, "")
    assert (await boss.client.put(f"{BASE}/{order_id}/checks/9", json={"done": True})).status_code == 404


async def test_priority_decides_about_the_time(as_staff: AsStaff, clock_hand: Hand) -> None:
    boss = await as_staff(EVERYTHING)
    order_id = await opened(boss)
    clock_hand.advance(hours=10)
    assert not (await sees(boss, order_id))["overdue"]
    changed = await boss.client.put(f"{BASE}/{order_id}/priority", json={"priority": "urgent"})
    assert changed.raise_for_status().json()["overdue"]
    (await acts(boss, order_id, "cancel", reason="重复")).raise_for_status()
    assert not (await sees(boss, order_id))["overdue"]
    refused = await boss.client.put(f"{BASE}/{order_id}/priority", json={"priority": "high"})
    assert (refused.status_code, refused.json()["details"]) == (409, {"status": "canceled"})


async def test_events_tell_what_it_was_opened_for(as_staff: AsStaff, database: Database) -> None:
    told: list[object] = []
    with pytest.MonkeyPatch.context() as patch:

        async def heard(session: object, event: object) -> None:
            del session
            told.append(event)

        patch.setattr("app.modules.work_order.moves.emit", heard)
        patch.setattr("app.modules.work_order.opening.emit", heard)
        boss = await as_staff(EVERYTHING)
        order_id = await opens(database, "alert:5")
        assert order_id is not None
        (await acts(boss, order_id, "take")).raise_for_status()
        (await acts(boss, order_id, "start")).raise_for_status()
        await made_ready(boss, order_id)
        (await acts(boss, order_id, "complete", result="好了")).raise_for_status()
        (await acts(boss, order_id, "reject", reason="没有")).raise_for_status()
        await made_ready(boss, order_id)
        (await acts(boss, order_id, "complete", result="好了")).raise_for_status()
        (await acts(boss, order_id, "accept", note="")).raise_for_status()
    assert [type(one).__name__.removeprefix("WorkOrder") for one in told] == [
        "Opened",
        "Assigned",
        "Completed",
        "Rejected",
        "Completed",
        "Closed",
    ]
    assert isinstance(told[0], WorkOrderOpened)
    assert isinstance(told[-1], WorkOrderClosed)
    assert {one.source_key for one in told if isinstance(one, WorkOrderOpened | WorkOrderClosed)} == {"alert:5"}


async def test_downtime(as_staff: AsStaff) -> None:
    boss = await as_staff(EVERYTHING)
    order_id = await in_progress(boss, boss)
    await made_ready(boss, order_id)
    now = clock.now()
    span = {"downtime_from": now.isoformat(), "downtime_to": (now.replace(year=now.year + 1)).isoformat()}
    backwards = {"downtime_from": span["downtime_to"], "downtime_to": span["downtime_from"]}
    naive = {name: value[:19] for name, value in span.items()}
    for wrong in (backwards, naive, {"downtime_from": span["downtime_from"]}):
        assert (await acts(boss, order_id, "complete", result="好了", **wrong)).status_code == 422
    done = (await acts(boss, order_id, "complete", result="好了", **span)).raise_for_status().json()
    assert done["downtime_from"] < done["downtime_to"]


async def test_listed(as_staff: AsStaff, database: Database) -> None:
    boss = await as_staff(EVERYTHING)
    first = await opened(boss, priority="urgent")
    second = await in_progress(boss, boss, asset="LATHE-02")
    third = await row(database, status="closed", staff_id=boss.id)
    for query, expected in (
        ("", [third, second, first]),
        ("?status=running", [second, first]),
        ("?status=closed", [third]),
        ("?priority=urgent", [first]),
        ("?asset=LATHE-02", [second]),
        ("?mine=true", [third, second]),
    ):
        items = (await boss.client.get(f"{BASE}{query}")).raise_for_status().json()["items"]
        assert [item["id"] for item in items] == expected
