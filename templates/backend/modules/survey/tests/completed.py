"""Completed orders and answers about them, for tests."""

from typing import Any

import httpx

from app.core.context import SYSTEM
from app.core.database import Database
from app.modules.order import moves
from tests.catalog.factory import spu
from tests.keys import new_key
from tests.order.factory import place
from tests.types import Person


async def completed(database: Database, person: Person) -> int:
    """The id of a completed order; the person must have agreed to the purpose "address"."""
    order_id = int((await place(person, (await spu(database)).sku_id))["id"])
    async with database.begin() as session:
        assert await moves.pay(session, order_id, SYSTEM)
        assert await moves.complete(session, order_id, SYSTEM)
    return order_id


async def post(person: Person, order_id: int, score: int, text: str = "") -> httpx.Response:
    body = {"score": score, "text": text}
    return await person.client.post(f"/orders/{order_id}/survey", json=body, headers=new_key())


async def answered(database: Database, person: Person, score: int, text: str = "") -> dict[str, Any]:
    """What POST /orders/{id}/survey answered for a new completed order."""
    answer = await post(person, await completed(database, person), score, text)
    out: dict[str, Any] = answer.raise_for_status().json()
    return out
