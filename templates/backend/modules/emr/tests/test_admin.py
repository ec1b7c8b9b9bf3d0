"""Records at the console: written, signed, amended, read for a reason, and printed."""

from typing import Any

import sqlalchemy as sa

from app.core.audit import AuditEntry
from app.core.database import Database
from tests.console import Console
from tests.emr.clinic import DOCTOR, SAID, opened, patient, rows
from tests.types import AsUser, OpenConsole, Person

FORM = {
    "base": "0",
    "why": "",
    "chief_complaint": "反复上腹胀痛两周",
    "history": "无黑便",
    "examination": "",
    "vital_systolic": "128",
    "vital_diastolic": "82",
    "vital_temperature": "36.5",
    "diagnosis_lines": "k27.9 消化性溃疡\nK21.9 胃食管反流病",
    "plan": "两周后复诊",
    "order_lines": "奥美拉唑早餐前口服\n\n幽门螺杆菌检测",
}


async def written(database: Database, as_user: AsUser, browser: Console) -> int:
    """The id of an encounter of the one at the console."""
    _, patient_id = await patient(as_user)
    return await opened(database, patient_id, Person(browser.staff_id, browser.client))


async def reads(database: Database) -> list[tuple[int | None, dict[str, Any]]]:
    async with database.read() as session:
        entries = sa.select(AuditEntry).where(AuditEntry.action == "emr.read").order_by(AuditEntry.id)
        return [(entry.entity_id, entry.details) for entry in await session.scalars(entries)]


async def test_from_the_desk_to_the_signature(console: OpenConsole, as_user: AsUser, database: Database) -> None:
    _, patient_id = await patient(as_user)
    desk, doctor = await console("patient.read", "emr.open"), await console(*DOCTOR, scope="self")
    wanted = {"patient_id": str(patient_id), "doctor_id": str(doctor.staff_id)}
    assert "没有这位就诊人" in (await desk.post("encounters/create", {**wanted, "patient_id": "99"})).text
    assert (await desk.post("encounters/create", wanted)).status_code == 303
    assert "书写中" in await desk.text("encounters/list")
    assert (await desk.get("encounters/detail", pk=1, reason="reception")).status_code == 403
    assert (await desk.get("encounters/edit", pk=1)).status_code == 403

    assert "林**" in await doctor.text("encounters/list", status="open")
    empty = await doctor.text("encounters/edit", pk=1)
    assert ("主诉" in empty, "更正原因" in empty) == (True, False)
    assert (await doctor.post("encounters/edit?pk=1", FORM)).status_code == 303
    page = await doctor.text("encounters/edit", pk=1)
    for words in ("反复上腹胀痛两周", "K27.9 消化性溃疡", 'value="36.5"', "幽门螺杆菌检测"):
        assert words in page
    assert "病历已在别处改动" in (await doctor.post("encounters/edit?pk=1", FORM)).text
    assert (await doctor.act("encounters", 1, "sign", revision="0")).status_code == 400
    assert (await doctor.act("encounters", 1, "sign", revision="1")).status_code == 200
    assert (await doctor.act("encounters", 1, "sign", revision="1")).status_code == 400
    ((encounter,), (version,)) = await rows(database)
    assert (encounter.status, version.revision) == ("signed", 1)
    assert "已签名" in await desk.text("encounters/list")


async def test_amended_with_a_reason(console: OpenConsole, as_user: AsUser, database: Database) -> None:
    doctor = await console(*DOCTOR)
    encounter_id = await written(database, as_user, doctor)
    await doctor.post(f"encounters/edit?pk={encounter_id}", FORM)
    await doctor.act("encounters", encounter_id, "sign", revision="1")
    assert "更正原因" in await doctor.text("encounters/edit", pk=encounter_id)
    form = {**FORM, "base": "1", "plan": "住院检查"}
    refused = await doctor.post(f"encounters/edit?pk={encounter_id}", form)
    assert (refused.status_code, "请填写" in refused.text) == (422, True)
    assert len((await rows(database))[1]) == 1
    assert (await doctor.post(f"encounters/edit?pk={encounter_id}", {**form, "why": "补充检查"})).status_code == 303
    page = await doctor.text("encounters/detail", pk=encounter_id, reason="treatment")
    for words in ("更正 · 第 2 版", "补充检查", "住院检查", "两周后复诊"):
        assert words in page


