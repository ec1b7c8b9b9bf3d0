"""The address book."""

import asyncio
from typing import Any

import httpx
import pytest
import sqlalchemy as sa

from app.core.database import Database
from app.core.idempotency import StoredAnswer
from app.modules.identity.addresses import AddressInfo
from app.modules.identity.api import address_of
from app.modules.identity.models import Address
from tests.identity.samples import ADDRESS
from tests.keys import new_key
from tests.types import AsUser, Configure, Person


async def add(person: Person, **changes: object) -> dict[str, Any]:
    answer = await person.client.post("/me/addresses", json=ADDRESS | changes, headers=new_key())
    assert answer.status_code == 201, answer.text
    body: dict[str, Any] = answer.json()
    return body


async def listed(person: Person) -> list[dict[str, Any]]:
    items: list[dict[str, Any]] = (await person.client.get("/me/addresses")).json()["items"]
    return items


class TestAddAgain:
    async def test_gives_the_same_address_and_keeps_nothing_personal(self, as_user: AsUser, database: Database) -> None:
        person, key = await as_user(consents=("address",)), new_key()

        first = await person.client.post("/me/addresses", json=ADDRESS, headers=key)
        second = await person.client.post("/me/addresses", json=ADDRESS, headers=key)

        assert (second.status_code, second.json()) == (201, first.json())
        assert await listed(person) == [first.json()]
        async with database.read() as session:
            assert await session.scalar(sa.select(StoredAnswer.body)) == {"id": first.json()["id"]}

    async def test_removed_meanwhile(self, as_user: AsUser) -> None:
        person, key = await as_user(consents=("address",)), new_key()
        made = (await person.client.post("/me/addresses", json=ADDRESS, headers=key)).json()
        await person.client.delete(f"/me/addresses/{made['id']}")

        answer = await person.client.post("/me/addresses", json=ADDRESS, headers=key)

        assert (answer.status_code, answer.json()["code"]) == (404, "ADDRESS_NOT_FOUND")


class TestAdd:
    async def test_anonymous(self, client: httpx.AsyncClient) -> None:
        assert (await client.post("/me/addresses", json=ADDRESS, headers=new_key())).status_code == 401

    async def test_without_consent(self, as_user: AsUser) -> None:
        answer = await (await as_user()).client.post("/me/addresses", json=ADDRESS, headers=new_key())

        assert (answer.status_code, answer.json()["code"]) == (403, "CONSENT_REQUIRED")
        assert answer.json()["details"] == {"purpose": "address"}

    async def test_valid(self, as_user: AsUser) -> None:
        person = await as_user(consents=("address",))

        address = await add(person)

        assert address == {"id": address["id"], **ADDRESS, "is_default": True}
        assert await listed(person) == [address]

    async def test_is_encrypted_in_the_database(self, as_user: AsUser, database: Database) -> None:
        await add(await as_user(consents=("address",)))

        async with database.read() as session:
            row = (await session.execute(sa.select(Address.name, Address.phone, Address.detail))).one()
        assert not any(secret in column for column in row for secret in ("王小明", "13812345678", "文一路"))

    @pytest.mark.parametrize(
        "wrong", [{"phone": "not a phone"}, {"name": " "}, {"detail": ""}, {"province": "省" * 21}, {"phone": "1" * 21}]
    )
    async def test_invalid(self, as_user: AsUser, wrong: dict[str, str]) -> None:
        person = await as_user(consents=("address",))

        answer = await person.client.post("/me/addresses", json=ADDRESS | wrong, headers=new_key())

        assert answer.status_code == 422
        assert [field["path"] for field in answer.json()["details"]["fields"]] == list(wrong)
        assert next(iter(wrong.values())) not in answer.text or not next(iter(wrong.values())).strip()

    async def test_too_many(self, as_user: AsUser, configure: Configure) -> None:
        configure("identity", max_addresses=2)
        person = await as_user(consents=("address",))

        answers = await asyncio.gather(
            *(person.client.post("/me/addresses", json=ADDRESS, headers=new_key()) for _ in range(4))
        )

        assert sorted(answer.status_code for answer in answers) == [201, 201, 409, 409]
        assert {a.json()["code"] for a in answers if a.status_code == 409} == {"TOO_MANY_ADDRESSES"}


class TestDefault:
    async def test_there_is_always_one(self, as_user: AsUser) -> None:
        person = await as_user(consents=("address",))
        first, second = await add(person), await add(person, is_default=True)
        assert [(a["id"], a["is_default"]) for a in await listed(person)] == [
            (second["id"], True),
            (first["id"], False),
        ]

        await person.client.delete(f"/me/addresses/{second['id']}")

        assert [(a["id"], a["is_default"]) for a in await listed(person)] == [(first["id"], True)]

    async def test_stays_one_when_two_are_chosen_at_once(self, as_user: AsUser) -> None:
        person = await as_user(consents=("address",))
        await add(person)

        await asyncio.gather(*(add(person, is_default=True) for _ in range(4)))

        assert [a["is_default"] for a in await listed(person)] == [True, False, False, False, False]


class TestReplace:
    async def test_valid(self, as_user: AsUser) -> None:
        person = await as_user(consents=("address",))
        address = await add(person)

        answer = await person.client.put(f"/me/addresses/{address['id']}", json=ADDRESS | {"detail": "龙井路 9 号"})

        assert answer.json()["detail"] == "龙井路 9 号"
        assert await listed(person) == [answer.json()]

    async def test_somebody_elses(self, as_user: AsUser) -> None:
        address = await add(await as_user("小明", consents=("address",)))
        other = await as_user("小红", consents=("address",))

        answer = await other.client.put(f"/me/addresses/{address['id']}", json=ADDRESS)

        assert (answer.status_code, answer.json()["code"]) == (404, "ADDRESS_NOT_FOUND")


class TestRemove:
    async def test_valid(self, as_user: AsUser) -> None:
        person = await as_user(consents=("address",))
        address = await add(person)

        assert (await person.client.delete(f"/me/addresses/{address['id']}")).status_code == 204
        assert await listed(person) == []

    async def test_somebody_elses(self, as_user: AsUser) -> None:
        owner = await as_user("小明", consents=("address",))
        address = await add(owner)

        assert (await (await as_user("小红")).client.delete(f"/me/addresses/{address['id']}")).status_code == 404
        assert await listed(owner) == [address]


async def test_address_of_is_for_its_owner_only(as_user: AsUser, database: Database) -> None:
    owner, other = await as_user("小明", consents=("address",)), await as_user("小红")
    address = await add(owner)

    async with database.read() as session:
        assert await address_of(session, owner.id, address["id"]) == AddressInfo(
            name="王小明",
            phone="13812345678",
            text="浙江省杭州市西湖区文一路 1 号 2 幢",
            province="浙江省",
            city="杭州市",
            district="西湖区",
        )
        assert await address_of(session, other.id, address["id"]) is None
