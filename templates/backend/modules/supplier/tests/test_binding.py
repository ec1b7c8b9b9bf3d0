"""How somebody's phone becomes a supplier's."""

import sqlalchemy as sa

from app.core.database import Database
from app.modules.supplier import api
from app.modules.supplier.models import Contact
from tests.keys import new_key
from tests.supplier.company import BASE, EVERYTHING, bound, invited, stands, supplier
from tests.types import AsStaff, AsUser, Hand


async def test_from_the_invitation_to_the_portal(as_staff: AsStaff, as_user: AsUser, database: Database) -> None:
    boss, person = await as_staff(EVERYTHING), await as_user()
    supplier_id = await supplier(database, name="甲厂")
    body = {"name": "周敏", "phone": "13800000001", "title": "销售"}
    made = await boss.client.post(f"{BASE}/{supplier_id}/contacts", json=body, headers=new_key())
    url = f"/staff/supplier-contacts/{made.raise_for_status().json()['id']}"
    assert (await person.client.get("/supplier/me")).json()["code"] == "NOT_SUPPLIER"
    said = (await boss.client.post(f"{url}/invitation")).raise_for_status().json()
    async with database.read() as session:
        kept = await session.scalar(sa.select(Contact.code_hash))
        assert kept is not None
        assert said["code"] not in kept
    (await person.client.post("/supplier/bind", json={"code": said["code"]})).raise_for_status()
    seen = (await person.client.get("/supplier/me")).raise_for_status().json()
    assert (seen["name"], seen["contact"], seen["status_label"]) == ("甲厂", "周敏", "合作中")
    assert (await boss.client.post(f"{url}/invitation")).json()["code"] == "SUPPLIER_CONTACT_BOUND"
    [contact] = (await boss.client.get(f"{BASE}/{supplier_id}")).json()["contacts"]
    assert (contact["name"], contact["phone"], bool(contact["bound_at"])) == ("周*", "138****0001", True)
    async with database.read() as session:
        assert await api.people(session, supplier_id) == [person.id]
        assert await api.supplier_of(session, person.id) == supplier_id
    assert (await boss.client.delete(url)).status_code == 204
    assert (await boss.client.delete(url)).json()["code"] == "SUPPLIER_CONTACT_REVOKED"
    assert (await boss.client.post(f"{url}/invitation")).json()["code"] == "SUPPLIER_CONTACT_REVOKED"
    assert (await person.client.get("/supplier/me")).status_code == 403
    async with database.read() as session:
        assert await api.people(session, supplier_id) == []
        assert await api.supplier_of(session, person.id) is None


async def test_a_code_is_good_once_and_not_for_long(as_user: AsUser, database: Database, clock_hand: Hand) -> None:
    supplier_id = await supplier(database)
    _, code = await invited(database, supplier_id)
    first, second = await as_user("甲"), await as_user("乙")
    for person, status in ((first, 204), (second, 422)):
        assert (await person.client.post("/supplier/bind", json={"code": code})).status_code == status
    _, other = await invited(database, supplier_id)
    taken = await first.client.post("/supplier/bind", json={"code": other})
    assert (taken.status_code, taken.json()["code"]) == (409, "ALREADY_SUPPLIER")
    clock_hand.advance(hours=8, seconds=1)
    late = await second.client.post("/supplier/bind", json={"code": other})
    assert (late.status_code, late.json()["code"]) == (422, "INVITATION_WRONG")


async def test_the_last_code_counts(as_staff: AsStaff, as_user: AsUser, database: Database) -> None:
    contact_id, first = await invited(database, await supplier(database))
    boss, person = await as_staff(EVERYTHING), await as_user()
    url = f"/staff/supplier-contacts/{contact_id}/invitation"
    second = (await boss.client.post(url)).raise_for_status().json()["code"]
    for code, status in ((first, 422), (second, 204)):
        assert (await person.client.post("/supplier/bind", json={"code": code})).status_code == status
    missing = await boss.client.post("/staff/supplier-contacts/999/invitation")
    assert (missing.status_code, missing.json()["code"]) == (404, "SUPPLIER_CONTACT_NOT_FOUND")
    assert (await boss.client.delete("/staff/supplier-contacts/999")).status_code == 404


async def test_leaving(as_user: AsUser, database: Database) -> None:
    """An account goes; whom to call at the supplier stays."""
    supplier_id, person = await supplier(database, name="甲厂"), await as_user()
    await bound(database, person, supplier_id)
    [kept] = (await person.client.get("/me/export")).json()["supplier"]
    assert (kept["supplier"], kept["name"], kept["phone"]) == ("甲厂", "周敏", "13800000001")
    (await person.client.delete("/supplier/me")).raise_for_status()
    assert (await person.client.get("/supplier/me")).status_code == 403
    await bound(database, person, supplier_id)
    (await person.client.delete("/me")).raise_for_status()
    async with database.read() as session:
        assert list(await session.scalars(sa.select(Contact.user_id))) == [None, None]


async def test_a_blocked_one_has_nothing_to_do(as_user: AsUser, database: Database) -> None:
    supplier_id, person = await supplier(database), await as_user()
    await bound(database, person, supplier_id)
    await stands(database, supplier_id, "block")
    seen = (await person.client.get("/supplier/me")).raise_for_status().json()
    assert (seen["status"], seen["waiting"]) == ("blocked", [])
    async with database.read() as session:
        assert await api.active_suppliers(session) == []
