"""Consent before personal data, and taking it back."""

import asyncio
from dataclasses import replace
from datetime import UTC, datetime

import pytest
import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession

from app.core import privacy
from app.core.database import Database
from app.core.privacy import Consent, Kept
from app.modules.identity import purposes
from tests.identity.samples import ADDRESS
from tests.keys import new_key
from tests.types import AsUser, Person


def version_of(purpose: str) -> int:
    return next((p.version for p in privacy.purposes() if p.id == purpose), 1)


async def agree(person: Person, purpose: str) -> int:
    """To the purpose as it reads today."""
    body = {"version": version_of(purpose)}
    return (await person.client.put(f"/me/consents/{purpose}", json=body)).status_code


class TestConsents:
    async def test_offered_with_their_texts(self, as_user: AsUser) -> None:
        items = (await (await as_user()).client.get("/me/consents")).json()["items"]

        assert {"phone", "address"} <= {item["purpose"] for item in items}
        assert all(item["text"] and item["title"] and item["granted_at"] is None for item in items)

    async def test_granted(self, as_user: AsUser) -> None:
        person = await as_user()

        assert await agree(person, "phone") == 204

        assert (await person.client.get("/me")).json()["consents"] == ["phone"]

    async def test_granted_twice_at_once_is_one_consent(self, as_user: AsUser, database: Database) -> None:
        person = await as_user()

        await asyncio.gather(*(agree(person, "phone") for _ in range(4)))

        async with database.read() as session:
            assert await session.scalar(sa.select(sa.func.count()).select_from(Consent)) == 1

    async def test_another_version_than_was_read(self, as_user: AsUser) -> None:
        answer = await (await as_user()).client.put("/me/consents/phone", json={"version": 77})

        assert (answer.status_code, answer.json()["code"]) == (409, "PURPOSE_OUTDATED")

    async def test_unknown_purpose(self, as_user: AsUser) -> None:
        person = await as_user()

        assert await agree(person, "horoscope") == 404
        assert (await person.client.delete("/me/consents/horoscope")).status_code == 404

    async def test_new_text_needs_a_new_consent(self, as_user: AsUser, monkeypatch: pytest.MonkeyPatch) -> None:
        person = await as_user(consents=("phone",))
        newer = [replace(p, version=p.version + 1) if p.id == "phone" else p for p in privacy.PURPOSES.all()]
        monkeypatch.setattr(privacy.PURPOSES, "all", lambda: newer)

        assert (await person.client.get("/me")).json()["consents"] == []
        refused = await person.client.post("/me/phone", json={"code": "phone:13812345678"})
        assert refused.json()["code"] == "CONSENT_REQUIRED"
        assert await agree(person, "phone") == 204
        assert (await person.client.post("/me/phone", json={"code": "phone:13812345678"})).status_code == 200

    async def test_new_use_needs_a_new_consent(self, as_user: AsUser, monkeypatch: pytest.MonkeyPatch) -> None:
        person = await as_user(consents=("phone", "address"))
        uses = [*privacy.USES.all(), privacy.Use("phone", "greetings", "生日时向您道贺。")]
        monkeypatch.setattr(privacy.USES, "all", lambda: uses)

        assert (await person.client.get("/me")).json()["consents"] == ["address"]
        items = (await person.client.get("/me/consents")).json()["items"]
        texts = {item["purpose"]: item["text"] for item in items}
        assert texts["phone"].startswith(purposes.PHONE.text)
        assert texts["phone"].endswith("生日时向您道贺。")
        assert "生日" not in texts["address"]
        assert await agree(person, "phone") == 204

    async def test_use_that_takes_the_place_of_another_needs_a_new_consent(
        self, as_user: AsUser, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        uses = [privacy.Use("phone", "greetings", "生日时向您道贺。")]
        monkeypatch.setattr(privacy.USES, "all", lambda: uses)
        person = await as_user(consents=("phone",))
        assert (await person.client.get("/me")).json()["consents"] == ["phone"]

        uses[:] = [privacy.Use("phone", "surveys", "邀请您评价服务。")]

        assert (await person.client.get("/me")).json()["consents"] == []


class TestWithdrawing:
    async def test_deletes_the_phone_number(self, as_user: AsUser) -> None:
        person = await as_user(consents=("phone", "address"))
        await person.client.post("/me/phone", json={"code": "phone:13812345678"})
        await person.client.post("/me/addresses", json=ADDRESS, headers=new_key())

        assert (await person.client.delete("/me/consents/phone")).status_code == 204

        me = (await person.client.get("/me")).json()
        assert (me["phone"], me["consents"]) == (None, ["address"])
        assert len((await person.client.get("/me/addresses")).json()["items"]) == 1

    async def test_deletes_the_addresses(self, as_user: AsUser) -> None:
        person = await as_user(consents=("address",))
        await person.client.post("/me/addresses", json=ADDRESS, headers=new_key())

        await person.client.delete("/me/consents/address")

        assert (await person.client.get("/me/addresses")).json()["items"] == []

    async def test_tells_what_is_locked_away_by_it(self, as_user: AsUser, monkeypatch: pytest.MonkeyPatch) -> None:
        """And nothing of what was before."""
        person = await as_user(consents=("phone",))
        locked = [Kept("从前的", "依法保存", datetime(2040, 1, 1, tzinfo=UTC))]

        class Locks:
            section = "locks"

            async def export(self, session: AsyncSession, user_id: int) -> object:
                raise NotImplementedError

            async def erase(self, session: AsyncSession, user_id: int) -> None:
                raise NotImplementedError

            async def withdraw(self, session: AsyncSession, user_id: int, purpose: str) -> None:
                del session, user_id
                locked.append(Kept(purpose, "依法保存", datetime(2041, 1, 1, tzinfo=UTC)))

            async def kept(self, session: AsyncSession, user_id: int) -> list[Kept]:
                del session, user_id
                return list(locked)

        monkeypatch.setattr(privacy.PERSONAL_DATA, "all", lambda: [Locks()])
        monkeypatch.setattr(privacy.RETENTIONS, "all", lambda: [Locks()])

        told = await person.client.delete("/me/consents/phone")

        assert told.status_code == 200
        assert [one["what"] for one in told.json()["items"]] == ["phone"]
        assert (await person.client.delete("/me/consents/phone")).status_code == 204

    async def test_history_stays(self, as_user: AsUser, database: Database) -> None:
        person = await as_user(consents=("phone",))
        await person.client.delete("/me/consents/phone")
        await agree(person, "phone")

        async with database.read() as session:
            rows = list(await session.scalars(sa.select(Consent).order_by(Consent.id)))
        assert [row.withdrawn_at is None for row in rows] == [False, True]


def test_texts_say_what_for() -> None:
    for purpose in (purposes.PHONE, purposes.ADDRESS):
        assert "用于" in purpose.text
        assert "撤回" in purpose.text
