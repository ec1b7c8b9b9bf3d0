"""Orders that an invoice can be asked for, and requests for one, for tests."""

from typing import Any

import httpx

from app.core.context import SYSTEM
from app.core.database import Database
from app.modules.order import moves
from tests.catalog.factory import spu
from tests.keys import new_key
from tests.order.factory import place
from tests.types import AsUser, Person

TAX_NUMBER = "91330106MA27ABCDEB"
PERSONAL = {"kind": "personal", "title": "王小明", "email": "xiaoming@example.com"}
COMPANY = {"kind": "company", "title": "杭州某某茶业有限公司", "tax_number": TAX_NUMBER, "email": "tax@example.com"}
PDF = b"%PDF-1.7 an invoice"


async def buyer(as_user: AsUser, name: str = "小明") -> Person:
    return await as_user(name, consents=("address", "invoice"))


async def bought(database: Database, person: Person, *, completed: bool = True) -> dict[str, Any]:
    """A paid order as POST /orders answered when it was placed."""
    order = await place(person, (await spu(database)).sku_id)
    async with database.begin() as session:
        assert await moves.pay(session, order["id"], SYSTEM)
        if completed:
            assert await moves.complete(session, order["id"], SYSTEM)
    return order


async def refund(database: Database, order_id: int, total_fen: int) -> None:
    """So much of the order has gone back so far."""
    async with database.begin() as session:
        await moves.refunded(session, order_id, total_fen)


async def ask(person: Person, order_id: int, **more: Any) -> httpx.Response:  # noqa: ANN401  # JSON
    body = {**PERSONAL, **more}
    return await person.client.post(f"/orders/{order_id}/invoice", json=body, headers=new_key())


async def asked(person: Person, order_id: int, **more: Any) -> dict[str, Any]:  # noqa: ANN401  # JSON
    invoice: dict[str, Any] = (await ask(person, order_id, **more)).raise_for_status().json()
    return invoice


async def of_order(person: Person, order_id: int) -> dict[str, Any]:
    told: dict[str, Any] = (await person.client.get(f"/orders/{order_id}/invoice")).raise_for_status().json()
    return told


async def issue(keeper: Person, invoice: dict[str, Any], number: str = "25332000000012345678") -> httpx.Response:
    body = {"number": number, "amount_fen": invoice["amount_fen"]}
    return await keeper.client.post(f"/staff/invoices/{invoice['id']}/issue", json=body)
