"""Whoever gets hold of the database or of the logs reads nothing of any record."""

import pytest

from app.core.database import Database
from tests.emr.clinic import CHART, LOOK, SAID, amend, doctor, opened, patient, save, sign
from tests.patient.family import MOTHER
from tests.patient.plain import found_in, told_by
from tests.types import AsStaff, AsUser

SECRETS = [
    *SAID,
    *CHART["orders"],
    *(MOTHER[name] for name in ("name", "id_number", "phone", "allergies", "past_illnesses")),
    "幼时青霉素皮疹",
    "补充过敏史",
    "住院观察",
]


async def test_after_a_whole_encounter(
    as_user: AsUser,
    as_staff: AsStaff,
    database: Database,
    capsys: pytest.CaptureFixture[str],
    caplog: pytest.LogCaptureFixture,
) -> None:
    person, patient_id = await patient(as_user, "顾客甲")
    he = await doctor(as_staff)
    encounter_id = await opened(database, patient_id, he)
    (await save(he, encounter_id)).raise_for_status()
    assert (await save(he, encounter_id, 1, vitals={"pulse": 7})).status_code == 422
    assert (await save(he, encounter_id, 0, plan="住院观察")).status_code == 409
    (await sign(he, encounter_id)).raise_for_status()
    assert (await save(he, encounter_id, 1, plan="住院观察")).status_code == 409
    (await amend(he, encounter_id, history="幼时青霉素皮疹")).raise_for_status()
    for path in (f"/staff/encounters/{encounter_id}", f"/staff/encounters/{encounter_id}/record"):
        (await he.client.get(path, params=LOOK)).raise_for_status()
    for path in ("", f"/{encounter_id}", f"/{encounter_id}/record"):
        (await person.client.get(f"/me/encounters{path}")).raise_for_status()
    assert (await person.client.delete("/me/consents/health_data")).status_code == 200

    assert not found_in(await told_by(database), SECRETS)
    logged = capsys.readouterr().out + caplog.text
    assert "/staff/encounters/{encounter_id}/sign" in logged
    assert not found_in(logged, SECRETS)
