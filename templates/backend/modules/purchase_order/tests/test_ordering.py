"""Orders: made, placed, held, closed and cancelled."""

import pytest

from app.core.database import Database
from app.modules.purchase_order.states import PURCHASE_ORDER, derived
from tests.keys import new_key
from tests.purchase_order.ordered import (
    EVERYTHING,
    LINES,
    MINE,
    STAFF,
    TOTAL,
    acts,
    bills,
    placed,
    receives,
    sees,
    seller,
    written,
)
from tests.supplier.company import stands
from tests.types import AsStaff, AsUser


@pytest.mark.parametrize(
    ("received", "billed", "status"),
    [(0, 0, "to_receive_and_bill"), (99, 99, "to_receive_and_bill"), (100, 99, "to_bill"), (99, 100, "to_receive")],
)
def test_what_follows(received: int, billed: int, status: str) -> None:
    assert derived(received, billed) == status
    assert derived(100, 100) == "completed"


async def test_nobody_sees_a_draft(as_staff: AsStaff, as_user: AsUser, database: Database) -> None:
    boss, (supplier_id, person) = await as_staff(EVERYTHING), await seller(as_user, database)
    _, other = await seller(as_user, database, "乙")
    order_id = await written(boss, supplier_id)
    assert (await person.client.get(f"{MINE}/{order_id}")).status_code == 404
    order = (await acts(boss, order_id, "place")).raise_for_status().json()
    assert (order["status_label"], order["total_fen"], order["supplier"]) == ("待收货待开票", TOTAL, "甲厂")
    assert order["can"] == ["receive", "bill", "hold", "close", "cancel"]
    seen = (await person.client.get(f"{MINE}/{order_id}")).raise_for_status().json()
    assert (seen["milestone_label"], seen["next_milestones"]) == ("待确认", ["confirmed"])
    assert (await other.client.get(f"{MINE}/{order_id}")).json()["code"] == "PURCHASE_ORDER_NOT_FOUND"
    assert [len((await one.client.get(MINE)).json()["items"]) for one in (person, other)] == [1, 0]
    works = (await person.client.get("/supplier/me")).json()["waiting"]
    assert [work["count"] for work in works if work["page"] == "purchase_order.list"] == [1]
    never = await written(boss, supplier_id)
    for cancelled, status in ((never, 404), (order_id, 200)):  # what was never placed stays unseen
        (await acts(boss, cancelled, "cancel", reason="不要了")).raise_for_status()
        assert (await person.client.get(f"{MINE}/{cancelled}")).status_code == status


async def test_each_move_where_it_is_legal(as_staff: AsStaff, as_user: AsUser, database: Database) -> None:
    boss, (supplier_id, _) = await as_staff(EVERYTHING), await seller(as_user, database)
    order_id = await placed(boss, supplier_id)
    why = {"reason": "等图纸"}
    for action, body, status in (
        ("place", {}, None),
        ("reopen", {}, None),
        ("hold", why, "on_hold"),
        ("hold", why, None),
        ("cancel", why, None),
        ("reopen", {}, "to_receive_and_bill"),
        ("close", why, "closed"),
        ("close", why, None),
        ("hold", why, None),
        ("reopen", {}, "to_receive_and_bill"),
        ("cancel", why, "cancelled"),
        ("reopen", {}, None),
        ("close", why, None),
    ):
        answer = await acts(boss, order_id, action, **body)
        if status is None:
            assert (answer.status_code, answer.json()["code"]) == (409, "PURCHASE_ORDER_MOVED"), action
        else:
            assert answer.raise_for_status().json()["status"] == status
    assert (await sees(boss, order_id))["reason"] == "等图纸"
    assert not PURCHASE_ORDER.allows("completed", "cancelled")
    assert (await acts(boss, 999, "place")).status_code == 404


async def test_nothing_is_taken_while_it_waits(as_staff: AsStaff, as_user: AsUser, database: Database) -> None:
    boss, (supplier_id, _) = await as_staff(EVERYTHING), await seller(as_user, database)
    order_id = await written(boss, supplier_id)
    for status, action in (("draft", "place"), ("on_hold", "reopen"), ("closed", "reopen")):
        for refused in (await receives(boss, order_id, 1, 0), await bills(boss, order_id, 100)):
            assert (refused.status_code, refused.json()["details"]) == (409, {"status": status})
        (await acts(boss, order_id, action)).raise_for_status()
        following = {"draft": "hold", "on_hold": "close"}.get(status)
        if following:
            (await acts(boss, order_id, following, reason="等等")).raise_for_status()


async def test_no_cancelling_of_what_has_begun(as_staff: AsStaff, as_user: AsUser, database: Database) -> None:
    boss, (supplier_id, _) = await as_staff(EVERYTHING), await seller(as_user, database)
    first, second = [await placed(boss, supplier_id) for _ in range(2)]
    (await receives(boss, first, 1, 0)).raise_for_status()
    (await bills(boss, second, 100)).raise_for_status()
    for order_id in (first, second):
        assert "cancel" not in (await sees(boss, order_id))["can"]
        assert (await acts(boss, order_id, "cancel", reason="不要了")).status_code == 409
        (await acts(boss, order_id, "close", reason="不要了")).raise_for_status()


async def test_for_nothing(as_staff: AsStaff, as_user: AsUser, database: Database) -> None:
    """There is nothing to bill."""
    boss, (supplier_id, _) = await as_staff(EVERYTHING), await seller(as_user, database)
    order_id = await placed(boss, supplier_id, lines=[{"item": "样件", "quantity": 2, "price_fen": 0}])
    assert (await sees(boss, order_id))["status"] == "to_receive"
    (await receives(boss, order_id, 2)).raise_for_status()
    assert (await sees(boss, order_id))["status"] == "completed"


async def test_what_is_no_order(as_staff: AsStaff, as_user: AsUser, database: Database) -> None:
    boss, (supplier_id, _) = await as_staff(EVERYTHING), await seller(as_user, database)
    whole = {"title": "轴承", "supplier_id": supplier_id, "lines": LINES}
    for wrong, status in (({"lines": []}, 422), ({"title": ""}, 422), ({"supplier_id": 999}, 404)):
        assert (await boss.client.post(STAFF, json={**whole, **wrong}, headers=new_key())).status_code == status
    order_id = await written(boss, supplier_id)
    await stands(database, supplier_id, "suspend")
    assert (await boss.client.post(STAFF, json=whole, headers=new_key())).json()["code"] == "SUPPLIER_NOT_ACTIVE"
    assert (await acts(boss, order_id, "place")).json()["code"] == "SUPPLIER_NOT_ACTIVE"
    nothing = await boss.client.post(f"{STAFF}/from-award", json={"award_id": 999})
    assert (nothing.status_code, nothing.json()["code"]) == (404, "AWARD_NOT_FOUND")


async def test_the_list(as_staff: AsStaff, as_user: AsUser, database: Database) -> None:
    boss, (first, _), (second, _) = (
        await as_staff(EVERYTHING),
        await seller(as_user, database),
        await seller(as_user, database, "乙"),
    )
    draft, running = await written(boss, first), await placed(boss, second)

    async def listed(**query: str) -> list[int]:
        return [one["id"] for one in (await boss.client.get(STAFF, params=query)).raise_for_status().json()["items"]]

    assert await listed() == [running, draft]
    assert await listed(status="running") == [running]
    assert await listed(status="draft") == [draft]
    assert await listed(supplier_id=str(first)) == [draft]
