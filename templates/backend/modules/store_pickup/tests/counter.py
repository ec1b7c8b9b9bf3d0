"""Orders at a counter, for tests."""

from dataclasses import dataclass
from typing import Any

import httpx

from app.core.context import SYSTEM
from app.core.database import Database
from app.modules.order import moves
from tests.catalog.factory import spu
from tests.keys import new_key
from tests.multi_store.shops import works_at
from tests.types import AsStaff, AsUser, DrainJobs, Person


@dataclass(frozen=True)
class Waiting:
    customer: Person
    id: int

    async def seen(self) -> dict[str, Any]:
        answer = await self.customer.client.get(f"/orders/{self.id}/pickup")
        seen: dict[str, Any] = answer.raise_for_status().json()
        return seen

    async def code(self) -> str:
        return str((await self.seen())["code"])

    async def status(self) -> str:
        return str((await self.customer.client.get(f"/orders/{self.id}")).json()["status"])


async def ordered(
    as_user: AsUser, database: Database, store_id: int, *, sku_id: int | None = None, name: str = "小明"
) -> Waiting:
    """A new order to pick up, not paid yet."""
    customer = await as_user(name)
    items = [{"sku_id": sku_id or (await spu(database)).sku_id, "quantity": 1}]
    wanted = {"items": items, "inputs": {"pickup": {"store_id": store_id}}}
    shown = (await customer.client.post("/orders/preview", json=wanted)).raise_for_status().json()
    body = {**wanted, "expected_payable_fen": shown["payable_fen"]}
    placed = (await customer.client.post("/orders", json=body, headers=new_key())).raise_for_status().json()
    return Waiting(customer, int(placed["id"]))


async def ready(
    as_user: AsUser, database: Database, drain_jobs: DrainJobs, store_id: int, *, name: str = "小明"
) -> Waiting:
    """The same, paid for."""
    waiting = await ordered(as_user, database, store_id, name=name)
    async with database.begin() as session:
        assert await moves.pay(session, waiting.id, SYSTEM)
    await drain_jobs()
    return waiting


async def clerk_of(as_staff: AsStaff, database: Database, *store_ids: int) -> Person:
    """Somebody who may verify where he works."""
    clerk = await as_staff("store_pickup.read", "store_pickup.verify", scope="store")
    await works_at(database, clerk.id, *store_ids)
    return clerk


async def verify(staff: Person, code: str) -> httpx.Response:
    return await staff.client.post("/pickup/verify", json={"code": code})
