"""What staff get to see: masked, within reach, and every look on record with its reason."""

from typing import Any

import pytest
import sqlalchemy as sa

from app.core.audit import AuditEntry
from app.core.database import Database
from tests.patient.family import FATHER, LOOK, MOTHER, MOTHER_NUMBER, PHONE, Round, add, child, mother
from tests.types import AsStaff, AsUser

PLAIN = (MOTHER_NUMBER, PHONE, "林婉清", "青霉素", "1988-05-12")


async def looks(database: Database) -> list[tuple[str, int | None, int | None, dict[str, Any]]]:
    async with database.read() as session:
        entries = await session.scalars(
            sa.select(AuditEntry).where(AuditEntry.entity == "patient").order_by(AuditEntry.id)
        )
        return [(entry.action, entry.actor_id, entry.entity_id, entry.details) for entry in entries]


async def test_a_receptionist_sees_masks(as_user: AsUser, as_staff: AsStaff, database: Database) -> None:
    person, holder = await mother(as_user)
    daughter = await add(person, child(holder))
    clerk = await as_staff("patient.read")

    listed = await clerk.client.get("/staff/patients")
    found = await clerk.client.post("/staff/patients/find", json={"text": MOTHER_NUMBER})
    opened = await clerk.client.get(f"/staff/patients/{daughter}", params=LOOK)

    assert [one["id"] for one in listed.json()["items"]] == [daughter, holder]
    assert [one["id"] for one in found.json()["items"]] == [holder]
    assert (opened.json()["name"], opened.json()["guardian"]) == ("周**", "林**")
    for answer in (listed, found, opened):
        assert not [plain for plain in PLAIN if plain in answer.text]
    assert await looks(database) == [("patient.read", clerk.id, daughter, {"reason": "treatment", "note": ""})]


@pytest.mark.parametrize(
    "text", [MOTHER_NUMBER, MOTHER_NUMBER.lower(), PHONE, "+86 138 0000 1001", "林婉清", "林 婉清"]
)
async def test_found_by_what_is_whole(as_user: AsUser, as_staff: AsStaff, text: str) -> None:
    _, holder = await mother(as_user)
    clerk = await as_staff("patient.read")
    found = (await clerk.client.post("/staff/patients/find", json={"text": text})).json()["items"]
    assert [one["id"] for one in found] == [holder]
    part = (await clerk.client.post("/staff/patients/find", json={"text": text[:-1]})).json()["items"]
    assert part == []


async def test_in_full_for_a_reason(as_user: AsUser, as_staff: AsStaff, database: Database) -> None:
    _, holder = await mother(as_user)
    boss, doctor = await as_staff("patient.reveal"), await as_staff("patient.health")
    why = {"reason": "other", "note": "医保核对"}

    full = (await boss.client.post(f"/staff/patients/{holder}/reveal", json=why)).json()
    health = (await doctor.client.post(f"/staff/patients/{holder}/health", json=LOOK)).json()

    assert (full["id_number"], full["name"], full["phone"]) == (MOTHER_NUMBER, "林婉清", PHONE)
    assert "allergies" not in full
    assert health == {"id": holder, "allergies": "青霉素过敏", "past_illnesses": "慢性胃炎"}
    assert await looks(database) == [
        ("patient.reveal", boss.id, holder, why),
        ("patient.health", doctor.id, holder, {**LOOK, "note": ""}),
    ]


@pytest.mark.parametrize("why", [{}, {"reason": "curiosity"}, {"reason": "other"}, {"reason": "other", "note": " "}])
async def test_not_without_a_reason(
    as_user: AsUser, as_staff: AsStaff, database: Database, why: dict[str, str]
) -> None:
    _, holder = await mother(as_user)
    clerk = await as_staff("patient.*")
    for answer in (
        await clerk.client.get(f"/staff/patients/{holder}", params=why),
        await clerk.client.post(f"/staff/patients/{holder}/reveal", json=why),
        await clerk.client.post(f"/staff/patients/{holder}/health", json=why),
    ):
        assert (answer.status_code, answer.json()["code"]) == (422, "VALIDATION_FAILED")
    assert await looks(database) == []


async def test_each_look_takes_its_own_permission(as_user: AsUser, as_staff: AsStaff, database: Database) -> None:
    _, holder = await mother(as_user)
    path = f"/staff/patients/{holder}"
    for held, refused in (("patient.read", ("reveal", "health")), ("patient.health", ("reveal",))):
        clerk = await as_staff(held)
        for what in refused:
            answer = await clerk.client.post(f"{path}/{what}", json=LOOK)
            assert (answer.status_code, answer.json()["code"]) == (403, "FORBIDDEN")
    assert await looks(database) == []


async def test_a_doctor_kept_to_his_own(as_user: AsUser, as_staff: AsStaff, ward: Round, database: Database) -> None:
    person, holder = await mother(as_user)
    father = await add(person, FATHER)
    mine, other = [await as_staff("patient.*", scope="self") for _ in range(2)]
    ward.patients_of[mine.id] = [father]

    assert [one["id"] for one in (await mine.client.get("/staff/patients")).json()["items"]] == [father]
    assert (await mine.client.post("/staff/patients/find", json={"text": MOTHER["name"]})).json()["items"] == []
    assert (await mine.client.post(f"/staff/patients/{father}/health", json=LOOK)).status_code == 200
    for staff, patient_id in ((mine, holder), (other, father), (mine, 999)):
        for answer in (
            await staff.client.get(f"/staff/patients/{patient_id}", params=LOOK),
            await staff.client.post(f"/staff/patients/{patient_id}/health", json=LOOK),
            await staff.client.post(f"/staff/patients/{patient_id}/reveal", json=LOOK),
        ):
            assert (answer.status_code, answer.json()["code"]) == (403, "NOT_YOUR_PATIENT")
            assert not [plain for plain in (*PLAIN, *FATHER.values()) if plain in answer.text]
    assert [entry[:3] for entry in await looks(database)] == [("patient.health", mine.id, father)]


async def test_nobody_is_there(as_staff: AsStaff) -> None:
    clerk = await as_staff("patient.read")
    answer = await clerk.client.get("/staff/patients/7", params=LOOK)
    assert (answer.status_code, answer.json()["code"]) == (404, "PATIENT_NOT_FOUND")
