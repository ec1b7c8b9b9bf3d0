"""Staff mend a name or a number after they have seen the document; customers cannot where there are records."""

from typing import Any

import pytest
import sqlalchemy as sa

from app.core.audit import AuditEntry
from app.core.database import Database
from tests.patient.family import FATHER, LOOK, MOTHER, MOTHER_NUMBER, Round, add, born, mother, number_of
from tests.types import AsStaff, AsUser, OpenConsole, Person

RIGHT = number_of(born(38), 4)


async def kept(person: Person, patient_id: int) -> dict[str, Any]:
    return dict((await person.client.get(f"/me/patients/{patient_id}")).raise_for_status().json())


async def looks(database: Database) -> list[dict[str, Any]]:
    async with database.read() as session:
        corrected = sa.select(AuditEntry.details).where(AuditEntry.action == "patient.correct")
        return list(await session.scalars(corrected))


async def test_name_and_number(as_user: AsUser, as_staff: AsStaff, database: Database) -> None:
    person, holder = await mother(as_user)
    clerk = await as_staff("patient.correct", "patient.read")
    body = {"reason": "correction", "name": "林晚晴", "id_number": f" {RIGHT.lower()}"}
    answer = await clerk.client.post(f"/staff/patients/{holder}/correct", json=body)
    assert (answer.status_code, answer.json()["name"]) == (200, "林**")
    assert RIGHT not in answer.text
    shown = await kept(person, holder)
    assert (shown["name"], shown["id_number"][-4:], shown["birth_date"]) == ("林晚晴", RIGHT[-4:], str(born(38)))
    for text, found in ((RIGHT, [holder]), ("林晚晴", [holder]), (MOTHER_NUMBER, []), (MOTHER["name"], [])):
        items = (await clerk.client.post("/staff/patients/find", json={"text": text})).json()["items"]
        assert [one["id"] for one in items] == found
    assert await looks(database) == [{"reason": "correction", "note": ""}]


@pytest.mark.parametrize(
    ("number", "status", "code"),
    [
        ("330106198805124421", 422, "ID_NUMBER_WRONG"),
        (number_of(born(9)), 422, "GUARDIAN_REQUIRED"),
        (FATHER["id_number"], 409, "PATIENT_EXISTS"),
    ],
)
async def test_refused(  # noqa: PLR0917  # fixtures
    as_user: AsUser, as_staff: AsStaff, database: Database, number: str, status: int, code: str
) -> None:
    person, holder = await mother(as_user)
    await add(person, FATHER)
    before = await kept(person, holder)
    clerk = await as_staff("patient.correct")
    body = {**LOOK, "name": "林晚晴", "id_number": number}
    refused = await clerk.client.post(f"/staff/patients/{holder}/correct", json=body)
    assert (refused.status_code, refused.json()["code"]) == (status, code)
    assert await kept(person, holder) == before
    assert await looks(database) == []


async def test_only_for_those_who_may(as_user: AsUser, as_staff: AsStaff, ward: Round) -> None:
    person, holder = await mother(as_user)
    before = await kept(person, holder)
    body = {**LOOK, "name": "林晚晴"}
    reader, other = await as_staff("patient.read"), await as_staff("patient.correct", scope="self")
    for staff, code in ((reader, "FORBIDDEN"), (other, "NOT_YOUR_PATIENT")):
        refused = await staff.client.post(f"/staff/patients/{holder}/correct", json=body)
        assert (refused.status_code, refused.json()["code"]) == (403, code)
    assert await kept(person, holder) == before
    ward.patients_of[other.id] = [holder]
    assert (await other.client.post(f"/staff/patients/{holder}/correct", json=body)).status_code == 200


async def test_at_the_console(as_user: AsUser, console: OpenConsole, database: Database) -> None:
    person, holder = await mother(as_user)
    browser, reader = await console("patient.*"), await console("patient.read")
    assert (await reader.act("patients", holder, "correct", new_name="林晚晴", reason="correction")).status_code == 400
    assert (await browser.act("patients", holder, "correct", new_name="林晚晴", reason="other")).status_code == 400
    assert (await browser.act("patients", holder, "correct", new_number="1234", reason="correction")).status_code == 400
    assert ((await kept(person, holder))["name"], await looks(database)) == ("林婉清", [])
    done = await browser.act(
        "patients", holder, "correct", new_name="林晚晴", new_number="", reason="correction", note=""
    )
    assert (done.status_code, (await kept(person, holder))["name"]) == (200, "林晚晴")
