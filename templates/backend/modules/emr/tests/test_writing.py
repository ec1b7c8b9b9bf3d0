"""A record is written by its doctor, signed once, and from then on only amended."""

from typing import Any

import pytest

from app.core.database import Database
from tests.emr.clinic import (
    CHART,
    DOCTOR,
    amend,
    chart,
    doctor,
    opened,
    patient,
    read,
    rows,
    save,
    sign,
    signed,
)
from tests.keys import new_key
from tests.types import AsStaff, AsUser, Hand


class TestOpening:
    async def test_reception_opens_for_a_doctor(self, as_user: AsUser, as_staff: AsStaff, database: Database) -> None:
        _, patient_id = await patient(as_user)
        clerk, he = await as_staff("emr.open"), await doctor(as_staff)
        key, body = new_key(), {"patient_id": patient_id, "doctor_id": he.id}
        answers = [await clerk.client.post("/staff/encounters", json=body, headers=key) for _ in range(2)]
        assert [answer.status_code for answer in answers] == [201, 201]
        ((encounter,), (draft,)) = await rows(database)
        assert answers[0].json() == answers[1].json() == {"id": encounter.id}
        assert (encounter.status, encounter.doctor_id, draft.number) == ("open", he.id, 1)
        assert (await read(he, encounter.id))["can"] == ["write", "sign", "cancel"]

    async def test_not_for_somebody_who_writes_no_records(
        self, as_user: AsUser, as_staff: AsStaff, database: Database
    ) -> None:
        _, patient_id = await patient(as_user)
        clerk = await as_staff("emr.open")
        for staff_id in (clerk.id, 999):
            body = {"patient_id": patient_id, "doctor_id": staff_id}
            refused = await clerk.client.post("/staff/encounters", json=body, headers=new_key())
            assert (refused.status_code, refused.json()["code"]) == (422, "DOCTOR_UNKNOWN")
        assert await rows(database) == ([], [])

    async def test_nobody_makes_a_stranger_his_patient(
        self, as_user: AsUser, as_staff: AsStaff, database: Database
    ) -> None:
        _, patient_id = await patient(as_user)
        he = await as_staff(*DOCTOR, "emr.open", scope="self")
        for wanted in (patient_id, 999):
            refused = await he.client.post("/staff/encounters", json={"patient_id": wanted}, headers=new_key())
            assert (refused.status_code, refused.json()["code"]) == (403, "NOT_YOUR_PATIENT")
        assert await rows(database) == ([], [])
        await opened(database, patient_id, he)
        again = await he.client.post("/staff/encounters", json={"patient_id": patient_id}, headers=new_key())
        assert again.status_code == 201

    async def test_not_of_somebody_who_has_left(self, as_user: AsUser, as_staff: AsStaff, database: Database) -> None:
        person, patient_id = await patient(as_user)
        he = await as_staff(*DOCTOR, "emr.open")
        await signed(database, patient_id, he)
        await person.client.delete("/me/consents/health_data")
        for wanted, status, code in ((patient_id, 409, "PATIENT_LOCKED"), (999, 404, "PATIENT_NOT_FOUND")):
            refused = await he.client.post("/staff/encounters", json={"patient_id": wanted}, headers=new_key())
            assert (refused.status_code, refused.json()["code"]) == (status, code)
        assert len((await rows(database))[0]) == 1


