"""A copy of one's data, and leaving."""

import json
from datetime import UTC, datetime

import httpx
import pytest
import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession

from app.core.audit import AuditEntry
from app.core.auth import Session, Unauthenticated
from app.core.database import Database
from app.core.privacy import PERSONAL_DATA, RETENTIONS, AccountInUse, Consent, Kept
from app.core.wechat import PhoneNumber
from app.modules.identity import addresses, service
from app.modules.identity.api import openid_of
from app.modules.identity.models import Address, User, WeChatAccount
from app.modules.identity.schemas import AddressIn
from tests.identity.samples import ADDRESS
from tests.identity.test_profile import picture
from tests.keys import new_key
from tests.types import AsUser, DrainJobs, Person


class FifteenYears:
    async def kept(self, session: AsyncSession, user_id: int) -> list[Kept]:
        del session, user_id
        return [Kept("病历", "依法保存", datetime(2041, 1, 1, tzinfo=UTC))]


async def full_account(as_user: AsUser) -> Person:
    person = await as_user(consents=("phone", "address"))
    await person.client.put("/me", json={"nickname": "山月"})
    await person.client.post("/me/phone", json={"code": "phone:13812345678"})
    await person.client.post("/me/addresses", json=ADDRESS, headers=new_key())
    return person


class TestExport:
    async def test_holds_everything(self, as_user: AsUser) -> None:
        person = await full_account(as_user)

        copy = (await person.client.get("/me/export")).json()

        assert copy["account"]["nickname"] == "山月"
        assert copy["account"]["phone"] == "13812345678"
        assert copy["account"]["addresses"][0]["detail"] == ADDRESS["detail"]
        assert copy["account"]["wechat"][0]["openid"]
        assert {row["purpose"] for row in copy["consents"]} == {"phone", "address"}

    async def test_is_ones_own(self, as_user: AsUser) -> None:
        await full_account(as_user)

        copy = (await (await as_user("小红")).client.get("/me/export")).text

        assert "13812345678" not in copy
        assert "山月" not in copy

    async def test_is_on_record(self, as_user: AsUser, database: Database) -> None:
        person = await as_user()
        await person.client.get("/me/export")

        async with database.read() as session:
            entry = await session.scalar(sa.select(AuditEntry).where(AuditEntry.action == "user.export"))
        assert entry is not None
        assert (entry.actor_kind, entry.actor_id, entry.entity_id) == ("user", person.id, person.id)


class TestLeaving:
    async def test_leaves_nothing_behind(
        self, as_user: AsUser, client: httpx.AsyncClient, database: Database, drain_jobs: DrainJobs
    ) -> None:
        person = await full_account(as_user)
        avatar = (await person.client.post("/me/avatar", files={"file": picture()})).json()["avatar_url"]

        assert (await person.client.delete("/me")).status_code == 204
        await drain_jobs()

        assert (await person.client.get("/me")).status_code == 401
        assert (await client.get(avatar)).status_code == 404
        async with database.read() as session:
            for model in (Address, WeChatAccount, Consent, Session):
                assert not list(await session.scalars(sa.select(model))), model
            user = await session.get_one(User, person.id)
            assert (user.nickname, user.avatar, user.phone, user.phone_index) == ("已注销", None, None, None)
            assert user.erased_at is not None
            assert await openid_of(session, person.id) is None

    async def test_what_was_on_its_way_comes_too_late(self, as_user: AsUser, database: Database) -> None:
        """Requests that were let in before the customer left, and reach the database afterwards."""
        person = await full_account(as_user)
        await person.client.delete("/me")

        async def rename(session: AsyncSession) -> None:
            await service.rename(session, person.id, "回来了")

        async def show(session: AsyncSession) -> None:
            await service.set_avatar(session, person.id, "aa/picture.png")

        async def call(session: AsyncSession) -> None:
            await service.set_phone(session, person.id, PhoneNumber(number="13812345678", country_code="86"))

        async def move(session: AsyncSession) -> None:
            await addresses.add(session, person.id, AddressIn.model_validate(ADDRESS))

        for change in (rename, show, call, move):
            async with database.begin() as session:
                with pytest.raises(Unauthenticated):
                    await change(session)

    async def test_is_told_what_the_law_wants_kept(self, as_user: AsUser, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(RETENTIONS, "all", lambda: [FifteenYears()])
        person = await as_user(consents=("phone",))

        told = await person.client.delete("/me")

        assert told.status_code == 200
        assert told.json() == {"items": [{"what": "病历", "why": "依法保存", "until": "2041-01-01T00:00:00Z"}]}
        assert (await person.client.get("/me")).status_code == 401

    async def test_comes_back_as_somebody_new(self, as_user: AsUser) -> None:
        person = await as_user()
        await person.client.delete("/me")

        assert (await as_user()).id != person.id

    async def test_refused_while_something_is_unfinished(
        self, as_user: AsUser, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        class Unfinished:
            section = "unfinished"

            async def export(self, session: AsyncSession, user_id: int) -> object:
                del session
                return {"user_id": user_id}

            async def erase(self, session: AsyncSession, user_id: int) -> None:
                del session, user_id
                raise AccountInUse(reasons=["还有 1 个未完成的订单"])

            async def withdraw(self, session: AsyncSession, user_id: int, purpose: str) -> None:
                raise NotImplementedError

        holders = [*PERSONAL_DATA.all(), Unfinished()]  # after identity: what identity erased must come back
        monkeypatch.setattr(PERSONAL_DATA, "all", lambda: holders)
        person = await full_account(as_user)
        before = (await person.client.get("/me/export")).json()

        answer = await person.client.delete("/me")

        assert (answer.status_code, answer.json()["code"]) == (409, "ACCOUNT_IN_USE")
        assert answer.json()["details"] == {"reasons": ["还有 1 个未完成的订单"]}
        assert json.dumps((await person.client.get("/me/export")).json()) == json.dumps(before)
