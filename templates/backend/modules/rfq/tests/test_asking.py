"""Requests, as the buyer writes, opens and changes them."""

from datetime import timedelta
from typing import Any

from app.core import clock
from app.core.database import Database
from app.modules.rfq.states import RFQ
from tests.keys import new_key
from tests.rfq.asked import EVERYTHING, LINES, MINE, STAFF, acts, form, opened, quoted, sees, seller, submits, written
from tests.rfq.asked import offer as offer_of
from tests.supplier.company import stands
from tests.types import AsStaff, AsUser, DrainJobs, Hand


async def test_nobody_sees_a_draft(as_staff: AsStaff, as_user: AsUser, database: Database) -> None:
    boss, (supplier_id, person) = await as_staff(EVERYTHING), await seller(as_user, database)
    rfq_id = await written(boss, supplier_id)
    assert (await person.client.get(f"{MINE}/{rfq_id}")).status_code == 404
    assert (await person.client.get(MINE)).json()["items"] == []
    seen = (await acts(boss, rfq_id, "open")).raise_for_status().json()
    assert (seen["status_label"], seen["can"]) == ("报价中", ["edit", "attach", "close", "cancel"])
    assert (await sees(person, rfq_id))["lines"][1]["spec"] == "25×40×7"
    [waiting] = (await person.client.get("/supplier/me")).json()["waiting"][:1]
    assert (waiting["page"], waiting["count"]) == ("rfq.list", 1)
    again = await acts(boss, rfq_id, "open")
    assert (again.status_code, again.json()["details"]) == (409, {"status": "open"})
    never = await written(boss, supplier_id)
    for canceled, status in ((never, 404), (rfq_id, 200)):  # what was never sent out stays unseen
        (await acts(boss, canceled, "cancel", reason="不做了")).raise_for_status()
        assert (await person.client.get(f"{MINE}/{canceled}")).status_code == status


async def test_each_move_once(as_staff: AsStaff, as_user: AsUser, database: Database) -> None:
    boss, (supplier_id, _) = await as_staff(EVERYTHING), await seller(as_user, database)
    rfq_id = await opened(boss, supplier_id)
    for action, body, status in (
        ("award", {"supplier_id": supplier_id}, "open"),
        ("close", {}, "closed"),
        ("close", {}, "closed"),
        ("cancel", {"reason": "不做了"}, "canceled"),
        ("cancel", {"reason": "不做了"}, "canceled"),
        ("open", {}, "canceled"),
    ):
        answer = await acts(boss, rfq_id, action, **body)
        said = answer.json()
        assert (said["status"] if answer.is_success else said["details"]["status"]) == status, action
    assert (await boss.client.get(f"{STAFF}/{rfq_id}")).json()["reason"] == "不做了"
    assert not RFQ.allows("open", "awarded")
    for action in ("open", "close"):
        assert (await acts(boss, 999, action)).json()["code"] == "RFQ_NOT_FOUND"


async def test_what_is_no_request(as_staff: AsStaff, as_user: AsUser, database: Database) -> None:
    boss, (supplier_id, _) = await as_staff(EVERYTHING), await seller(as_user, database)
    wrongs: list[dict[str, Any]] = [
        {"lines": []},
        {"supplier_ids": []},
        {"supplier_ids": [supplier_id, supplier_id]},
        {"lines": [{**LINES[0], "quantity": 0}]},
        {"deadline": "2027-01-01T00:00:00"},
    ]
    for wrong in wrongs:
        refused = await boss.client.post(STAFF, json=form(supplier_id, **wrong), headers=new_key())
        assert refused.status_code == 422, wrong
    for ids, code in (([999], "SUPPLIER_NOT_FOUND"), ([supplier_id], "SUPPLIER_NOT_ACTIVE")):
        if code == "SUPPLIER_NOT_ACTIVE":
            await stands(database, supplier_id, "suspend")
        refused = await boss.client.post(STAFF, json=form(*ids), headers=new_key())
        assert refused.json()["code"] == code
    await stands(database, supplier_id, "activate")
    late = (clock.now() - timedelta(minutes=1)).isoformat()
    rfq_id = await written(boss, supplier_id, deadline=late)
    refused = await acts(boss, rfq_id, "open")
    assert (refused.status_code, refused.json()["code"]) == (422, "RFQ_INCOMPLETE")


async def test_a_draft_is_written_anew(as_staff: AsStaff, as_user: AsUser, database: Database) -> None:
    boss, (first, _), (second, _) = (
        await as_staff(EVERYTHING),
        await seller(as_user, database),
        await seller(as_user, database, "乙"),
    )
    rfq_id = await written(boss, first)
    body = form(second, title="二季度", lines=LINES[:1])
    changed = (await boss.client.put(f"{STAFF}/{rfq_id}", json=body)).raise_for_status().json()
    assert (changed["revision"], changed["title"], len(changed["lines"])) == (1, "二季度", 1)
    assert [one["supplier_id"] for one in changed["suppliers"]] == [second]


