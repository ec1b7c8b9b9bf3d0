"""Requests for quotation for tests, and those who are asked."""

from datetime import timedelta
from typing import Any

import httpx

from app.core import clock
from app.core.database import Database
from tests.keys import new_key
from tests.supplier.company import bound, supplier
from tests.types import AsUser, Person

STAFF, MINE = "/staff/rfqs", "/supplier/rfqs"
EVERYTHING = "rfq.*"
LINES = [
    {"item": "深沟球轴承 6204", "quantity": 200, "unit": "套"},
    {"item": "骨架油封", "spec": "25×40×7", "quantity": 33, "wanted_on": "2027-01-15"},
]
PRICES = (380, 125)


def form(*supplier_ids: int, **fields: Any) -> dict[str, Any]:  # noqa: ANN401  # JSON
    deadline = clock.now() + timedelta(days=3)
    body = {"title": "一季度轴承", "lines": LINES, "supplier_ids": supplier_ids, "deadline": deadline.isoformat()}
    return {**body, **fields}


async def written(boss: Person, *supplier_ids: int, **fields: Any) -> int:  # noqa: ANN401  # JSON
    made = await boss.client.post(STAFF, json=form(*supplier_ids, **fields), headers=new_key())
    return int(made.raise_for_status().json()["id"])


async def opened(boss: Person, *supplier_ids: int, **fields: Any) -> int:  # noqa: ANN401  # JSON
    """A request that may be quoted."""
    rfq_id = await written(boss, *supplier_ids, **fields)
    (await acts(boss, rfq_id, "open")).raise_for_status()
    return rfq_id


async def acts(person: Person, rfq_id: int, action: str, **body: Any) -> httpx.Response:  # noqa: ANN401  # JSON
    return await person.client.post(f"{STAFF}/{rfq_id}/{action}", json=body or None)


async def seller(as_user: AsUser, database: Database, name: str = "甲") -> tuple[int, Person]:
    """A supplier of that name, and who acts for it."""
    supplier_id = await supplier(database, name=f"{name}厂")
    return supplier_id, await bound(database, await as_user(name), supplier_id)


async def sees(person: Person, rfq_id: int) -> dict[str, Any]:
    seen: dict[str, Any] = (await person.client.get(f"{MINE}/{rfq_id}")).raise_for_status().json()
    return seen


async def offer(person: Person, rfq_id: int, *prices: int | None, **fields: Any) -> dict[str, Any]:  # noqa: ANN401  # JSON
    """The body of a quote with these prices, line by line; None is not offered."""
    seen = await sees(person, rfq_id)
    lines = [
        {"line_id": line["id"], "price_fen": price}
        for line, price in zip(seen["lines"], prices or PRICES, strict=True)
        if price is not None
    ]
    return {"revision": seen["revision"], "lines": lines, "lead_days": 15, "valid_until": "2099-12-31", **fields}


async def submits(person: Person, rfq_id: int, body: dict[str, Any]) -> httpx.Response:
    return await person.client.post(f"{MINE}/{rfq_id}/quote", json=body, headers=new_key())


async def quoted(person: Person, rfq_id: int, *prices: int | None, **fields: Any) -> None:  # noqa: ANN401  # JSON
    (await submits(person, rfq_id, await offer(person, rfq_id, *prices, **fields))).raise_for_status()


async def decided(boss: Person, rfq_id: int, supplier_id: int) -> int:
    """Closed, and given to one supplier: the award's id."""
    (await acts(boss, rfq_id, "close")).raise_for_status()
    said = (await acts(boss, rfq_id, "award", supplier_id=supplier_id)).raise_for_status().json()
    [award_id] = said["award_ids"]
    return int(award_id)
