"""Who reads what of a record; each reading is on record."""

from typing import Any

import pytest
import sqlalchemy as sa

from app.core.audit import AuditEntry
from app.core.database import Database
from tests.emr.clinic import DOCTOR, LOOK, SAID, amend, doctor, opened, patient, read, save, signed
from tests.patient.family import FATHER, MOTHER_NUMBER, add
from tests.types import AsStaff, AsUser


async def looks(database: Database, action: str = "emr.read") -> list[tuple[int | None, int | None, dict[str, Any]]]:
    async with database.read() as session:
        entries = sa.select(AuditEntry).where(AuditEntry.action == action).order_by(AuditEntry.id)
        return [(entry.actor_id, entry.entity_id, entry.details) for entry in await session.scalars(entries)]


class TestStaff:
    async def test_a_receptionist_reads_no_diagnosis(
        self, as_user: AsUser, as_staff: AsStaff, database: Database
    ) -> None:
        person, patient_id = await patient(as_user)
        encounter_id = await signed(database, patient_id, await doctor(as_staff))
        clerk = await as_staff("patient.read", "emr.open")
        answers = [
            await clerk.client.get("/staff/encounters"),
            await clerk.client.get(f"/staff/encounters/{encounter_id}", params=LOOK),
            await clerk.client.get(f"/staff/encounters/{encounter_id}/record", params=LOOK),
            await clerk.client.post(f"/staff/patients/{patient_id}/health", json=LOOK),
            await clerk.client.post(f"/staff/patients/{patient_id}/reveal", json=LOOK),
            await clerk.client.get(f"/staff/patients/{patient_id}", params=LOOK),
            await clerk.client.get("/staff/patients"),
        ]
        assert [answer.status_code for answer in answers] == [403] * 5 + [200] * 2
        for answer in answers:
            assert not [said for said in (*SAID, MOTHER_NUMBER, "青霉素") if said in answer.text]
        assert await looks(database) == []
        assert await looks(database, "patient.read") == [(clerk.id, patient_id, {**LOOK, "note": ""})]
        assert person.id

    async def test_a_doctor_reads_his_own_patients(
        self, as_user: AsUser, as_staff: AsStaff, database: Database
    ) -> None:
        person, patient_id = await patient(as_user)
        he, she = await doctor(as_staff), await doctor(as_staff)
        his = await signed(database, patient_id, he)
        father = await add(person, FATHER)
        hers = await signed(database, father, she)

        assert [one["id"] for one in (await he.client.get("/staff/encounters")).json()["items"]] == [his]
        why = {"reason": "other", "note": "会诊前复习"}
        shown = (await he.client.get(f"/staff/encounters/{his}", params=why)).json()
        assert (shown["name"], shown["patient"], shown["allergies"]) == ("林婉清", "林**", "青霉素过敏")
        for encounter_id in (hers, 999):
            for path in ("", "/record"):
                refused = await he.client.get(f"/staff/encounters/{encounter_id}{path}", params=LOOK)
                assert (refused.status_code, refused.json()["code"]) == (403, "NOT_YOUR_PATIENT")
                assert not [said for said in SAID if said in refused.text]
        assert await looks(database) == [(he.id, his, why)]

        again = await opened(database, patient_id, she)  # now she looks after her as well
        assert {one["id"] for one in (await she.client.get("/staff/encounters")).json()["items"]} == {hers, his, again}
        assert (await read(she, his))["record"][0]["chart"]["chief_complaint"] == "反复上腹胀痛两周"

    async def test_the_list_tells_nothing_of_the_record(
        self, as_user: AsUser, as_staff: AsStaff, database: Database
    ) -> None:
        _, patient_id = await patient(as_user)
        he = await doctor(as_staff)
        await signed(database, patient_id, he)
        answer = await he.client.get("/staff/encounters", params={"patient_id": patient_id, "status": "signed"})
        (one,) = answer.json()["items"]
        assert (one["patient"], one["status_label"]) == ("林**", "已签名")
        assert not [said for said in (*SAID, "林婉清") if said in answer.text]
        other = await he.client.get("/staff/encounters", params={"status": "open"})
        assert other.json()["items"] == []
        assert await looks(database) == []

    async def test_a_draft_is_its_doctors(self, as_user: AsUser, as_staff: AsStaff, database: Database) -> None:
        _, patient_id = await patient(as_user)
        he, boss = await doctor(as_staff), await as_staff("emr.read", "emr.print")
        encounter_id = await opened(database, patient_id, he)
        await save(he, encounter_id)
        answer = await boss.client.get(f"/staff/encounters/{encounter_id}", params=LOOK)
        assert answer.json()["record"] == []
        assert not [said for said in SAID if said in answer.text]
        nothing = await boss.client.get(f"/staff/encounters/{encounter_id}/record", params=LOOK)
        assert (nothing.status_code, nothing.json()["code"]) == (404, "ENCOUNTER_NOT_FOUND")

    @pytest.mark.parametrize("why", [{}, {"reason": "curiosity"}, {"reason": "other"}])
    async def test_not_without_a_reason(
        self, as_user: AsUser, as_staff: AsStaff, database: Database, why: dict[str, str]
    ) -> None:
        _, patient_id = await patient(as_user)
        he = await doctor(as_staff)
        encounter_id = await signed(database, patient_id, he)
        for path in ("", "/record"):
            refused = await he.client.get(f"/staff/encounters/{encounter_id}{path}", params=why)
            assert (refused.status_code, refused.json()["code"]) == (422, "VALIDATION_FAILED")
        assert await looks(database) == []

    async def test_not_after_the_patient_has_left(self, as_user: AsUser, as_staff: AsStaff, database: Database) -> None:
        person, patient_id = await patient(as_user)
        he, boss = await doctor(as_staff), await as_staff("*")
        encounter_id = await signed(database, patient_id, he)
        assert (await person.client.delete("/me")).status_code == 200
        for staff in (he, boss):
            assert (await staff.client.get("/staff/encounters")).json()["items"] == []
            for refused in (
                await staff.client.get(f"/staff/encounters/{encounter_id}", params=LOOK),
                await staff.client.get(f"/staff/encounters/{encounter_id}/record", params=LOOK),
            ):
                assert (refused.status_code, refused.json()["code"]) == (409, "PATIENT_LOCKED")
        refused = await amend(he, encounter_id)
        assert (refused.status_code, refused.json()["code"]) == (409, "PATIENT_LOCKED")
        assert await looks(database) == []

    async def test_on_paper(self, as_user: AsUser, as_staff: AsStaff, database: Database) -> None:
        _, patient_id = await patient(as_user)
        he = await doctor(as_staff)
        encounter_id = await signed(database, patient_id, he)
        await amend(he, encounter_id)
        paper = await he.client.get(f"/staff/encounters/{encounter_id}/record", params=LOOK)
        assert (paper.headers["content-type"], paper.content[:5]) == ("application/pdf", b"%PDF-")
        assert paper.headers["cache-control"] == "no-store"
        assert await looks(database) == [(he.id, encounter_id, {**LOOK, "note": ""})]
        reader = await as_staff("emr.read")
        refused = await reader.client.get(f"/staff/encounters/{encounter_id}/record", params=LOOK)
        assert (refused.status_code, refused.json()["code"]) == (403, "FORBIDDEN")

    async def test_the_longest_on_paper(self, as_user: AsUser, as_staff: AsStaff, database: Database) -> None:
        """Parts that are longer than a page, and text that looks like markup."""
        _, patient_id = await patient(as_user)
        he = await doctor(as_staff)
        encounter_id = await signed(database, patient_id, he)
        orders = ["<b>每日一次</b>&" * 16] * 20
        (await amend(he, encounter_id, history="咳\n" * 1000, orders=orders, plan="复诊" * 1000)).raise_for_status()
        paper = await he.client.get(f"/staff/encounters/{encounter_id}/record", params=LOOK)
        assert (paper.status_code, paper.content[:5]) == (200, b"%PDF-")
        assert paper.content.count(b"/Type /Page\n") > 15