async def test_another_revision(
    as_staff: AsStaff, as_user: AsUser, database: Database, drain_jobs: DrainJobs, clock_hand: Hand
) -> None:
    """What was quoted before counts no more; everybody may quote again; the deadline is the new one."""
    boss, (first, person), (second, newcomer) = (
        await as_staff(EVERYTHING),
        await seller(as_user, database),
        await seller(as_user, database, "乙"),
    )
    rfq_id = await opened(boss, first)
    old = await offer_of(person, rfq_id)
    await quoted(person, rfq_id)
    later = (clock.now() + timedelta(days=5)).isoformat()
    body = form(second, lines=[{**LINES[0], "quantity": 500}], deadline=later)
    changed = (await boss.client.put(f"{STAFF}/{rfq_id}", json=body)).raise_for_status().json()
    assert (changed["revision"], changed["quotes"]) == (2, 0)
    assert [one["supplier_id"] for one in changed["suppliers"]] == [first, second]
    assert (await boss.client.get(f"{STAFF}/{rfq_id}/comparison")).json()["suppliers"] == []
    seen = await sees(person, rfq_id)
    assert (seen["quote"]["status_label"], seen["may_quote"]) == ("已作废（询价有改动）", True)
    assert seen["quote"]["total_fen"] == 200 * 380 + 33 * 125
    refused = await submits(person, rfq_id, old)
    assert (refused.status_code, refused.json()["code"]) == (409, "RFQ_REVISED")
    assert refused.json()["details"] == {"revision": 2}
    await quoted(person, rfq_id, 360)
    await quoted(newcomer, rfq_id, 350)
    table = (await boss.client.get(f"{STAFF}/{rfq_id}/comparison")).json()
    assert [one["total_fen"] for one in table["suppliers"]] == [500 * 360, 500 * 350]
    clock_hand.advance(days=4)
    await drain_jobs()
    assert (await sees(person, rfq_id))["status"] == "open"
    clock_hand.advance(days=1, seconds=1)
    await drain_jobs()
    assert (await sees(person, rfq_id))["status"] == "closed"
    boss = await as_staff(EVERYTHING)  # the shift of the other is over
    refused = await boss.client.put(f"{STAFF}/{rfq_id}", json=body)
    assert (refused.status_code, refused.json()["code"]) == (409, "RFQ_MOVED")


async def test_files(as_staff: AsStaff, as_user: AsUser, database: Database) -> None:
    """For those who are invited, and nobody else."""
    boss, (supplier_id, person), (_, other) = (
        await as_staff(EVERYTHING),
        await seller(as_user, database),
        await seller(as_user, database, "乙"),
    )
    rfq_id = await opened(boss, supplier_id)
    url = f"{STAFF}/{rfq_id}/files"
    for data in (b"MZ\x00", b"%PDF-1.7" + b"x" * (5 * 1024 * 1024)):
        refused = await boss.client.post(url, files={"file": ("a.pdf", data)})
        assert (refused.status_code, refused.json()["code"]) == (422, "RFQ_FILE_INVALID")
    kept = (await boss.client.post(url, files={"file": ("图纸.pdf", b"%PDF-1.7 x")})).raise_for_status().json()
    assert (await boss.client.get(f"{url}/{kept['id']}")).content == b"%PDF-1.7 x"
    mine = await person.client.get(f"{MINE}/{rfq_id}/files/{kept['id']}")
    assert (mine.content, mine.headers["content-type"]) == (b"%PDF-1.7 x", "application/pdf")
    assert (await sees(person, rfq_id))["files"][0]["name"] == "图纸.pdf"
    assert (await other.client.get(f"{MINE}/{rfq_id}/files/{kept['id']}")).json()["code"] == "RFQ_NOT_FOUND"
    assert (await person.client.get(f"{MINE}/{rfq_id}/files/999")).json()["code"] == "RFQ_FILE_NOT_FOUND"
    assert (await boss.client.get(f"{url}/999")).status_code == 404
    (await boss.client.post(url, files={"file": ("b.png", b"\x89PNG\r\n\x1a\n")})).raise_for_status()
    full = await boss.client.post(url, files={"file": ("c.png", b"\x89PNG\r\n\x1a\n")})
    assert (full.status_code, full.json()["details"]) == (422, {"limit": 2})
    (await acts(boss, rfq_id, "close")).raise_for_status()
    assert (await boss.client.post(url, files={"file": ("c.png", b"\x89PNG\r\n\x1a\n")})).status_code == 409


async def test_the_list(as_staff: AsStaff, as_user: AsUser, database: Database) -> None:
    boss, (supplier_id, _) = await as_staff(EVERYTHING), await seller(as_user, database)
    draft, open_one = await written(boss, supplier_id), await opened(boss, supplier_id)
    listed = (await boss.client.get(STAFF)).json()["items"]
    assert [one["id"] for one in listed] == [open_one, draft]
    listed = (await boss.client.get(STAFF, params={"status": "draft"})).json()["items"]
    assert [one["id"] for one in listed] == [draft]
