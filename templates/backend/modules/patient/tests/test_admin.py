"""Patients at the console."""

import sqlalchemy as sa

from app.core.audit import AuditEntry
from app.core.database import Database
from tests.patient.family import MOTHER_NUMBER, PHONE, Round, add, child, mother
from tests.types import AsUser, OpenConsole


async def looks(database: Database) -> list[str]:
    async with database.read() as session:
        actions = sa.select(AuditEntry.action).where(AuditEntry.entity == "patient").order_by(AuditEntry.id)
        return list(await session.scalars(actions))


async def test_masked_in_the_list(console: OpenConsole, as_user: AsUser, database: Database) -> None:
    await mother(as_user)
    browser = await console("patient.*")
    for page in (await browser.text("patients/list"), await browser.text("patients/list", q=PHONE)):
        for words in ("林**", "女 · ", "138****1001", "身份证 **************442X", "本人"):
            assert words in page
        assert MOTHER_NUMBER not in page
    assert "没有符合条件的内容" in await browser.text("patients/list", q="林婉")
    assert await looks(database) == []


async def test_opened_for_a_reason(console: OpenConsole, as_user: AsUser, database: Database) -> None:
    person, holder = await mother(as_user)
    await add(person, child(holder))
    browser = await console("patient.*")
    asked = await browser.text("patients/detail", pk=holder)
    assert "为什么查看？" in asked
    for hidden in ("林**", "138****1001", "442X", "青霉素"):
        assert hidden not in asked
    assert "为什么查看？" in await browser.text("patients/detail", pk=holder, reason="other")
    assert await looks(database) == []

    masked = await browser.text("patients/detail", pk=holder, reason="reception")
    assert "**************442X" in masked
    assert MOTHER_NUMBER not in masked
    full = await browser.text("patients/detail", pk=holder, reason="other", note="医保核对", part="patient.reveal")
    for words in ("林婉清", MOTHER_NUMBER, PHONE, "1988-05-12"):
        assert words in full
    assert "青霉素" not in full
    health = await browser.text("patients/detail", pk=holder, reason="treatment", part="patient.health")
    assert "青霉素过敏" in health
    assert MOTHER_NUMBER not in health
    guarded = await browser.text("patients/detail", pk=holder + 1, reason="reception")
    assert "未成年" in guarded
    assert "林**" in guarded
    assert await looks(database) == ["patient.read", "patient.reveal", "patient.health", "patient.read"]
    told = await (await console("audit.read")).text("audit/list")
    for words in ("查看就诊人完整身份", "原因 诊疗", "说明 医保核对"):
        assert words in told


async def test_not_more_than_one_may(console: OpenConsole, as_user: AsUser, ward: Round, database: Database) -> None:
    _, holder = await mother(as_user)
    clerk = await console("patient.read")
    page = await clerk.text("patients/detail", pk=holder, reason="treatment", part="patient.reveal")
    assert MOTHER_NUMBER not in page
    doctor = await console("patient.*", scope="self")
    assert (await doctor.get("patients/detail", pk=holder, reason="treatment")).status_code == 404
    assert "还没有内容" in await doctor.text("patients/list")
    assert await looks(database) == []
    ward.patients_of[doctor.staff_id] = [holder]
    assert "林**" in await doctor.text("patients/detail", pk=holder, reason="treatment")
    assert (await (await console("audit.read")).get("patients/list")).status_code == 403