async def test_refused_at_its_box(console: OpenConsole, as_user: AsUser, database: Database) -> None:
    doctor = await console(*DOCTOR)
    encounter_id = await written(database, as_user, doctor)
    for change, words in (
        ({"vital_systolic": "12", "vital_diastolic": "8"}, "不能小于 40"),
        ({"vital_systolic": "很高"}, "请填写整数"),
        ({"vital_systolic": ""}, "收缩压和舒张压要一起填写"),
        ({"vital_temperature": "36.55"}, "最多 1 位小数"),
        ({"diagnosis_lines": "胃炎"}, "每行先写编码，再写名称"),
        ({"diagnosis_lines": "胃炎 慢性"}, "填写有误"),
        ({"diagnosis_lines": "A00 霍乱\nA00 霍乱"}, "同一个诊断写了两次"),
    ):
        answer = await doctor.post(f"encounters/edit?pk={encounter_id}", {**FORM, **change})
        assert (answer.status_code, words in answer.text) == (422, True), words
    assert (await rows(database))[1][0].revision == 0


async def test_read_for_a_reason(console: OpenConsole, as_user: AsUser, database: Database) -> None:
    doctor, officer = await console(*DOCTOR, scope="self"), await console("emr.read", "emr.print")
    encounter_id = await written(database, as_user, doctor)
    await doctor.post(f"encounters/edit?pk={encounter_id}", FORM)
    await doctor.act("encounters", encounter_id, "sign", revision="1")
    before = await reads(database)

    asked = await officer.text("encounters/detail", pk=encounter_id)
    assert "为什么查看？" in asked
    assert not [said for said in (*SAID, "林婉清") if said in asked]
    assert await reads(database) == before
    page = await officer.text("encounters/detail", pk=encounter_id, reason="inspection")
    for words in ("林婉清", "消化性溃疡（K27.9）", "128/82 mmHg", "36.5 °C", "1. 奥美拉唑早餐前口服", "青霉素过敏"):
        assert words in page
    assert (await officer.act("encounters", encounter_id, "record", reason="other")).status_code == 400
    paper = await officer.act("encounters", encounter_id, "record", reason="other", note="复印病历")
    assert paper.content[:5] == b"%PDF-"
    assert (await reads(database))[len(before) :] == [
        (encounter_id, {"reason": "inspection", "note": ""}),
        (encounter_id, {"reason": "other", "note": "复印病历"}),
    ]


async def test_not_what_is_somebody_elses(console: OpenConsole, as_user: AsUser, database: Database) -> None:
    he, she = await console(*DOCTOR, scope="self"), await console(*DOCTOR, scope="self")
    encounter_id = await written(database, as_user, he)
    await he.post(f"encounters/edit?pk={encounter_id}", FORM)
    assert (await she.get("encounters/detail", pk=encounter_id, reason="treatment")).status_code == 404
    for name in ("sign", "cancel", "record"):
        assert (await she.act("encounters", encounter_id, name, revision="1", reason="treatment")).status_code == 400
    boss = await console(*DOCTOR)
    assert (await boss.get("encounters/edit", pk=encounter_id)).status_code == 404
    assert (await boss.post(f"encounters/edit?pk={encounter_id}", {**FORM, "base": "1"})).status_code == 404
    assert (await rows(database))[1][0].revision == 1
    assert (await he.act("encounters", encounter_id, "cancel")).status_code == 200
    assert "已作废" in await he.text("encounters/list", status="canceled")
    assert (await (await console("patient.read")).get("encounters/list")).status_code == 403
