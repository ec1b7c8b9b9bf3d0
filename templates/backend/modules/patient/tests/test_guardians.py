"""Minors: a guardian among the account's adults, who agrees; and a consent of its own for children."""

import pytest
import sqlalchemy as sa

from app.core.database import Database
from app.modules.patient.models import Patient
from tests.patient.family import AGREED, FATHER, MOTHER, Chart, add, born, child, mother, number_of, try_add
from tests.types import AsUser, Hand


async def rows(database: Database) -> list[Patient]:
    async with database.read() as session:
        return list(await session.scalars(sa.select(Patient).order_by(Patient.id)))


async def test_a_minor_with_a_guardian(as_user: AsUser, database: Database) -> None:
    person, holder = await mother(as_user)
    made = (await try_add(person, child(holder))).json()
    assert (made["minor"], made["guardian_id"], made["guardian"], made["age"]) == (True, holder, "林婉清", 7)
    assert (await rows(database))[1].guardian_agreed_at is not None


@pytest.mark.parametrize(("age", "days", "minor"), [(17, 364, True), (18, 0, False)])
async def test_of_age_on_the_birthday(as_user: AsUser, age: int, days: int, minor: bool) -> None:  # noqa: FBT001  # a case
    person, holder = await mother(as_user)
    number = number_of(born(age, days=days))
    alone = await try_add(person, child(None, id_number=number))
    assert (alone.status_code == 422) is minor
    if minor:
        made = (await try_add(person, child(holder, id_number=number))).json()
        assert (made["age"], made["minor"]) == (age, True)


async def test_none_who_is_unfit(as_user: AsUser, database: Database) -> None:
    person, holder = await mother(as_user)
    brother = await add(person, child(holder, age=16))
    _, stranger = await mother(as_user, "别人")
    before = len(await rows(database))
    number = number_of(born(5), 3)
    for guardian_id, agrees, code in (
        (None, True, "GUARDIAN_REQUIRED"),
        (brother, True, "GUARDIAN_UNFIT"),
        (stranger, True, "GUARDIAN_UNFIT"),
        (999, True, "GUARDIAN_UNFIT"),
        (holder, False, "GUARDIAN_CONSENT_REQUIRED"),
    ):
        refused = await try_add(person, child(guardian_id, agrees=agrees, id_number=number))
        assert (refused.status_code, refused.json()["code"]) == (422, code)
    assert len(await rows(database)) == before


async def test_children_take_a_consent_of_their_own(as_user: AsUser, database: Database) -> None:
    person = await as_user(consents=("health_data",))
    holder = await add(person, MOTHER)
    refused = await try_add(person, child(holder, age=13))
    assert (refused.status_code, refused.json()["code"]) == (403, "CONSENT_REQUIRED")
    assert refused.json()["details"] == {"purpose": "children_data"}
    assert len(await rows(database)) == 1
    assert (await try_add(person, child(holder, age=14))).status_code == 201


async def test_another_guardian_agrees_anew(as_user: AsUser, database: Database, clock_hand: Hand) -> None:
    person, holder = await mother(as_user)
    father, daughter = await add(person, FATHER), await add(person, child(holder))
    agreed = (await rows(database))[2].guardian_agreed_at
    clock_hand.advance(days=1)
    path, same = f"/me/patients/{daughter}", {"relation": "child", "guardian_id": holder}
    assert (await person.client.put(path, json=same)).status_code == 200
    assert (await rows(database))[2].guardian_agreed_at == agreed
    refused = await person.client.put(path, json={**same, "guardian_id": father})
    assert refused.json()["code"] == "GUARDIAN_CONSENT_REQUIRED"
    assert (await person.client.put(path, json={"relation": "child"})).json()["code"] == "GUARDIAN_REQUIRED"
    assert (await rows(database))[2].guardian_id == holder
    changed = await person.client.put(path, json={**same, "guardian_id": father, "guardian_agrees": True})
    assert changed.json()["guardian"] == "周明远"
    assert (await rows(database))[2].guardian_agreed_at == clock_hand.time


async def test_a_guardian_stays_as_long_as_there_is_a_minor(
    as_user: AsUser, database: Database, clock_hand: Hand
) -> None:
    person, holder = await mother(as_user)
    father = await add(person, FATHER)
    await add(person, child(father, id_number=number_of(born(17, days=360))))
    refused = await person.client.delete(f"/me/patients/{father}")
    assert (refused.status_code, refused.json()["code"]) == (409, "GUARDIAN_NEEDED")
    assert len(await rows(database)) == 3
    clock_hand.advance(days=7)
    assert (await person.client.delete(f"/me/patients/{father}")).status_code == 200
    grown = (await rows(database))[1]
    assert (grown.guardian_id, holder) == (None, 1)
    shown = (await person.client.get(f"/me/patients/{grown.id}")).json()
    assert (shown["minor"], shown["guardian_id"], shown["guardian"]) == (False, None, "")


async def test_only_children_go_with_their_consent(
    as_user: AsUser, database: Database, chart: Chart, clock_hand: Hand
) -> None:
    person, holder = await mother(as_user)
    kept, teenager = await add(person, child(holder)), await add(person, child(holder, age=15, name="周大满"))
    plain = await add(person, child(holder, age=3, name="周小小"))
    chart.until[kept] = clock_hand.time.replace(year=clock_hand.time.year + 15)
    told = await person.client.delete("/me/consents/children_data")
    assert told.status_code == 200
    assert [one["what"] for one in told.json()["items"]] == ["周**的就诊档案"]
    shown = (await person.client.get("/me/patients")).json()["items"]
    assert [one["id"] for one in shown] == [holder, teenager]
    assert {row.id: row.locked_at is not None for row in await rows(database)} == {
        holder: False,
        kept: True,
        teenager: False,
    }
    assert chart.erased == [plain]


async def test_only_with_both_consents_is_a_child_looked_after(as_user: AsUser) -> None:
    assert set(AGREED) == {"health_data", "children_data"}
    person, holder = await mother(as_user)
    daughter = await add(person, child(holder))
    await person.client.delete("/me/consents/children_data")
    refused = await person.client.put(f"/me/patients/{daughter}", json={"relation": "child", "guardian_id": holder})
    assert (refused.status_code, refused.json()["code"]) == (404, "PATIENT_NOT_FOUND")
