"""Two windows of one doctor at the same moment, and the clinic has several processes."""

from collections import Counter

from app.contracts.emr import ENCOUNTERS, NoEncounters
from app.core.database import Database
from app.core.errors import AppError
from app.core.staff import Staff
from app.modules.emr import writing
from app.modules.emr.schemas import AmendIn, SaveIn
from tests.emr.clinic import chart, doctor, opened, patient, read, rows, save, signed
from tests.racing import race
from tests.types import AsStaff, AsUser

PROCESSES = 4


async def act(database: Database, what: str, staff_id: int, encounter_id: int, plan: str) -> str:
    """What came of it: the plan that now stands, or the code of the refusal."""
    staff = Staff(staff_id, "doctor", "医生", (), must_change_password=False)
    try:
        async with database.begin() as session:
            if what == "sign":
                await writing.sign(session, staff, encounter_id, 1)
            elif what == "save":
                body = SaveIn.model_validate({"revision": 1, "chart": chart(plan=plan)})
                await writing.save(session, staff, encounter_id, body)
            else:
                amended = AmendIn.model_validate({"version": 1, "why": "更正", "chart": chart(plan=plan)})
                await writing.amend(session, staff, encounter_id, amended)
    except AppError as refusal:
        return refusal.code
    return what


async def open_for(database: Database, patient_id: int, doctor_id: int, source_key: str) -> int | None:
    async with database.begin() as session:
        port = ENCOUNTERS.one(NoEncounters())
        return await port.open(session, patient_id=patient_id, doctor_id=doctor_id, source_key=source_key)


async def test_signed_once_and_as_it_was_seen(database: Database, as_user: AsUser, as_staff: AsStaff) -> None:
    _, patient_id = await patient(as_user)
    he = await doctor(as_staff)
    encounter_id = await opened(database, patient_id, he)
    await save(he, encounter_id)
    kinds = ("sign", "save", "sign", "save")
    calls = [[(kind, he.id, encounter_id, f"计划 {number}")] for number, kind in enumerate(kinds)]
    words = Counter(await race(database, act, calls))
    shown = await read(he, encounter_id)
    if words["sign"]:
        assert words == {"sign": 1, "SIGNED": 3}
        assert (shown["status"], shown["record"][0]["chart"]["plan"]) == ("signed", chart()["plan"])
    else:
        assert words == {"save": 1, "ENCOUNTER_OUTDATED": 3}
        assert shown["status"] == "open"


async def test_one_amendment_of_a_version(database: Database, as_user: AsUser, as_staff: AsStaff) -> None:
    _, patient_id = await patient(as_user)
    he = await doctor(as_staff)
    encounter_id = await signed(database, patient_id, he)
    calls = [[("amend", he.id, encounter_id, f"计划 {number}")] * 2 for number in range(PROCESSES)]
    words = Counter(await race(database, act, calls))
    assert words == {"amend": 1, "ENCOUNTER_OUTDATED": PROCESSES * 2 - 1}
    assert [version["number"] for version in (await read(he, encounter_id))["record"]] == [2, 1]


async def test_one_encounter_for_one_booking(database: Database, as_user: AsUser, as_staff: AsStaff) -> None:
    _, patient_id = await patient(as_user)
    he = await doctor(as_staff)
    ids = await race(database, open_for, [[(patient_id, he.id, "booking:17")] * 3 for _ in range(PROCESSES)])
    encounters, versions = await rows(database)
    assert set(ids) == {encounter.id for encounter in encounters}
    assert (len(encounters), len(versions)) == (1, 1)
