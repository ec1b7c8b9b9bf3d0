"""One family, several phones, at the same moment, and the clinic has several processes."""

from collections import Counter

import sqlalchemy as sa

from app.core import privacy
from app.core.database import Database
from app.core.errors import AppError
from app.modules.patient import keeping
from app.modules.patient.models import Patient
from app.modules.patient.schemas import PatientIn
from tests.patient.family import AGREED, FATHER, MOTHER, add, child, mother
from tests.racing import race
from tests.types import AsUser

PROCESSES = 4
Call = tuple[str, int, object]


async def put(database: Database, user_id: int, body: dict[str, object]) -> str:
    """Whether somebody is added, or the code of the refusal."""
    try:
        async with database.begin() as session:
            await keeping.add(session, user_id, PatientIn.model_validate(body))
    except AppError as refusal:
        return refusal.code
    return "added"


async def leave(database: Database, user_id: int, patient_id: int) -> str:
    try:
        async with database.begin() as session:
            await keeping.remove(session, user_id, patient_id)
    except AppError as refusal:
        return refusal.code
    return "removed"


async def act(database: Database, what: str, user_id: int, value: object) -> str:
    """One of these, or taking the consent back."""
    if what == "add":
        assert isinstance(value, dict)
        return await put(database, user_id, value)
    if what == "remove":
        assert isinstance(value, int)
        return await leave(database, user_id, value)
    async with database.begin() as session:
        await privacy.withdraw(session, user_id, "health_data")
    return "withdrawn"


async def in_use(database: Database) -> list[Patient]:
    async with database.read() as session:
        there = sa.select(Patient).where(Patient.locked_at.is_(None)).order_by(Patient.id)
        return list(await session.scalars(there))


async def test_the_same_person_is_one(database: Database, as_user: AsUser) -> None:
    person = await as_user(consents=AGREED)
    words = await race(database, put, [[(person.id, MOTHER)] * 3 for _ in range(PROCESSES)])
    assert Counter(words) == {"added": 1, "PATIENT_EXISTS": PROCESSES * 3 - 1}
    assert len(await in_use(database)) == 1


async def test_no_minor_without_a_guardian(database: Database, as_user: AsUser) -> None:
    """The guardian is taken out while a child is added who needs him."""
    person, _ = await mother(as_user)
    father = await add(person, FATHER)
    calls: list[list[Call]] = [[("add", person.id, child(father))], [("remove", person.id, father)]]
    words = await race(database, act, calls)
    there = {row.id: row for row in await in_use(database)}
    assert words in (["added", "GUARDIAN_NEEDED"], ["GUARDIAN_UNFIT", "removed"])
    assert all(row.guardian_id in there for row in there.values() if row.relation == "child")


async def test_nobody_is_used_after_the_consent_is_gone(database: Database, as_user: AsUser) -> None:
    person, _ = await mother(as_user)
    calls: list[list[Call]] = [
        [("add", person.id, FATHER)],
        [("withdraw", person.id, None)],
        [("add", person.id, FATHER)],
    ]
    words = Counter(await race(database, act, calls))
    assert words["withdrawn"] == 1
    assert await in_use(database) == []
