"""Suppliers, as staff keep them."""

import pytest
import sqlalchemy as sa

from app.core.audit import AuditEntry
from app.core.crypto import unseal
from app.core.database import Database
from app.modules.supplier.models import Supplier
from app.modules.supplier.states import SUPPLIER
from tests.keys import new_key
from tests.supplier.company import BASE, EVERYTHING, form, supplier
from tests.types import AsStaff


async def test_registered_once(as_staff: AsStaff) -> None:
    boss, key = await as_staff(EVERYTHING), new_key()
    body = form(categories=["轴承"], credit_code="91440300 7084 6113 6t")
    for _ in range(2):
        made = (await boss.client.post(BASE, json=body, headers=key)).raise_for_status().json()
    for field in ("code", "credit_code"):
        again = form(**{field: body[field]})
        refused = await boss.client.post(BASE, json=again, headers=new_key())
        assert (refused.status_code, refused.json()["code"]) == (409, "SUPPLIER_EXISTS"), field
    shown = (await boss.client.get(f"{BASE}/{made['id']}")).raise_for_status().json()
    assert (shown["credit_code"], shown["status_label"]) == ("91440300708461136T", "合作中")
    assert (await boss.client.get(f"{BASE}/{made['id'] + 1}")).status_code == 404


@pytest.mark.parametrize("wrong", ["91440300708461136A", "9144030070846113", "OOOO0300708461136T", ""])
async def test_the_check_digit(as_staff: AsStaff, wrong: str) -> None:
    boss = await as_staff(EVERYTHING)
    refused = await boss.client.post(BASE, json=form(credit_code=wrong), headers=new_key())
    assert refused.status_code == 422
    assert refused.json()["details"]["fields"][0]["path"] == "credit_code"


async def test_the_bank_account_is_sealed(as_staff: AsStaff, database: Database) -> None:
    """Whoever may not reveal it sees four digits; who may is on record."""
    supplier_id = await supplier(database, bank_account="6222000011112222")
    async with database.read() as session:
        row = await session.get_one(Supplier, supplier_id)
        assert "6222" not in str(row.bank_account)
        assert unseal(row, "bank_account") == "6222000011112222"
    clerk, boss = await as_staff("supplier.read"), await as_staff("supplier.read", "personal.reveal")
    url = f"{BASE}/{supplier_id}"
    assert (await clerk.client.get(url)).json()["bank_account"] == "**** 2222"
    assert (await boss.client.get(url)).json()["bank_account"] == "6222000011112222"
    async with database.read() as session:
        looked = sa.select(sa.func.count()).where(AuditEntry.action == "supplier.reveal")
        assert await session.scalar(looked) == 1


async def test_changed(as_staff: AsStaff, database: Database) -> None:
    boss = await as_staff(EVERYTHING, "personal.reveal")
    first, second = [await supplier(database, bank_account="6222000011112222") for _ in range(2)]
    body = form(name="新轴承厂", bank_account=None)
    changed = (await boss.client.put(f"{BASE}/{first}", json=body)).raise_for_status().json()
    assert changed["name"] == "新轴承厂"
    assert (await boss.client.get(f"{BASE}/{first}")).json()["bank_account"] == "6222000011112222"
    (await boss.client.put(f"{BASE}/{first}", json={**body, "bank_account": ""})).raise_for_status()
    assert (await boss.client.get(f"{BASE}/{first}")).json()["bank_account"] == ""
    assert (await boss.client.put(f"{BASE}/{second}", json=body)).json()["code"] == "SUPPLIER_EXISTS"
    assert (await boss.client.put(f"{BASE}/999", json=body)).status_code == 404


async def test_its_standing(as_staff: AsStaff, database: Database) -> None:
    """Each move once, and only those that the table has."""
    boss, supplier_id = await as_staff(EVERYTHING), await supplier(database)
    url = f"{BASE}/{supplier_id}"
    for action, status in (("suspend", "suspended"), ("block", "blocked"), ("activate", "active")):
        body = None if action == "activate" else {"reason": "两批不合格"}
        moved = (await boss.client.post(f"{url}/{action}", json=body)).raise_for_status().json()
        assert (moved["status"], moved["reason"]) == (status, "" if body is None else "两批不合格")
        again = await boss.client.post(f"{url}/{action}", json=body)
        assert (again.status_code, again.json()["details"]) == (409, {"status": status})
    assert not SUPPLIER.allows("blocked", "suspended")
    assert (await boss.client.post(f"{url}/block", json={"reason": " "})).status_code == 422
    assert (await boss.client.post(f"{BASE}/999/block", json={"reason": "x"})).status_code == 404


async def test_the_list(as_staff: AsStaff, database: Database) -> None:
    boss = await as_staff(EVERYTHING)
    first, second = await supplier(database, name="甲厂"), await supplier(database, name="乙厂")
    (await boss.client.post(f"{BASE}/{first}/block", json={"reason": "x"})).raise_for_status()

    async def listed(**query: str) -> list[int]:
        page = (await boss.client.get(BASE, params=query)).raise_for_status().json()
        return [one["id"] for one in page["items"]]

    assert await listed() == [second, first]
    assert await listed(status="blocked") == [first]
    assert await listed(q="乙") == [second]