class TestWriting:
    async def test_kept_as_it_is_written(self, as_user: AsUser, as_staff: AsStaff, database: Database) -> None:
        _, patient_id = await patient(as_user)
        he = await doctor(as_staff)
        encounter_id = await opened(database, patient_id, he)
        saved = (await save(he, encounter_id)).raise_for_status().json()
        assert saved["revision"] == 1
        (version,) = saved["record"]
        assert (version["signed_at"], version["chart"]) == (
            None,
            {**CHART, "vitals": version["chart"]["vitals"], "bmi": 21.9},
        )
        assert {name: value for name, value in version["chart"]["vitals"].items() if value is not None} == CHART[
            "vitals"
        ]
        assert (await read(he, encounter_id))["record"] == saved["record"]

    @pytest.mark.parametrize(
        ("changes", "words"),
        [
            ({"vitals": {"systolic": 12, "diastolic": 8}}, "不能小于 40"),
            ({"vitals": {"systolic": 120}}, "收缩压和舒张压要一起填写"),
            ({"vitals": {"systolic": 80, "diastolic": 80}}, "收缩压要高于舒张压"),
            ({"vitals": {"temperature": 365}}, "不能大于 45"),
            ({"vitals": {"temperature": 36.55}}, "最多 1 位小数"),
            ({"vitals": {"height": 1.7}}, "不能小于 20"),
            ({"diagnoses": [{"code": "胃炎", "text": "胃炎"}]}, "格式不对"),
            ({"diagnoses": [{**CHART["diagnoses"][0], "code": code} for code in ("A00", "A01")]}, "主要诊断只能有一个"),
            ({"diagnoses": [{"code": "A00", "text": "霍乱"}] * 2}, "同一个诊断写了两次"),
        ],
    )
    async def test_slips_of_the_pen(
        self, as_user: AsUser, as_staff: AsStaff, database: Database, changes: dict[str, Any], words: str
    ) -> None:
        _, patient_id = await patient(as_user)
        he = await doctor(as_staff)
        encounter_id = await opened(database, patient_id, he)
        refused = await save(he, encounter_id, **changes)
        assert (refused.status_code, refused.json()["code"]) == (422, "VALIDATION_FAILED")
        assert words in refused.text
        assert CHART["chief_complaint"] not in refused.text
        assert (await read(he, encounter_id))["revision"] == 0

    async def test_two_windows(self, as_user: AsUser, as_staff: AsStaff, database: Database) -> None:
        _, patient_id = await patient(as_user)
        he = await doctor(as_staff)
        encounter_id = await opened(database, patient_id, he)
        await save(he, encounter_id)
        for refused in (await save(he, encounter_id, 0, plan="住院"), await sign(he, encounter_id, 0)):
            assert (refused.status_code, refused.json()["code"]) == (409, "ENCOUNTER_OUTDATED")
            assert refused.json()["details"] == {"revision": 1}
        shown = await read(he, encounter_id)
        assert (shown["status"], shown["record"][0]["chart"]["plan"]) == ("open", CHART["plan"])

    async def test_only_its_own_doctor(self, as_user: AsUser, as_staff: AsStaff, database: Database) -> None:
        _, patient_id = await patient(as_user)
        he, she, boss = await doctor(as_staff), await doctor(as_staff), await as_staff("*")
        encounter_id = await opened(database, patient_id, he)
        await save(he, encounter_id)
        before = await read(he, encounter_id)
        for other in (she, boss):
            for refused in (
                await save(other, encounter_id, 1, plan="住院"),
                await sign(other, encounter_id),
                await amend(other, encounter_id),
                await other.client.post(f"/staff/encounters/{encounter_id}/cancel"),
            ):
                assert (refused.status_code, refused.json()["code"]) == (403, "ENCOUNTER_NOT_YOURS")
        assert (await save(she, 999)).json()["code"] == "ENCOUNTER_NOT_YOURS"
        assert (await save(boss, 999)).json()["code"] == "ENCOUNTER_NOT_FOUND"
        assert await read(he, encounter_id) == before

    async def test_canceled_is_gone(self, as_user: AsUser, as_staff: AsStaff, database: Database) -> None:
        person, patient_id = await patient(as_user)
        he = await doctor(as_staff)
        encounter_id = await opened(database, patient_id, he)
        await save(he, encounter_id)
        canceled = (await he.client.post(f"/staff/encounters/{encounter_id}/cancel")).raise_for_status().json()
        assert (canceled["status"], canceled["record"]) == ("canceled", [])
        again = await he.client.post(f"/staff/encounters/{encounter_id}/cancel")
        assert (again.status_code, again.json()["code"]) == (409, "ENCOUNTER_MOVED")
        for refused in (await save(he, encounter_id), await sign(he, encounter_id)):
            assert (refused.status_code, refused.json()["code"]) == (409, "ENCOUNTER_MOVED")
        assert (await person.client.delete(f"/me/patients/{patient_id}")).json() == {"kept_until": None}
        assert await rows(database) == ([], [])


