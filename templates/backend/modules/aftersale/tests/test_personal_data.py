"""What a customer says and shows: only with his consent, his to take along and to take back."""

from typing import Any

import pytest
import sqlalchemy as sa

from app.core.audit import AuditEntry
from app.core.database import Database
from app.core.settings import settings
from app.modules.aftersale.jobs import forget_pictures
from app.modules.aftersale.models import Aftersale, AftersalePicture
from tests.aftersale.factory import ask, asked, bought, done, upload
from tests.catalog.factory import spu
from tests.types import AsStaff, AsUser, Configure, DrainJobs, Hand, Person

SAID = {"description": "罐子压扁了", "phone": "13900001111"}


@pytest.fixture
async def person(as_user: AsUser) -> Person:
    return await as_user(consents=("address", "aftersale"))


@pytest.fixture
async def order(person: Person, database: Database) -> dict[str, Any]:
    return await bought(person, database, (await spu(database)).sku_id, status="shipped")


async def on_disk(database: Database) -> list[bool]:
    async with database.read() as session:
        names = await session.scalars(sa.select(AftersalePicture.name).order_by(AftersalePicture.id))
    return [(settings().media_dir / name).exists() for name in names]


class TestConsent:
    async def test_nothing_without_it(self, as_user: AsUser, database: Database) -> None:
        person = await as_user("小红", consents=("address",))
        order = await bought(person, database, (await spu(database)).sku_id)
        refused = await ask(person, order, "refund_only", 1, **SAID)
        assert (refused.status_code, refused.json()["details"]) == (403, {"purpose": "aftersale"})
        assert (await upload(person)).status_code == 403
        assert (await ask(person, order, "refund_only", 1)).status_code == 201

    async def test_taken_back(
        self, person: Person, order: dict[str, Any], database: Database, drain_jobs: DrainJobs
    ) -> None:
        picture = (await upload(person)).json()["id"]
        case = await asked(person, order, "return_refund", 1, **SAID, picture_ids=[picture])
        async with database.read() as session:
            [name] = await session.scalars(sa.select(AftersalePicture.name))
        await person.client.delete("/me/consents/aftersale")
        await drain_jobs()
        shown = (await person.client.get(f"/aftersales/{case}")).json()
        assert (shown["description"], shown["phone"], shown["pictures"]) == ("", None, [])
        assert not (settings().media_dir / name).exists()


class TestPictures:
    async def test_go_with_the_case(self, person: Person, order: dict[str, Any]) -> None:
        pictures = [(await upload(person, colour)).json() for colour in ("red", "blue")]
        case = (
            await ask(person, order, "return_refund", 1, picture_ids=[picture["id"] for picture in pictures])
        ).json()
        assert case["pictures"] == [picture["url"] for picture in pictures]

    async def test_once_and_only_ones_own(
        self, person: Person, as_user: AsUser, order: dict[str, Any], database: Database
    ) -> None:
        mine = (await upload(person)).json()["id"]
        await asked(person, order, "return_refund", 1, picture_ids=[mine])
        other = await bought(person, database, (await spu(database)).sku_id)
        theirs = (await upload(await as_user("小红", consents=("aftersale",)))).json()["id"]
        for picture in (mine, theirs, 9999):
            refused = await ask(person, other, "refund_only", 1, picture_ids=[picture])
            assert (refused.status_code, refused.json()["code"]) == (422, "PICTURE_UNKNOWN")

    async def test_no_more_than_the_shop_allows(
        self, person: Person, order: dict[str, Any], configure: Configure
    ) -> None:
        configure("aftersale", max_pictures=1)
        ids = [(await upload(person)).json()["id"] for _ in range(2)]
        refused = await ask(person, order, "return_refund", 1, picture_ids=ids)
        assert (refused.status_code, refused.json()["code"]) == (422, "TOO_MANY_PICTURES")

    async def test_no_picture_at_all(self, person: Person) -> None:
        answer = await person.client.post("/aftersales/pictures", files={"file": ("a.png", b"text")})
        assert (answer.status_code, answer.json()["code"]) == (422, "PICTURE_INVALID")

    async def test_those_that_nobody_sent_off_are_forgotten(
        self, person: Person, order: dict[str, Any], database: Database, clock_hand: Hand, drain_jobs: DrainJobs
    ) -> None:
        kept, _ = [(await upload(person)).json()["id"] for _ in range(2)]
        await asked(person, order, "return_refund", 1, picture_ids=[kept])
        assert await on_disk(database) == [True, True]
        clock_hand.advance(days=2)
        async with database.begin() as session:
            await forget_pictures(session, {})
        await drain_jobs()
        async with database.read() as session:
            assert list(await session.scalars(sa.select(AftersalePicture.id))) == [kept]
        assert await on_disk(database) == [True]


class TestStaff:
    async def test_masked_and_in_full_on_record(
        self, person: Person, order: dict[str, Any], as_staff: AsStaff, database: Database
    ) -> None:
        case = await asked(person, order, "return_refund", 1, **SAID)
        reader = await as_staff("aftersale.read")
        for shown in (
            (await reader.client.get(f"/staff/aftersales/{case}")).json(),
            (await reader.client.get("/staff/aftersales")).json()["items"][0],
        ):
            assert shown["phone"] == "139****1111"
        manager = await as_staff("aftersale.read", "personal.reveal")
        assert (await manager.client.get(f"/staff/aftersales/{case}")).json()["phone"] == SAID["phone"]
        async with database.read() as session:
            entries = await session.scalars(sa.select(AuditEntry).where(AuditEntry.action == "aftersale.reveal"))
            assert [(entry.actor_id, entry.entity_id) for entry in entries] == [(manager.id, case)]

    async def test_encrypted_at_rest(self, person: Person, order: dict[str, Any], database: Database) -> None:
        await asked(person, order, "return_refund", 1, **SAID)
        async with database.read() as session:
            phone = await session.scalar(sa.select(Aftersale.phone))
        assert phone is not None
        assert SAID["phone"] not in phone


class TestLeaving:
    async def test_a_copy(self, person: Person, order: dict[str, Any]) -> None:
        await asked(person, order, "return_refund", 1, **SAID)
        [told] = (await person.client.get("/me/export")).json()["aftersales"]
        assert (told["description"], told["phone"]) == (SAID["description"], SAID["phone"])
        assert "failure" not in told

    async def test_not_while_a_case_is_open(
        self, as_user: AsUser, as_staff: AsStaff, database: Database, drain_jobs: DrainJobs
    ) -> None:
        person = await as_user("小刚", consents=("address", "aftersale"))
        done_with = await bought(person, database, (await spu(database)).sku_id, status="completed")
        picture = (await upload(person)).json()["id"]
        case = await asked(person, done_with, "return_refund", 1, **SAID, picture_ids=[picture])
        refused = await person.client.delete("/me")
        assert (refused.status_code, refused.json()["code"]) == (409, "ACCOUNT_IN_USE")
        assert "还有 1 个未完成的售后" in refused.json()["details"]["reasons"]
        await done(await as_staff("aftersale.*"), case, "reject", reason="不行")
        assert (await person.client.delete("/me")).status_code == 204
        await drain_jobs()
        async with database.read() as session:
            row = await session.get_one(Aftersale, case)
            assert (row.description, row.phone, row.pictures) == ("", None, [])
