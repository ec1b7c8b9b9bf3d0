"""What the supplier reports, and the buyer sees. Step 17 of the factory's day."""

from app.core.database import Database
from tests.keys import new_key
from tests.purchase_order.ordered import (
    EVERYTHING,
    MINE,
    acts,
    bills,
    picture,
    placed,
    receives,
    reports,
    sees,
    seller,
)
from tests.supplier.company import stands
from tests.types import AsStaff, AsUser


async def test_in_turn(as_staff: AsStaff, as_user: AsUser, database: Database) -> None:
    boss, (supplier_id, person) = await as_staff(EVERYTHING), await seller(as_user, database)
    order_id = await placed(boss, supplier_id)
    early = await reports(person, order_id, "shipped")
    assert (early.status_code, early.json()["code"]) == (409, "MILESTONE_OUT_OF_TURN")
    assert early.json()["details"] == {"milestone": ""}
    for kind in ("confirmed", "in_production", "in_production", "packed", "shipped", "packed", "shipped"):
        (await reports(person, order_id, kind)).raise_for_status()
    again = await reports(person, order_id, "confirmed")
    assert (again.status_code, again.json()["details"]) == (409, {"milestone": "shipped"})
    order = await sees(boss, order_id)
    assert order["milestone_label"] == "已发货"
    assert [one["label"] for one in order["milestones"]][-3:] == ["生产中", "生产中", "已确认"]
    assert order["milestones"][0]["note"] == "顺丰 SF1"
    for wrong in ({"kind": "lost"}, {"happened_on": "heute"}, {"kind": "shipped", "note": ""}):
        body = {"kind": "packed", "happened_on": "2026-11-22", "note": "x", **wrong}
        refused = await person.client.post(f"{MINE}/{order_id}/milestones", json=body, headers=new_key())
        assert refused.status_code == 422


async def test_with_photos(as_staff: AsStaff, as_user: AsUser, database: Database) -> None:
    boss, (supplier_id, person) = await as_staff(EVERYTHING), await seller(as_user, database)
    _, other = await seller(as_user, database, "乙")
    order_id = await placed(boss, supplier_id)
    milestone_id = (await reports(person, order_id, "confirmed")).raise_for_status().json()["id"]
    url = f"/supplier/milestones/{milestone_id}/photos"
    assert (await other.client.post(url, files=picture())).json()["code"] == "MILESTONE_NOT_FOUND"
    assert (await person.client.post(url, files={"file": ("a.png", b"x")})).json()["code"] == "PICTURE_INVALID"
    for status in (201, 201, 422):
        answer = await person.client.post(url, files=picture())
        assert answer.status_code == status
    assert (answer.json()["code"], answer.json()["details"]) == ("MILESTONE_TOO_MANY_PHOTOS", {"limit": 2})
    [milestone] = (await sees(boss, order_id))["milestones"]
    assert len(milestone["photos"]) == 2
    assert len((await person.client.get(f"{MINE}/{order_id}")).json()["milestones"][0]["photos"]) == 2


async def test_who_may(as_staff: AsStaff, as_user: AsUser, database: Database) -> None:
    """Its own supplier, unless it is blocked, while something is still to come."""
    boss, (supplier_id, person) = await as_staff(EVERYTHING), await seller(as_user, database)
    _, other = await seller(as_user, database, "乙")
    order_id = await placed(boss, supplier_id)
    assert (await reports(other, order_id, "confirmed")).status_code == 404
    await stands(database, supplier_id, "suspend")
    (await reports(person, order_id, "confirmed")).raise_for_status()
    await stands(database, supplier_id, "block")
    assert (await reports(person, order_id, "in_production")).json()["code"] == "SUPPLIER_NOT_ACTIVE"
    await stands(database, supplier_id, "activate")
    (await acts(boss, order_id, "hold", reason="等等")).raise_for_status()
    refused = await reports(person, order_id, "in_production")
    assert (refused.status_code, refused.json()["details"]) == (409, {"status": "on_hold"})
    (await acts(boss, order_id, "reopen")).raise_for_status()
    (await receives(boss, order_id, 200, 33)).raise_for_status()
    (await bills(boss, order_id, (await sees(boss, order_id))["total_fen"])).raise_for_status()
    seen = (await person.client.get(f"{MINE}/{order_id}")).json()
    assert (seen["status"], seen["next_milestones"]) == ("completed", [])
    assert (await reports(person, order_id, "in_production")).json()["details"] == {"status": "completed"}
