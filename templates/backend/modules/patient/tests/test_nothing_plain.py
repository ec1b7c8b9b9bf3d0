"""Whoever gets hold of the database or of the logs reads nothing about anybody."""

import pytest

from app.core.database import Database
from tests.patient.family import FATHER, LOOK, MOTHER, MOTHER_NUMBER, PHONE, add, child, mother, try_add
from tests.patient.plain import found_in, told_by
from tests.types import AsStaff, AsUser, OpenConsole

SECRETS = [
    *(MOTHER[name] for name in ("name", "id_number", "phone", "allergies", "past_illnesses")),
    *(FATHER[name] for name in ("name", "id_number", "phone")),
    child(None)["name"],
    child(None)["id_number"],
    "花生过敏",
    "1988-05-12",
    "330106198805124421",
]


async def test_after_a_whole_walk(  # noqa: PLR0917  # fixtures
    as_user: AsUser,
    as_staff: AsStaff,
    console: OpenConsole,
    database: Database,
    capsys: pytest.CaptureFixture[str],
    caplog: pytest.LogCaptureFixture,
) -> None:
    person, holder = await mother(as_user, "顾客甲")
    father = await add(person, FATHER)
    daughter = await add(person, child(holder))
    change = {"relation": "child", "guardian_id": holder, "allergies": "花生过敏"}
    (await person.client.put(f"/me/patients/{daughter}", json=change)).raise_for_status()
    for refused in (
        await try_add(person, MOTHER),
        await try_add(person, {**MOTHER, "id_number": "330106198805124421"}),
        await try_add(person, {**FATHER, "relation": "self", "phone": "无"}),
    ):
        assert refused.status_code in {409, 422}
        assert not found_in(refused.content, SECRETS)
    (await person.client.get("/me/export")).raise_for_status()
    clerk = await as_staff("patient.*")
    for text in (MOTHER_NUMBER, PHONE, "林婉清"):
        (await clerk.client.post("/staff/patients/find", json={"text": text})).raise_for_status()
    for path in (f"{holder}/reveal", f"{daughter}/health"):
        (await clerk.client.post(f"/staff/patients/{path}", json=LOOK)).raise_for_status()
    browser = await console("patient.*")
    assert "林**" in await browser.text("patients/list", q=MOTHER_NUMBER)
    await browser.text("patients/detail", pk=holder, reason="treatment", part="patient.reveal")
    (await person.client.delete(f"/me/patients/{father}")).raise_for_status()

    assert not found_in(await told_by(database), SECRETS)
    logged = capsys.readouterr().out + caplog.text
    assert "/staff/patients/find" in logged
    assert not found_in(logged, SECRETS)


async def test_the_looking_finds_what_there_is(as_user: AsUser, database: Database) -> None:
    """Otherwise the above would show nothing."""
    person = await as_user("顾客甲")
    await person.client.put("/me", json={"nickname": "山月来客"})
    assert found_in(await told_by(database), ["山月来客", "无此人"]) == ["山月来客"]
    assert found_in('{"said": "\\u5c71\\u6708"}', ["山月"]) == ["山月"]
