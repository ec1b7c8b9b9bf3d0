"""From the request to the verdict, and the next version of what failed. Step 16 of the factory's day."""

from app.core.database import Database
from app.modules.sample.states import SAMPLE
from tests.keys import new_key
from tests.rfq.asked import acts, opened, seller, written
from tests.sample.sent import (
    EVERYTHING,
    MINE,
    PARCEL,
    STAFF,
    asked,
    failed,
    judges,
    picture,
    receives,
    resends,
    sends,
)
from tests.supplier.company import stands
from tests.types import AsStaff, AsUser


async def test_failed_and_sent_again(as_staff: AsStaff, as_user: AsUser, database: Database) -> None:
    boss, (supplier_id, person) = await as_staff(*EVERYTHING), await seller(as_user, database)
    rfq_id = await opened(boss, supplier_id)
    first = await asked(boss, rfq_id, supplier_id, quantity=5, note="先做五件")
    seen = (await person.client.get(f"{MINE}/{first}")).raise_for_status().json()
    assert (seen["item"], seen["version"], seen["status_label"], seen["can"]) == (
        "深沟球轴承 6204",
        1,
        "待寄样",
        ["send"],
    )
    sent = (await sends(person, first)).raise_for_status().json()
    assert (sent["status"], sent["tracking_number"]) == ("sent", "SF1234567890")
    assert (await receives(boss, first)).raise_for_status().json()["can"] == ["pass", "fail"]
    assert (await judges(boss, first, passed=False, verdict="")).status_code == 422
    verdict = (await judges(boss, first, passed=False)).raise_for_status().json()
    assert (verdict["status_label"], verdict["verdict"]) == ("不合格", "圆度超差")
    assert (await person.client.get(f"{MINE}/{first}")).json()["can"] == ["resend"]
    key = new_key()
    for _ in range(2):  # sent once, however often it is said
        answer = await person.client.post(f"{MINE}/{first}/resend", json=PARCEL, headers=key)
        second = answer.raise_for_status().json()
    assert (second["version"], second["status"], second["number"]) == (2, "sent", seen["number"])
    refused = await resends(person, first)
    assert (refused.status_code, refused.json()["code"]) == (409, "SAMPLE_FOLLOWED")
    assert refused.json()["details"] == {"sample_id": second["id"]}
    assert (await person.client.get(f"{MINE}/{first}")).json()["can"] == []
    (await receives(boss, second["id"])).raise_for_status()
    story = (await judges(boss, second["id"], passed=True, verdict="")).raise_for_status().json()
    assert [(one["version"], one["status"]) for one in story["versions"]] == [(1, "failed"), (2, "passed")]
    assert [line["label"] for line in story["history"]] == [
        "索样",
        "寄样",
        "收样",
        "判定不合格",
        "重新寄样",
        "收样",
        "判定合格",
    ]
    assert {line["who"] for line in story["history"]} == {"测试员工", "供应商"}


async def test_each_move_once(as_staff: AsStaff, as_user: AsUser, database: Database) -> None:
    boss, (supplier_id, person) = await as_staff(*EVERYTHING), await seller(as_user, database)
    sample_id = await asked(boss, await opened(boss, supplier_id), supplier_id)
    assert (await receives(boss, sample_id)).json()["details"] == {"status": "requested"}
    assert (await resends(person, sample_id)).json()["details"] == {"status": "requested"}
    for _ in range(2):
        sent = await sends(person, sample_id)
    assert (sent.status_code, sent.json()["code"]) == (409, "SAMPLE_MOVED")
    assert (await judges(boss, sample_id, passed=True)).json()["details"] == {"status": "sent"}
    for _ in range(2):
        received = await receives(boss, sample_id)
    assert received.status_code == 409
    (await judges(boss, sample_id, passed=True)).raise_for_status()
    assert (await judges(boss, sample_id, passed=False)).json()["details"] == {"status": "passed"}
    assert not SAMPLE.allows("requested", "received")
    assert (await receives(boss, 999)).status_code == 404


