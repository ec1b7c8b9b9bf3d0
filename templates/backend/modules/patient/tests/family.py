"""A family for tests: people with numbers that are valid, and what is kept of them elsewhere."""

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

import httpx
import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession

from app.core.business import Scope
from app.core.identity_number import check_character
from app.modules.patient.models import Patient
from app.modules.patient.persons import today
from tests.keys import new_key
from tests.types import AsUser, Person

AGREED = ("health_data", "children_data")
LOOK = {"reason": "treatment"}
MOTHER_NUMBER = "33010619880512442X"
PHONE = "13800001001"


def born(years: int, *, days: int = 0) -> date:
    """The birth date of somebody who was so many years old so many days ago."""
    day = date.fromordinal(today().toordinal() - days)
    return day.replace(year=day.year - years) if (day.month, day.day) != (2, 29) else date(day.year - years, 2, 28)


def number_of(birth_date: date, serial: int = 1) -> str:
    """An identity number of somebody born then: of a man where the serial is odd."""
    stem = f"330106{birth_date:%Y%m%d}{serial:03d}"
    return stem + check_character(stem)


MOTHER: dict[str, Any] = {
    "relation": "self",
    "name": "林婉清",
    "id_number": MOTHER_NUMBER,
    "phone": PHONE,
    "allergies": "青霉素过敏",
    "past_illnesses": "慢性胃炎",
}
FATHER: dict[str, Any] = {
    "relation": "spouse",
    "name": "周明远",
    "id_number": "330106198609233311",
    "phone": "13800001002",
}


def child(guardian_id: int | None, *, age: int = 7, agrees: bool = True, **fields: str) -> dict[str, Any]:
    return {
        "relation": "child",
        "name": "周小满",
        "id_number": number_of(born(age)),
        "phone": PHONE,
        "guardian_id": guardian_id,
        "guardian_agrees": agrees,
        **fields,
    }


async def try_add(person: Person, body: dict[str, Any]) -> httpx.Response:
    return await person.client.post("/me/patients", json=body, headers=new_key())


async def add(person: Person, body: dict[str, Any]) -> int:
    return int((await try_add(person, body)).raise_for_status().json()["id"])


async def mother(as_user: AsUser, name: str = "林婉清") -> tuple[Person, int]:
    """Somebody who has agreed to everything, with herself as a patient."""
    person = await as_user(name, consents=AGREED)
    return person, await add(person, MOTHER)


@dataclass
class Chart:
    """What another module keeps of patients: until when, what is unfinished, and whom it has deleted."""

    until: dict[int, datetime] = field(default_factory=dict)
    open: dict[int, str] = field(default_factory=dict)
    erased: list[int] = field(default_factory=list)

    async def kept_until(self, session: AsyncSession, patient_id: int) -> datetime | None:
        del session
        return self.until.get(patient_id)

    async def unfinished(self, session: AsyncSession, patient_id: int) -> list[str]:
        del session
        return [self.open[patient_id]] if patient_id in self.open else []

    async def erase(self, session: AsyncSession, patient_id: int) -> None:
        del session
        self.erased.append(patient_id)


@dataclass
class Round:
    """Who looks after whom, by staff."""

    patients_of: dict[int, list[int]] = field(default_factory=dict)

    def patients(self, staff_id: int, scope: Scope) -> sa.Select[int]:
        del scope
        return sa.select(Patient.id).where(Patient.id.in_(self.patients_of.get(staff_id, [])))
