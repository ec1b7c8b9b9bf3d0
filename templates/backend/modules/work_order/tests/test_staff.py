"""Who may do what."""

import pytest

from tests.types import AsStaff
from tests.work_order.workshop import BASE, EVERYTHING, acts, completed, in_progress, made_ready, opened, sees

ALL = {
    "read",
    "open",
    "work",
    "manage",
    "accept",
    "record",
    "reports",
    "review",
}


@pytest.mark.parametrize(
    ("method", "path", "needed"),
    [
        ("GET", BASE, "read"),
        ("GET", f"{BASE}/1", "read"),
        ("GET", f"{BASE}/label?asset=CNC-01", "read"),
        ("POST", f"{BASE}/1/comments", "read"),
        ("POST", BASE, "open"),
        *[("POST", f"{BASE}/1/{action}", "work") for action in ("take", "start", "hold", "resume", "complete")],
        *[("POST", f"{BASE}/1/{what}", "work") for what in ("pictures", "signature", "entries")],
        ("POST", f"{BASE}/reminders", "work"),
        ("DELETE", f"{BASE}/reminders", "work"),
        ("PUT", f"{BASE}/1/checks/1", "work"),
        ("DELETE", f"{BASE}/1/entries/1", "work"),
        *[("POST", f"{BASE}/1/{action}", "manage") for action in ("assign", "cancel", "archive")],
        ("PUT", f"{BASE}/1/priority", "manage"),
        ("GET", f"{BASE}/workers", "manage"),
        ("POST", f"{BASE}/1/accept", "read"),
        ("POST", f"{BASE}/1/reject", "read"),
        ("GET", f"{BASE}/1/record", "record"),
        ("GET", "/staff/repair-requests", "reports"),
        ("POST", "/staff/repair-requests/1/approve", "review"),
        ("POST", "/staff/repair-requests/1/refuse", "review"),
    ],
)
async def test_permissions(as_staff: AsStaff, method: str, path: str, needed: str) -> None:
    others = sorted(f"work_order.{one}" for one in ALL - {needed})
    answer = await (await as_staff(*others)).client.request(method, path)
    assert (answer.status_code, answer.json()["details"]) == (403, {"permission": f"work_order.{needed}"})


async def test_only_who_has_it_in_hand_works_on_it(as_staff: AsStaff) -> None:
    boss = await as_staff(EVERYTHING)
    worker, other = await as_staff("work_order.read", "work_order.work"), await as_staff("work_order.work")
    order_id = await in_progress(boss, worker)
    for action, body in (("hold", {"reason": "parts"}), ("complete", {"result": "好了"}), ("start", {})):
        refused = await acts(other, order_id, action, **body)
        assert (refused.status_code, refused.json()["code"]) == (403, "WORK_ORDER_NOT_YOURS")
    refused = await other.client.put(f"{BASE}/{order_id}/checks/1", json={"done": True})
    assert refused.json()["code"] == "WORK_ORDER_NOT_YOURS"
    (await acts(boss, order_id, "hold", reason="parts")).raise_for_status()  # who manages orders may
    assert (await sees(worker, order_id))["can"] == ["resume"]


async def test_whoever_asked_for_it_accepts(as_staff: AsStaff) -> None:
    """And whoever may accept anything; nobody else."""
    boss, clerk = await as_staff(EVERYTHING), await as_staff("work_order.read", "work_order.open", scope="self")
    order_id = await opened(clerk)
    other_id = await completed(boss, boss)
    for action, body in (("assign", {"assignee_id": boss.id}), ("start", {})):
        (await acts(boss, order_id, action, **body)).raise_for_status()
    await made_ready(boss, order_id)
    (await acts(boss, order_id, "complete", result="好了")).raise_for_status()
    assert (await sees(clerk, order_id))["can"] == ["accept", "reject"]
    reader = await as_staff("work_order.read")
    for wanted in (order_id, other_id):
        refused = await acts(reader, wanted, "accept", note="x")
        assert (refused.status_code, refused.json()["details"]) == (403, {"permission": "work_order.accept"})
    assert (await acts(clerk, other_id, "accept", note="x")).status_code == 404  # not his to see
    assert (await acts(clerk, order_id, "reject", reason="还在响")).json()["status"] == "in_progress"


async def test_given_to_somebody_else(as_staff: AsStaff) -> None:
    """It goes on where it was, in other hands."""
    boss = await as_staff(EVERYTHING)
    worker, other = await as_staff("work_order.*"), await as_staff("work_order.read", "work_order.work")
    order_id = await in_progress(boss, worker)
    moved = (await acts(boss, order_id, "assign", assignee_id=other.id)).raise_for_status().json()
    assert (moved["status"], moved["assignee_id"]) == ("in_progress", other.id)
    assert (await acts(other, order_id, "hold", reason="stop")).json()["status"] == "on_hold"


async def test_only_workers_are_given_orders(as_staff: AsStaff) -> None:
    boss, reader = await as_staff(EVERYTHING), await as_staff("work_order.read")
    order_id = await opened(boss)
    for nobody in (reader.id, 999):
        refused = await acts(boss, order_id, "assign", assignee_id=nobody)
        assert (refused.status_code, refused.json()["code"]) == (422, "ASSIGNEE_UNKNOWN")
    people = (await boss.client.get(f"{BASE}/workers")).raise_for_status().json()
    assert [one["id"] for one in people] == [boss.id]


async def test_kept_to_his_own(as_staff: AsStaff) -> None:
    """His, and those that he might take; others are not there for him."""
    boss = await as_staff(EVERYTHING)
    his = await as_staff("work_order.read", "work_order.work", scope="self")
    free, taken, own = await opened(boss), await in_progress(boss, boss), await in_progress(boss, his)
    items = (await his.client.get(BASE)).raise_for_status().json()["items"]
    assert [item["id"] for item in items] == [own, free]
    assert (await his.client.get(f"{BASE}/{taken}")).status_code == 404
    assert (await acts(his, taken, "take")).status_code == 404
    assert (await acts(his, free, "take")).json()["status"] == "assigned"


async def test_what_can_be_done_follows_state_and_permissions(as_staff: AsStaff) -> None:
    boss, worker = await as_staff(EVERYTHING), await as_staff("work_order.read", "work_order.work")
    order_id = await opened(boss)
    assert (await sees(worker, order_id))["can"] == ["take"]
    assert (await sees(boss, order_id))["can"] == ["assign", "take", "cancel"]
    await acts(boss, order_id, "assign", assignee_id=worker.id)
    assert (await sees(worker, order_id))["can"] == ["start"]
    await acts(worker, order_id, "start")
    assert (await sees(worker, order_id))["can"] == ["hold", "complete"]


async def test_nothing_there(as_staff: AsStaff) -> None:
    boss = await as_staff(EVERYTHING)
    for action, body in (("take", {}), ("accept", {"note": "x"}), ("cancel", {"reason": "x"})):
        assert (await acts(boss, 99, action, **body)).json()["code"] == "WORK_ORDER_NOT_FOUND"
    assert (await boss.client.get(f"{BASE}/99/record")).json()["code"] == "WORK_ORDER_NOT_FOUND"
