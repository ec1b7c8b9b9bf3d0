"""Suppliers for tests, and their people."""

from itertools import count
from typing import Any

from app.core.context import SYSTEM
from app.core.credit_code import check_character
from app.core.database import Database
from app.modules.supplier import contacts, keeping
from app.modules.supplier.schemas import ContactIn, SupplierIn
from tests.types import Person

BASE = "/staff/suppliers"
EVERYTHING = "supplier.*"
_numbers = count(1)


def credit_code_of(number: int) -> str:
    """One that is valid, another for each number."""
    stem = f"91330200{number:09d}"
    return stem + check_character(stem + "0")


def form(**fields: Any) -> dict[str, Any]:  # noqa: ANN401  # JSON
    """The body that registers a supplier of its own."""
    number = next(_numbers)
    return {"code": f"S{number:04d}", "name": f"第{number}轴承厂", "credit_code": credit_code_of(number), **fields}


async def supplier(database: Database, **fields: Any) -> int:  # noqa: ANN401  # what SupplierIn takes
    async with database.begin() as session:
        return (await keeping.create(session, SYSTEM, SupplierIn.model_validate(form(**fields)))).id


async def invited(database: Database, supplier_id: int, name: str = "周敏") -> tuple[int, str]:
    """A new contact's id and his code."""
    async with database.begin() as session:
        contact = await contacts.add(session, SYSTEM, supplier_id, ContactIn(name=name, phone="13800000001"))
        code, _ = await contacts.invite(session, SYSTEM, contact.id)
        return contact.id, code


async def bound(database: Database, person: Person, supplier_id: int) -> Person:
    """The person acts for the supplier from now on."""
    _, code = await invited(database, supplier_id)
    (await person.client.post("/supplier/bind", json={"code": code})).raise_for_status()
    return person


async def stands(database: Database, supplier_id: int, action: str) -> None:
    async with database.begin() as session:
        await keeping.set_standing(session, SYSTEM, supplier_id, action, "试验")
