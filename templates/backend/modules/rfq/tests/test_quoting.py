"""Quotes: one for each supplier and revision, in time, unseen by others. Step 15 of the factory's day."""

from datetime import timedelta

from app.core import clock
from app.core.database import Database
from tests.keys import new_key
from tests.rfq.asked import EVERYTHING, MINE, STAFF, acts, offer, opened, quoted, sees, seller, submits
from tests.supplier.company import stands
from tests.types import AsStaff, AsUser, DrainJobs, Hand


async def test_three_are_asked_and_one_gets_it(
    as_staff: AsStaff, as_user: AsUser, database: Database, drain_jobs: DrainJobs, clock_hand: Hand
) -> None:
    boss = await as_staff(EVERYTHING)
    sellers = [await seller(as_user, database, name) for name in ("甲", "乙", "丙")]
    (first, one), (second, two), (_, three) = sellers
    rfq_id = await opened(boss, *(supplier_id for supplier_id, _ in sellers))
    await quoted(one, rfq_id, 380, 125, remark="含税含运")
    await quoted(two, rfq_id, 365, None, lead_days=20)
    again = await submits(one, rfq_id, await offer(one, rfq_id, 1, 1))
    assert (again.status_code, again.json()["code"]) == (409, "QUOTE_EXISTS")
    late = await offer(three, rfq_id)
    clock_hand.advance(days=3)
    refused = await submits(three, rfq_id, late)
    assert (refused.status_code, refused.json()["code"]) == (409, "RFQ_CLOSED")
    assert refused.json()["details"]["status"] == "open"  # the job has not run: the moment itself decides
    await drain_jobs()
    assert (await submits(three, rfq_id, late)).json()["details"]["status"] == "closed"
    boss = await as_staff(EVERYTHING)  # the shift of the other is over
    table = (await boss.client.get(f"{STAFF}/{rfq_id}/comparison")).raise_for_status().json()
    assert [(s["name"], s["total_fen"], s["missing"], s["lowest"]) for s in table["suppliers"]] == [
        ("甲厂", 200 * 380 + 33 * 125, [], True),
        ("乙厂", 200 * 365, [2], False),
    ]
    marks = [[(o["price_fen"], o["amount_fen"], o["lowest"]) for o in line["offers"]] for line in table["lines"]]
    assert marks == [[(380, 76000, False), (365, 73000, True)], [(125, 4125, True), (None, None, False)]]
    said = (await acts(boss, rfq_id, "award", supplier_id=first)).raise_for_status().json()
    assert len(said["award_ids"]) == 1
    detail = (await boss.client.get(f"{STAFF}/{rfq_id}")).json()
    assert [(a["supplier"], a["total_fen"]) for a in detail["awards"]] == [("甲厂", 80125)]
    assert (await sees(one, rfq_id))["quote"]["status_label"] == "已中标"
    assert (await sees(two, rfq_id))["quote"]["status_label"] == "未中标"
    twice = await acts(boss, rfq_id, "award", supplier_id=second)
    assert (twice.status_code, twice.json()["details"]) == (409, {"status": "awarded"})


async def test_nobody_sees_the_others(as_staff: AsStaff, as_user: AsUser, database: Database) -> None:
    """Neither their prices nor that they are asked."""
    boss = await as_staff(EVERYTHING)
    (first, one), (second, two), (_, three) = [await seller(as_user, database, name) for name in ("甲", "乙", "丙")]
    rfq_id = await opened(boss, first, second)
    before = (await two.client.get(f"{MINE}/{rfq_id}")).text
    await quoted(one, rfq_id, 38731, 12577, remark="甲的秘密")
    assert (await two.client.get(f"{MINE}/{rfq_id}")).text == before
    everything = before + (await two.client.get(MINE)).text
    for secret in ("38731", "12577", "甲"):
        assert secret not in everything
    for url in (f"{MINE}/{rfq_id}", f"{MINE}/999"):
        refused = await three.client.get(url)
        assert (refused.status_code, refused.json()["code"]) == (404, "RFQ_NOT_FOUND")
    body = {"revision": 1, "lines": [{"line_id": 1, "price_fen": 1}], "lead_days": 1, "valid_until": "2099-01-01"}
    assert (await submits(three, rfq_id, body)).status_code == 404


async def test_a_draft_may_be_changed_until_it_is_sent(as_staff: AsStaff, as_user: AsUser, database: Database) -> None:
    boss, (supplier_id, person) = await as_staff(EVERYTHING), await seller(as_user, database)
    rfq_id = await opened(boss, supplier_id)
    url = f"{MINE}/{rfq_id}/quote"
    for prices in ((400, None), (390, 120)):
        saved = (await person.client.put(url, json=await offer(person, rfq_id, *prices))).raise_for_status().json()
    assert (saved["quote_label"], saved["quote"]["total_fen"]) == ("未提交", 200 * 390 + 33 * 120)
    table = (await boss.client.get(f"{STAFF}/{rfq_id}/comparison")).json()
    assert table["suppliers"] == []
    key, body = new_key(), await offer(person, rfq_id, 385, 118)
    for _ in range(2):  # the same answer again: it was sent once
        sent = (await person.client.post(url, json=body, headers=key)).raise_for_status().json()
    assert (sent["quote"]["total_fen"], sent["may_quote"]) == (200 * 385 + 33 * 118, False)
    assert (await boss.client.get(f"{STAFF}/{rfq_id}")).json()["quotes"] == 1
    refused = await person.client.put(url, json=body)
    assert (refused.status_code, refused.json()["code"]) == (409, "QUOTE_EXISTS")