class TestSigning:
    async def test_once(self, as_user: AsUser, as_staff: AsStaff, database: Database) -> None:
        _, patient_id = await patient(as_user)
        he = await doctor(as_staff)
        encounter_id = await signed(database, patient_id, he)
        before = await read(he, encounter_id)
        assert (before["status"], before["versions"], before["can"]) == ("signed", 1, ["amend"])
        for refused in (
            await save(he, encounter_id, 1, plan="住院"),
            await sign(he, encounter_id),
            await he.client.post(f"/staff/encounters/{encounter_id}/cancel"),
        ):
            assert (refused.status_code, refused.json()["code"]) == (409, "SIGNED")
        assert await read(he, encounter_id) == before

    @pytest.mark.parametrize(
        ("changes", "missing"),
        [
            ({"chief_complaint": ""}, ["chief_complaint"]),
            ({"diagnoses": [{"code": "K27.9", "text": "消化性溃疡"}]}, ["diagnoses"]),
            ({"chief_complaint": " ", "diagnoses": []}, ["chief_complaint", "diagnoses"]),
        ],
    )
    async def test_not_unfinished(
        self, as_user: AsUser, as_staff: AsStaff, database: Database, changes: dict[str, Any], missing: list[str]
    ) -> None:
        _, patient_id = await patient(as_user)
        he = await doctor(as_staff)
        encounter_id = await opened(database, patient_id, he)
        await save(he, encounter_id, **changes)
        refused = await sign(he, encounter_id)
        assert (refused.status_code, refused.json()["code"]) == (422, "ENCOUNTER_INCOMPLETE")
        assert refused.json()["details"] == {"missing": missing}
        assert (await read(he, encounter_id))["status"] == "open"


class TestAmending:
    async def test_another_version(
        self, as_user: AsUser, as_staff: AsStaff, database: Database, clock_hand: Hand
    ) -> None:
        _, patient_id = await patient(as_user)
        he = await doctor(as_staff)
        encounter_id = await signed(database, patient_id, he)
        first = (await read(he, encounter_id))["record"][0]
        clock_hand.advance(hours=3)
        amended = (await amend(he, encounter_id, history="追问：幼时青霉素皮疹")).raise_for_status().json()
        second, was = amended["record"]
        assert was == first
        assert (second["number"], second["why"], second["chart"]["history"]) == (
            2,
            "补充过敏史",
            "追问：幼时青霉素皮疹",
        )
        assert second["signed_at"] > first["signed_at"]
        assert second["author"] == "测试员工"
        assert (amended["versions"], amended["signed_at"]) == (2, first["signed_at"])

    async def test_of_the_newest_only(self, as_user: AsUser, as_staff: AsStaff, database: Database) -> None:
        _, patient_id = await patient(as_user)
        he = await doctor(as_staff)
        encounter_id = await signed(database, patient_id, he)
        await amend(he, encounter_id)
        for version in (1, 3):
            refused = await amend(he, encounter_id, version)
            assert (refused.status_code, refused.json()["code"]) == (409, "ENCOUNTER_OUTDATED")
            assert refused.json()["details"] == {"revision": 2}
        assert len((await read(he, encounter_id))["record"]) == 2

    async def test_not_before_it_is_signed_nor_without_what_it_takes(
        self, as_user: AsUser, as_staff: AsStaff, database: Database
    ) -> None:
        _, patient_id = await patient(as_user)
        he = await doctor(as_staff)
        draft, done = await opened(database, patient_id, he), await signed(database, patient_id, he)
        refused = await amend(he, draft)
        assert (refused.status_code, refused.json()["code"]) == (409, "ENCOUNTER_MOVED")
        empty = await amend(he, done, chief_complaint="")
        assert (empty.status_code, empty.json()["code"]) == (422, "ENCOUNTER_INCOMPLETE")
        body = {"version": 1, "why": " ", "chart": chart()}
        silent = await he.client.post(f"/staff/encounters/{done}/amend", json=body, headers=new_key())
        assert (silent.status_code, silent.json()["code"]) == (422, "VALIDATION_FAILED")
        assert len((await rows(database))[1]) == 2
