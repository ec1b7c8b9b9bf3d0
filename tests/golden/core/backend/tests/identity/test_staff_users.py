"""Customers as staff see them."""

import sqlalchemy as sa

from app.core.audit import AuditEntry
from app.core.database import Database
from tests.types import AsStaff, AsUser


async def test_not_permitted(as_staff: AsStaff, as_user: AsUser) -> None:
    person = await as_user()
    clerk = await as_staff("audit.read")

    assert (await clerk.client.get("/staff/users")).json()["code"] == "FORBIDDEN"
    assert (await clerk.client.get(f"/staff/users/{person.id}")).status_code == 403
    assert (await person.client.get("/staff/users")).status_code == 401


async def test_masked_without_the_right_to_see_more(as_staff: AsStaff, as_user: AsUser) -> None:
    person = await as_user(consents=("phone",))
    await person.client.post("/me/phone", json={"code": "phone:13812345678"})
    clerk = await as_staff("identity.read")

    assert (await clerk.client.get("/staff/users")).json()["items"][0]["phone"] == "138****5678"
    assert (await clerk.client.get(f"/staff/users/{person.id}")).json()["phone"] == "138****5678"


async def test_in_full_is_on_record(as_staff: AsStaff, as_user: AsUser, database: Database) -> None:
    person = await as_user(consents=("phone",))
    await person.client.post("/me/phone", json={"code": "phone:13812345678"})
    manager = await as_staff("identity.read", "personal.reveal")

    assert (await manager.client.get("/staff/users")).json()["items"][0]["phone"] == "138****5678"
    assert (await manager.client.get(f"/staff/users/{person.id}")).json()["phone"] == "13812345678"

    async with database.read() as session:
        entries = list(await session.scalars(sa.select(AuditEntry).where(AuditEntry.action == "personal.reveal")))
    assert [(entry.actor_id, entry.entity_id) for entry in entries] == [(manager.id, person.id)]


async def test_found_by_phone_number(as_staff: AsStaff, as_user: AsUser) -> None:
    for name, phone in (("小明", "13812345678"), ("小红", "13900000000")):
        await (await as_user(name, consents=("phone",))).client.post("/me/phone", json={"code": f"phone:{phone}"})
    clerk = await as_staff("identity.read")

    found = (await clerk.client.get("/staff/users", params={"phone": "13900000000"})).json()["items"]

    assert [item["phone"] for item in found] == ["139****0000"]


async def test_unknown_customer(as_staff: AsStaff) -> None:
    clerk = await as_staff("identity.read")

    assert (await clerk.client.get("/staff/users/404")).json()["code"] == "USER_NOT_FOUND"
