"""Doctors, as patients look for them and as the clinic enters them."""

from app.core.database import Database
from tests.booking.factory import resource
from tests.keys import new_key
from tests.practitioner.factory import BODY, doctor
from tests.types import AsStaff, Hand, OpenClient, OpenConsole


async def test_by_department(open_client: OpenClient, database: Database, monday: Hand) -> None:
    del monday
    await doctor(database)
    client = await open_client()
    (row,) = (await client.get("/practitioners?department=全科")).json()["items"]
    assert (row["title"], row["resource"]["next_at"]) == ("主治医师", "2026-11-23T01:00:00Z")
    assert (await client.get("/practitioners?department=儿科")).json()["items"] == []
    assert (await client.get("/practitioner-departments")).json()["items"] == ["全科"]
    told = (await client.get("/practitioners/1")).json()
    assert (told["licence_no"], told["free_follow_ups"], told["free_follow_up_days"]) == ("110330100012345", 1, 7.0)
    assert (await client.get("/practitioners/9")).json()["code"] == "PRACTITIONER_NOT_FOUND"


async def test_who_is_not_there_any_more(as_staff: AsStaff, open_client: OpenClient, database: Database) -> None:
    await doctor(database)
    boss = (await as_staff("booking.manage")).client
    body = {"code": "wang", "name": "医生wang", "active": False}
    (await boss.put("/staff/booking-resources/1", json=body)).raise_for_status()
    client = await open_client()
    assert (await client.get("/practitioners")).json()["items"] == []
    assert (await client.get("/practitioners/1")).status_code == 404


async def test_entered_and_changed(as_staff: AsStaff, database: Database) -> None:
    resource_id = await resource(database)
    boss, key = (await as_staff("practitioner.edit")).client, new_key()
    body = BODY | {"resource_id": resource_id}
    made = [(await boss.post("/staff/practitioners", json=body, headers=key)).json()["id"] for _ in range(2)]
    assert made == [resource_id] * 2
    again = await boss.post("/staff/practitioners", json=body, headers=new_key())
    assert (again.status_code, again.json()["code"]) == (409, "PRACTITIONER_EXISTS")
    nobody = await boss.post("/staff/practitioners", json=body | {"resource_id": 99}, headers=new_key())
    assert nobody.json()["code"] == "BOOKING_RESOURCE_NOT_FOUND"
    changed = await boss.put(f"/staff/practitioners/{resource_id}", json=BODY | {"title": "主任医师"})
    assert changed.json()["title"] == "主任医师"
    assert (await boss.put("/staff/practitioners/99", json=BODY)).json()["code"] == "PRACTITIONER_NOT_FOUND"
    reader = (await as_staff("practitioner.read")).client
    assert (await reader.put(f"/staff/practitioners/{resource_id}", json=BODY)).status_code == 403


async def test_at_the_console(console: OpenConsole, database: Database) -> None:
    resource_id = await resource(database)
    browser = await console("practitioner.*")
    form = BODY | {"resource_id": str(resource_id)}
    wrong = await browser.post("practitioners/create", form | {"licence_no": "1"})
    assert (wrong.status_code, "请填写" in wrong.text) == (422, True)
    assert (await browser.post("practitioners/create", form)).status_code == 303
    page = await browser.text("practitioners/detail", pk=resource_id)
    for words in ("医生wang", "主治医师", "全科", "110330100012345"):
        assert words in page
    changed = await browser.post(f"practitioners/edit?pk={resource_id}", BODY | {"department": "内科"})
    assert changed.status_code == 303
    assert "内科" in await browser.text("practitioners/detail", pk=resource_id)
