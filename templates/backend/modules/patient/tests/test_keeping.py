"""Whom a customer keeps: himself first, then his family, each of them once."""

from typing import Any

import pytest
import sqlalchemy as sa

from app.core.database import Database
from app.modules.patient.models import Patient
from tests.keys import new_key
from tests.patient.family import AGREED, FATHER, MOTHER, Chart, add, born, mother, number_of, try_add
from tests.types import AsUser, Configure, Hand


async def count(database: Database) -> int:
    async with database.read() as session:
        return await session.scalar(sa.select(sa.func.count()).select_from(Patient)) or 0


class TestConsent:
    async def test_nothing_is_taken_or_shown_without(self, as_user: AsUser, database: Database) -> None:
        person = await as_user(consents=("children_data",))

        refused = [
            await try_add(person, MOTHER),
            await person.client.get("/me/patients"),
            await person.client.get("/me/patients/1"),
            await person.client.put("/me/patients/1", json={"relation": "self"}),
        ]

        for answer in refused:
            assert (answer.status_code, answer.json()["code"]) == (403, "CONSENT_REQUIRED")
            assert answer.json()["details"] == {"purpose": "health_data"}
        assert await count(database) == 0


class TestAdding:
    async def test_the_holder(self, as_user: AsUser) -> None:
        person = await as_user(consents=AGREED)

        made = (await try_add(person, MOTHER)).json()

        shown = (await person.client.get("/me/patients")).json()
        assert (shown["items"], shown["limit"]) == ([made], 10)
        assert (made["name"], made["sex"], made["birth_date"], made["minor"]) == (
            "林婉清",
            "female",
            "1988-05-12",
            False,
        )
        assert (made["id_number"], made["phone"]) == ("**************442X", "138****1001")
        assert (made["allergies"], made["past_illnesses"]) == ("青霉素过敏", "慢性胃炎")

    async def test_a_number_that_is_typed_with_spaces(self, as_user: AsUser) -> None:
        person = await as_user(consents=AGREED)
        made = (await try_add(person, {**MOTHER, "id_number": " 330106 19880512 442x "})).json()
        assert (made["id_number"], made["birth_date"]) == ("**************442X", "1988-05-12")

    async def test_a_passport(self, as_user: AsUser) -> None:
        person = await as_user(consents=AGREED)
        foreign = {**MOTHER, "document": "passport", "id_number": "E12345678"}
        assert (await try_add(person, foreign)).status_code == 422
        made = (await try_add(person, {**foreign, "birth_date": "1990-02-03", "sex": "male"})).json()
        assert (made["birth_date"], made["sex"], made["id_number"]) == ("1990-02-03", "male", "*****5678")

    async def test_sent_twice_is_one(self, as_user: AsUser, database: Database) -> None:
        person, key = await as_user(consents=AGREED), new_key()
        answers = [await person.client.post("/me/patients", json=MOTHER, headers=key) for _ in range(2)]
        assert [answer.status_code for answer in answers] == [201, 201]
        assert answers[0].json() == answers[1].json()
        assert await count(database) == 1

    @pytest.mark.parametrize(
        ("change", "words"),
        [
            ({"id_number": "330106198805124421"}, "身份证号不对"),
            ({"birth_date": "1988-05-13"}, "出生日期与身份证号不一致"),
            ({"sex": "male"}, "性别与身份证号不一致"),
            ({"document": "passport", "birth_date": "2999-01-01", "sex": "male"}, "出生日期不对"),
            ({"document": "other", "birth_date": "1801-01-01", "sex": "male"}, "出生日期不对"),
            ({"document": "passport"}, "请填写出生日期和性别"),
        ],
    )
    async def test_refused_in_words_without_the_values(
        self, as_user: AsUser, database: Database, change: dict[str, Any], words: str
    ) -> None:
        body = {**MOTHER, **change}
        answer = await try_add(await as_user(consents=AGREED), body)
        assert (answer.status_code, answer.json()["code"]) == (422, "VALIDATION_FAILED")
        assert words in answer.text
        assert body["id_number"] not in answer.text
        assert await count(database) == 0

    async def test_the_holder_comes_first(self, as_user: AsUser, database: Database) -> None:
        refused = await try_add(await as_user(consents=AGREED), FATHER)
        assert (refused.status_code, refused.json()["code"]) == (409, "HOLDER_FIRST")
        assert await count(database) == 0

    async def test_a_minor_holds_no_account(self, as_user: AsUser, database: Database) -> None:
        young = {**MOTHER, "id_number": number_of(born(17))}
        refused = await try_add(await as_user(consents=AGREED), young)
        assert (refused.status_code, refused.json()["code"]) == (422, "HOLDER_MINOR")
        assert await count(database) == 0

    @pytest.mark.parametrize("again", [MOTHER, {**MOTHER, "relation": "other"}, {**FATHER, "relation": "self"}])
    async def test_nobody_is_kept_twice(self, as_user: AsUser, database: Database, again: dict[str, Any]) -> None:
        person, holder = await mother(as_user)
        refused = await try_add(person, again)
        assert (refused.status_code, refused.json()["code"]) == (409, "PATIENT_EXISTS")
        assert refused.json()["details"] == {"id": holder}
        assert await count(database) == 1

    async def test_the_same_person_in_two_accounts(self, as_user: AsUser, database: Database) -> None:
        await mother(as_user)
        other = await as_user("外婆", consents=AGREED)
        await add(other, {**MOTHER, "id_number": number_of(born(60), 2)})
        await add(other, {**MOTHER, "relation": "child"})
        async with database.read() as session:
            marks = list(await session.scalars(sa.select(Patient.person_index).order_by(Patient.id)))
        assert marks[0] == marks[2] != marks[1]

    async def test_no_more_than_the_limit(self, as_user: AsUser, configure: Configure, database: Database) -> None:
        configure("patient", max_patients=1)
        person, _ = await mother(as_user)
        refused = await try_add(person, FATHER)
        assert (refused.status_code, refused.json()["code"]) == (409, "TOO_MANY_PATIENTS")
        assert refused.json()["details"] == {"limit": 1}
        assert await count(database) == 1


