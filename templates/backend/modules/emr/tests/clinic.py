"""A clinic for tests: patients, doctors, and what they write."""

from copy import deepcopy
from typing import Any

import httpx
import sqlalchemy as sa

from app.core.database import Database
from app.modules.emr.models import Encounter, Version
from app.modules.emr.opening import open_encounter
from tests.keys import new_key
from tests.patient.family import MOTHER, add
from tests.types import AsStaff, AsUser, Person

DOCTOR = ("emr.read", "emr.write", "emr.sign", "emr.print", "patient.read", "patient.health")
LOOK = {"reason": "treatment"}
AGREED = ("health_data", "children_data")
CHART: dict[str, Any] = {
    "chief_complaint": "反复上腹胀痛两周",
    "history": "进食后加重，无黑便",
    "examination": "上腹轻压痛，无反跳痛",
    "vitals": {
        "systolic": 128,
        "diastolic": 82,
        "pulse": 76,
        "temperature": 36.5,
        "weight": 60,
        "height": 165.5,
    },
    "diagnoses": [
        {"code": "K27.9", "text": "消化性溃疡", "kind": "main"},
        {"code": "K21.9", "text": "胃食管反流病", "kind": "secondary"},
    ],
    "plan": "清淡饮食，两周后复诊",
    "orders": ["奥美拉唑早餐前口服", "幽门螺杆菌检测"],
}
SAID = ("反复上腹胀痛两周", "无黑便", "反跳痛", "消化性溃疡", "K27.9", "两周后复诊", "奥美拉唑")
"""What nobody may read who has no business with it."""


def chart(**changes: Any) -> dict[str, Any]:  # noqa: ANN401  # JSON
    return {**deepcopy(CHART), **changes}


async def patient(as_user: AsUser, name: str = "林婉清") -> tuple[Person, int]:
    person = await as_user(name, consents=AGREED)
    return person, await add(person, MOTHER)


async def doctor(as_staff: AsStaff) -> Person:
    """One who sees his own patients only."""
    return await as_staff(*DOCTOR, scope="self")


async def opened(database: Database, patient_id: int, doctor: Person) -> int:
    """The id of an encounter, with nothing written yet."""
    async with database.begin() as session:
        return (await open_encounter(session, patient_id, doctor.id)).id


async def save(doctor: Person, encounter_id: int, revision: int = 0, **changes: Any) -> httpx.Response:  # noqa: ANN401  # JSON
    body = {"revision": revision, "chart": chart(**changes)}
    return await doctor.client.put(f"/staff/encounters/{encounter_id}", json=body)


async def sign(doctor: Person, encounter_id: int, revision: int = 1) -> httpx.Response:
    body = {"revision": revision}
    return await doctor.client.post(f"/staff/encounters/{encounter_id}/sign", json=body, headers=new_key())


async def amend(doctor: Person, encounter_id: int, version: int = 1, **changes: Any) -> httpx.Response:  # noqa: ANN401  # JSON
    body = {"version": version, "why": "补充过敏史", "chart": chart(**changes)}
    return await doctor.client.post(f"/staff/encounters/{encounter_id}/amend", json=body, headers=new_key())


async def signed(database: Database, patient_id: int, doctor: Person) -> int:
    encounter_id = await opened(database, patient_id, doctor)
    (await save(doctor, encounter_id)).raise_for_status()
    (await sign(doctor, encounter_id)).raise_for_status()
    return encounter_id


async def read(staff: Person, encounter_id: int) -> dict[str, Any]:
    answer = await staff.client.get(f"/staff/encounters/{encounter_id}", params=LOOK)
    return dict(answer.raise_for_status().json())


async def rows(database: Database) -> tuple[list[Encounter], list[Version]]:
    async with database.read() as session:
        encounters = list(await session.scalars(sa.select(Encounter).order_by(Encounter.id)))
        return encounters, list(await session.scalars(sa.select(Version).order_by(Version.id)))
