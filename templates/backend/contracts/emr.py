"""Encounters, for those who bring patient and doctor together, and for those who follow what came of it."""

from dataclasses import dataclass
from typing import ClassVar, Protocol

from sqlalchemy.ext.asyncio import AsyncSession

from app.core.events import Event
from app.core.ports import Port


class Encounters(Protocol):
    async def open(self, session: AsyncSession, *, patient_id: int, doctor_id: int, source_key: str) -> int | None:
        """The id of the encounter for `source_key` ("booking:17"), opened in the caller's transaction.

        However often it is asked for, one `source_key` makes one encounter. `doctor_id` is of staff. None
        where nobody keeps records.
        """
        ...


class NoEncounters:
    """Nobody keeps records."""

    async def open(self, session: AsyncSession, *, patient_id: int, doctor_id: int, source_key: str) -> int | None:
        del session, patient_id, doctor_id, source_key
        return None


ENCOUNTERS: Port[Encounters] = Port("encounters")


@dataclass(frozen=True)
class EncounterEvent(Event):
    """Never what the record says. `source_key` is what it was opened for, "" for nothing of the kind."""

    encounter_id: int
    patient_id: int
    user_id: int
    doctor_id: int
    source_key: str


@dataclass(frozen=True)
class EncounterOpened(EncounterEvent):
    name: ClassVar[str] = "encounter.opened"


@dataclass(frozen=True)
class EncounterSigned(EncounterEvent):
    name: ClassVar[str] = "encounter.signed"


@dataclass(frozen=True)
class EncounterAmended(EncounterEvent):
    """`version` is the new one's number."""

    name: ClassVar[str] = "encounter.amended"
    version: int = 0