async def test_of_whom_one_may_be_asked(as_staff: AsStaff, as_user: AsUser, database: Database) -> None:
    boss = await as_staff(*EVERYTHING)
    (first, _), (second, _) = [await seller(as_user, database, name) for name in ("甲", "乙")]
    rfq_id, draft = await opened(boss, first), await written(boss, first)
    whole = {"rfq_id": rfq_id, "supplier_id": first, "position": 1}
    for wrong, status, code in (
        ({"supplier_id": second}, 422, "SAMPLE_NOT_INVITED"),
        ({"rfq_id": draft}, 422, "SAMPLE_NOT_INVITED"),
        ({"position": 9}, 422, "SAMPLE_LINE_UNKNOWN"),
        ({"rfq_id": 999}, 404, "RFQ_NOT_FOUND"),
        ({"position": None}, 422, "VALIDATION_FAILED"),
        ({"quantity": 0}, 422, "VALIDATION_FAILED"),
    ):
        refused = await boss.client.post(STAFF, json={**whole, **wrong}, headers=new_key())
        assert (refused.status_code, refused.json()["code"]) == (status, code)
    await stands(database, first, "suspend")
    refused = await boss.client.post(STAFF, json=whole, headers=new_key())
    assert (refused.status_code, refused.json()["code"]) == (409, "SUPPLIER_NOT_ACTIVE")
    await stands(database, first, "activate")
    (await acts(boss, rfq_id, "cancel", reason="不做了")).raise_for_status()
    assert (await boss.client.post(STAFF, json=whole, headers=new_key())).json()["code"] == "SAMPLE_NOT_INVITED"


async def test_only_its_own_suppliers(as_staff: AsStaff, as_user: AsUser, database: Database) -> None:
    boss = await as_staff(*EVERYTHING)
    (first, one), (_, two) = [await seller(as_user, database, name) for name in ("甲", "乙")]
    sample_id = await asked(boss, await opened(boss, first), first)
    assert (await two.client.get(f"{MINE}/{sample_id}")).status_code == 404
    assert (await sends(two, sample_id)).status_code == 404
    assert (await two.client.post(f"{MINE}/{sample_id}/photos", files=picture())).status_code == 404
    assert [len((await person.client.get(MINE)).json()["items"]) for person in (one, two)] == [1, 0]
    await stands(database, first, "suspend")
    (await sends(one, sample_id)).raise_for_status()  # what was asked for goes on
    (await receives(boss, sample_id)).raise_for_status()
    (await judges(boss, sample_id, passed=False)).raise_for_status()
    await stands(database, first, "block")
    assert (await resends(one, sample_id)).json()["code"] == "SUPPLIER_NOT_ACTIVE"


async def test_photos(as_staff: AsStaff, as_user: AsUser, database: Database) -> None:
    """Each side has so many, until it is judged."""
    boss, (supplier_id, person) = await as_staff(*EVERYTHING), await seller(as_user, database)
    sample_id = await asked(boss, await opened(boss, supplier_id), supplier_id)
    theirs, ours = f"{MINE}/{sample_id}/photos", f"{STAFF}/{sample_id}/photos"
    assert (await person.client.post(theirs, files={"file": ("a.png", b"x")})).json()["code"] == "PICTURE_INVALID"
    for whose, url in ((person, theirs), (boss, ours)):
        for status in (201, 201, 422):
            assert (await whose.client.post(url, files=picture())).status_code == status
    seen = (await boss.client.get(f"{STAFF}/{sample_id}")).json()["photos"]
    assert [photo["by_supplier"] for photo in seen] == [True, True, False, False]
    await failed(boss, person, sample_id)
    for whose, url in ((person, theirs), (boss, ours)):
        assert (await whose.client.post(url, files=picture())).json()["code"] == "SAMPLE_MOVED"


async def test_the_list_and_what_waits(as_staff: AsStaff, as_user: AsUser, database: Database) -> None:
    boss, (supplier_id, person) = await as_staff(*EVERYTHING), await seller(as_user, database)
    rfq_id = await opened(boss, supplier_id)
    first, second = [await asked(boss, rfq_id, supplier_id) for _ in range(2)]
    await failed(boss, person, second)

    async def listed(**query: str) -> list[int]:
        return [one["id"] for one in (await boss.client.get(STAFF, params=query)).raise_for_status().json()["items"]]

    async def waits() -> int:
        works = (await person.client.get("/supplier/me")).raise_for_status().json()["waiting"]
        return next(int(work["count"]) for work in works if work["page"] == "sample.list")

    assert await listed() == [second, first]
    assert await listed(status="requested") == [first]
    assert await listed(rfq_id="999") == []
    assert await waits() == 2
    (await resends(person, second)).raise_for_status()
    assert await waits() == 1