async def test_what_is_no_quote(as_staff: AsStaff, as_user: AsUser, database: Database) -> None:
    boss, (supplier_id, person) = await as_staff(EVERYTHING), await seller(as_user, database)
    rfq_id, other = await opened(boss, supplier_id), await opened(boss, supplier_id)
    body, foreign = await offer(person, rfq_id), (await offer(person, other))["lines"]
    for wrong, status in (
        ({"lines": []}, 422),
        ({"lines": [body["lines"][0], body["lines"][0]]}, 422),
        ({"lines": [{**body["lines"][0], "price_fen": 0}]}, 422),
        ({"lead_days": -1}, 422),
        ({"lines": foreign}, 422),
    ):
        assert (await submits(person, rfq_id, {**body, **wrong})).status_code == status
    refused = await submits(person, rfq_id, {**body, "lines": foreign})
    assert refused.json()["code"] == "QUOTE_WRONG"
    assert refused.json()["details"] == {"line_ids": [line["line_id"] for line in foreign]}
    assert (await boss.client.get(f"{STAFF}/{rfq_id}")).json()["quotes"] == 0


async def test_who_is_blocked_cannot_quote(as_staff: AsStaff, as_user: AsUser, database: Database) -> None:
    boss, (supplier_id, person) = await as_staff(EVERYTHING), await seller(as_user, database)
    rfq_id = await opened(boss, supplier_id)
    body = await offer(person, rfq_id)
    for action, status in (("suspend", "suspended"), ("block", "blocked")):
        await stands(database, supplier_id, action)
        refused = await submits(person, rfq_id, body)
        assert (refused.status_code, refused.json()["code"]) == (409, "SUPPLIER_NOT_ACTIVE")
        assert refused.json()["details"] == {"status": status}
    await stands(database, supplier_id, "activate")
    (await submits(person, rfq_id, body)).raise_for_status()
    await stands(database, supplier_id, "block")
    (await acts(boss, rfq_id, "close")).raise_for_status()
    assert (await acts(boss, rfq_id, "award", supplier_id=supplier_id)).json()["code"] == "SUPPLIER_NOT_ACTIVE"


async def test_line_by_line(as_staff: AsStaff, as_user: AsUser, database: Database) -> None:
    boss = await as_staff(EVERYTHING)
    (first, one), (second, two) = [await seller(as_user, database, name) for name in ("甲", "乙")]
    rfq_id = await opened(boss, first, second)
    await quoted(one, rfq_id, 380, None)
    await quoted(two, rfq_id, 390, 120)
    bearing, seal = [line["id"] for line in (await sees(one, rfq_id))["lines"]]
    (await acts(boss, rfq_id, "close")).raise_for_status()
    for wrong in ([{"line_id": seal, "supplier_id": first}], [{"line_id": 999, "supplier_id": second}]):
        refused = await acts(boss, rfq_id, "award", lines=wrong)
        assert (refused.status_code, refused.json()["code"]) == (422, "AWARD_WRONG")
    for both in ({}, {"supplier_id": first, "lines": [{"line_id": seal, "supplier_id": second}]}):
        assert (await boss.client.post(f"{STAFF}/{rfq_id}/award", json=both)).status_code == 422
    twice = [{"line_id": bearing, "supplier_id": first}, {"line_id": bearing, "supplier_id": second}]
    assert (await acts(boss, rfq_id, "award", lines=twice)).status_code == 422
    assert (await acts(boss, rfq_id, "award", supplier_id=999)).json()["code"] == "AWARD_WRONG"
    chosen = [{"line_id": bearing, "supplier_id": first}, {"line_id": seal, "supplier_id": second}]
    (await acts(boss, rfq_id, "award", lines=chosen)).raise_for_status()
    awards = (await boss.client.get(f"{STAFF}/{rfq_id}")).json()["awards"]
    assert [(a["supplier"], a["total_fen"]) for a in awards] == [("甲厂", 76000), ("乙厂", 33 * 120)]


async def test_a_quote_that_is_good_no_more(
    as_staff: AsStaff, as_user: AsUser, database: Database, clock_hand: Hand
) -> None:
    boss, (supplier_id, person) = await as_staff(EVERYTHING), await seller(as_user, database)
    rfq_id = await opened(boss, supplier_id)
    until = (clock.now() + timedelta(days=10)).date().isoformat()
    await quoted(person, rfq_id, valid_until=until)
    (await acts(boss, rfq_id, "close")).raise_for_status()
    clock_hand.advance(days=12)
    boss = await as_staff(EVERYTHING)  # the shift of the other is over
    refused = await acts(boss, rfq_id, "award", supplier_id=supplier_id)
    assert (refused.status_code, refused.json()["code"]) == (409, "QUOTE_EXPIRED")
    assert refused.json()["details"] == {"supplier_id": supplier_id, "valid_until": until}
