"""Purchase orders for tests, and those who deliver."""

import io
from datetime import date
from typing import Any

import httpx
from PIL import Image

from app.core.database import Database
from tests.keys import new_key
from tests.supplier.company import bound, supplier
from tests.types import AsUser, Person

STAFF, MINE = "/staff/purchase-orders", "/supplier/purchase-orders"
EVERYTHING = "purchase_order.*"
LINES = [
    {"item": "深沟球轴承 6204", "quantity": 200, "unit": "套", "price_fen": 380},
    {"item": "骨架油封", "spec": "25×40×7", "quantity": 33, "price_fen": 125},
]
TOTAL = 200 * 380 + 33 * 125


def picture() -> dict[str, tuple[str, bytes]]:
    """A form with a small picture."""
    out = io.BytesIO()
    Image.new("RGB", (8, 8), "red").save(out, "PNG")
    return {"file": ("a.png", out.getvalue())}


async def seller(as_user: AsUser, database: Database, name: str = "甲") -> tuple[int, Person]:
    """A supplier of that name, and who acts for it."""
    supplier_id = await supplier(database, name=f"{name}厂")
    return supplier_id, await bound(database, await as_user(name), supplier_id)


async def written(boss: Person, supplier_id: int, **fields: Any) -> int:  # noqa: ANN401  # JSON
    body = {"title": "一季度轴承", "supplier_id": supplier_id, "lines": LINES, **fields}
    return int((await boss.client.post(STAFF, json=body, headers=new_key())).raise_for_status().json()["id"])


async def placed(boss: Person, supplier_id: int, **fields: Any) -> int:  # noqa: ANN401  # JSON
    """An order that its supplier sees."""
    order_id = await written(boss, supplier_id, **fields)
    (await acts(boss, order_id, "place")).raise_for_status()
    return order_id


async def acts(boss: Person, order_id: int, action: str, **body: Any) -> httpx.Response:  # noqa: ANN401  # JSON
    return await boss.client.post(f"{STAFF}/{order_id}/{action}", json=body or None)


async def sees(boss: Person, order_id: int) -> dict[str, Any]:
    seen: dict[str, Any] = (await boss.client.get(f"{STAFF}/{order_id}")).raise_for_status().json()
    return seen


async def receives(boss: Person, order_id: int, *pieces: int, lot: str = "") -> httpx.Response:
    """So many of each line, in order; 0 is left out."""
    lines = [
        {"line_id": line["id"], "quantity": quantity, "lot": lot}
        for line, quantity in zip((await sees(boss, order_id))["lines"], pieces, strict=True)
        if quantity
    ]
    return await boss.client.post(f"{STAFF}/{order_id}/receipts", json={"lines": lines}, headers=new_key())


async def bills(boss: Person, order_id: int, amount_fen: int, number: str = "25332000001") -> httpx.Response:
    body = {"number": number, "amount_fen": amount_fen, "dated_on": "2026-11-22"}
    return await boss.client.post(f"{STAFF}/{order_id}/invoices", json=body, headers=new_key())


async def reports(person: Person, order_id: int, kind: str, note: str = "顺丰 SF1") -> httpx.Response:
    body = {"kind": kind, "happened_on": date(2026, 11, 22).isoformat(), "note": note}
    return await person.client.post(f"{MINE}/{order_id}/milestones", json=body, headers=new_key())