class TestChanging:
    async def test_what_may_change(self, as_user: AsUser) -> None:
        person, _ = await mother(as_user)
        father = await add(person, FATHER)
        body = {"relation": "other", "name": "周远", "phone": "13900000000", "allergies": "无"}

        changed = (await person.client.put(f"/me/patients/{father}", json=body)).json()

        assert changed == (await person.client.get(f"/me/patients/{father}")).json()
        assert (changed["relation"], changed["name"], changed["phone"]) == ("other", "周远", "139****0000")
        assert (changed["allergies"], changed["id_number"]) == ("无", "**************3311")

    async def test_null_leaves_name_and_phone(self, as_user: AsUser) -> None:
        person, holder = await mother(as_user)
        changed = (await person.client.put(f"/me/patients/{holder}", json={"relation": "self"})).json()
        assert (changed["name"], changed["phone"], changed["allergies"]) == ("林婉清", "138****1001", "")

    async def test_the_holder_stays_the_holder(self, as_user: AsUser) -> None:
        person, holder = await mother(as_user)
        father = await add(person, FATHER)
        for patient_id, relation in ((holder, "parent"), (father, "self")):
            before = (await person.client.get(f"/me/patients/{patient_id}")).json()
            refused = await person.client.put(f"/me/patients/{patient_id}", json={"relation": relation})
            assert (refused.status_code, refused.json()["code"]) == (409, "HOLDER_FIXED")
            assert (await person.client.get(f"/me/patients/{patient_id}")).json() == before

    async def test_a_name_with_records_stays(self, as_user: AsUser, chart: Chart, clock_hand: Hand) -> None:
        person, holder = await mother(as_user)
        chart.until[holder] = clock_hand.time.replace(year=clock_hand.time.year + 15)
        body = {"relation": "self", "name": "林晚晴", "phone": "13900000000"}
        refused = await person.client.put(f"/me/patients/{holder}", json=body)
        assert (refused.status_code, refused.json()["code"]) == (409, "PATIENT_FIXED")
        shown = (await person.client.get(f"/me/patients/{holder}")).json()
        assert (shown["name"], shown["phone"], shown["name_fixed"]) == ("林婉清", "138****1001", True)
        assert (await person.client.put(f"/me/patients/{holder}", json={**body, "name": "林婉清"})).status_code == 200


class TestRemoving:
    async def test_without_records_nothing_stays(self, as_user: AsUser, database: Database, chart: Chart) -> None:
        person, _ = await mother(as_user)
        father = await add(person, FATHER)
        assert (await person.client.delete(f"/me/patients/{father}")).json() == {"kept_until": None}
        assert (await count(database), chart.erased) == (1, [father])
        assert (await person.client.delete(f"/me/patients/{father}")).status_code == 404

    async def test_the_holder_goes_last(self, as_user: AsUser, database: Database) -> None:
        person, holder = await mother(as_user)
        father = await add(person, FATHER)
        refused = await person.client.delete(f"/me/patients/{holder}")
        assert (refused.status_code, refused.json()["code"]) == (409, "HOLDER_NEEDED")
        assert await count(database) == 2
        for patient_id in (father, holder):
            assert (await person.client.delete(f"/me/patients/{patient_id}")).status_code == 200
        assert await count(database) == 0

    async def test_not_while_something_is_unfinished(self, as_user: AsUser, chart: Chart, database: Database) -> None:
        person, holder = await mother(as_user)
        chart.open[holder] = "还有 1 个预约"
        refused = await person.client.delete(f"/me/patients/{holder}")
        assert (refused.status_code, refused.json()["code"]) == (409, "PATIENT_IN_USE")
        assert refused.json()["details"] == {"reasons": ["还有 1 个预约"]}
        assert await count(database) == 1

    async def test_comes_back_with_the_records(
        self, as_user: AsUser, chart: Chart, clock_hand: Hand, database: Database
    ) -> None:
        person, holder = await mother(as_user)
        chart.until[holder] = until = clock_hand.time.replace(year=clock_hand.time.year + 15)
        told = (await person.client.delete(f"/me/patients/{holder}")).json()
        assert told["kept_until"].startswith(until.isoformat()[:10])
        assert (await person.client.get("/me/patients")).json()["items"] == []
        assert (await person.client.get(f"/me/patients/{holder}")).status_code == 404
        refused = await try_add(person, {**MOTHER, "name": "王五"})
        assert (refused.status_code, refused.json()["code"]) == (409, "PATIENT_FIXED")
        assert await add(person, {**MOTHER, "phone": "13700000000"}) == holder
        (shown,) = (await person.client.get("/me/patients")).json()["items"]
        assert (shown["phone"], shown["allergies"]) == ("137****0000", "青霉素过敏")
        assert (await count(database), chart.erased) == (1, [])