class TestPatients:
    async def test_ones_own_signed_records(self, as_user: AsUser, as_staff: AsStaff, database: Database) -> None:
        person, patient_id = await patient(as_user)
        father = await add(person, FATHER)
        he = await as_staff(*DOCTOR)
        his, _draft = await signed(database, father, he), await opened(database, patient_id, he)
        mine = await signed(database, patient_id, he)
        await amend(he, mine, plan="改为住院检查")

        items = (await person.client.get("/me/encounters")).json()["items"]
        assert [(one["id"], one["patient"], one["diagnosis"], one["amended"]) for one in items] == [
            (mine, "林婉清", "消化性溃疡", True),
            (his, "周明远", "消化性溃疡", False),
        ]
        only = (await person.client.get("/me/encounters", params={"patient_id": father})).json()["items"]
        assert [one["id"] for one in only] == [his]
        shown = (await person.client.get(f"/me/encounters/{mine}")).json()
        assert [version["chart"]["plan"] for version in shown["record"]] == ["改为住院检查", "清淡饮食，两周后复诊"]
        assert shown["record"][0]["why"] == "补充过敏史"
        paper = await person.client.get(f"/me/encounters/{mine}/record")
        assert paper.content[:5] == b"%PDF-"

    async def test_not_a_draft_and_not_a_strangers(
        self, as_user: AsUser, as_staff: AsStaff, database: Database
    ) -> None:
        person, patient_id = await patient(as_user)
        stranger, _ = await patient(as_user, "别人")
        he = await doctor(as_staff)
        draft, done = await opened(database, patient_id, he), await signed(database, patient_id, he)
        for somebody, encounter_id in ((person, draft), (stranger, done), (person, 999)):
            for path in ("", "/record"):
                refused = await somebody.client.get(f"/me/encounters/{encounter_id}{path}")
                assert (refused.status_code, refused.json()["code"]) == (404, "ENCOUNTER_NOT_FOUND")
        assert (await stranger.client.get("/me/encounters", params={"patient_id": patient_id})).json()["items"] == []

    async def test_only_with_consent(self, as_user: AsUser, as_staff: AsStaff, database: Database) -> None:
        person, patient_id = await patient(as_user)
        encounter_id = await signed(database, patient_id, await doctor(as_staff))
        await person.client.delete("/me/consents/health_data")
        for path in ("", f"/{encounter_id}", f"/{encounter_id}/record"):
            refused = await person.client.get(f"/me/encounters{path}")
            assert (refused.status_code, refused.json()["code"]) == (403, "CONSENT_REQUIRED")
            assert not [said for said in SAID if said in refused.text]
