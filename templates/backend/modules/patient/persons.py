"""Who a patient is: what stands sealed in his row, opened."""

from dataclasses import dataclass
from datetime import date
from typing import cast

from app.core import clock
from app.core.crypto import unseal
from app.core.identity_number import Sex
from app.core.masking import mask_name, mask_number, mask_phone
from app.modules.patient.models import Patient

OF_AGE = 18
"""Under it a guardian decides."""
CHILD = 14
"""Under it everything about somebody is sensitive, and has a consent of its own (PIPL, articles 28 and 31)."""
OLDEST = 130

RELATIONS = {"self": "本人", "spouse": "配偶", "child": "子女", "parent": "父母", "other": "其他家人"}
DOCUMENTS = {"resident_id": "身份证", "passport": "护照", "other": "其他证件"}
SEXES = {"female": "女", "male": "男"}


@dataclass(frozen=True)
class Person:
    """In full: for the customer's own eyes, and for staff whose look is on record."""

    name: str
    id_number: str
    birth_date: date
    sex: Sex
    phone: str

    @property
    def age(self) -> int:
        """In full years, today."""
        return age_on(today(), self.birth_date)

    @property
    def minor(self) -> bool:
        return self.age < OF_AGE

    @property
    def child(self) -> bool:
        return self.age < CHILD

    @property
    def masked_name(self) -> str:
        return mask_name(self.name)

    @property
    def masked_number(self) -> str:
        return mask_number(self.id_number)

    @property
    def masked_phone(self) -> str:
        return mask_phone(self.phone)


def opened(patient: Patient) -> Person:
    """Raises KeyMissing, Tampered."""
    return Person(
        name=unseal(patient, "name") or "",
        id_number=unseal(patient, "id_number") or "",
        birth_date=date.fromisoformat(unseal(patient, "birth_date") or ""),
        sex=cast("Sex", unseal(patient, "sex")),
        phone=unseal(patient, "phone") or "",
    )


def today() -> date:
    """The day that it is for people."""
    return clock.now().astimezone(clock.ZONE).date()


def earliest() -> date:
    """Nobody is older."""
    return date(today().year - OLDEST, 1, 1)


def age_on(day: date, birth_date: date) -> int:
    """Full years; born on a leap day, one is a year older on the first of March."""
    return day.year - birth_date.year - ((day.month, day.day) < (birth_date.month, birth_date.day))
