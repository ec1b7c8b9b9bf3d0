"""Orders on their way, for tests."""

from dataclasses import dataclass
from typing import Any

import httpx

from app.core.context import SYSTEM, Actor
from app.core.database import Database
from app.modules.delivery import shipping
from app.modules.order import moves
from app.modules.order.models import Order
from tests.catalog.factory import spu
from tests.keys import new_key
from tests.order.factory import place
from tests.types import AsUser, DrainJobs, Person

CLERK = Actor("staff", 1)
SF = {"courier": "SF", "tracking_no": "SF1234567890"}
YTO = {"courier": "YTO", "tracking_no": "YT9876543210"}


@dataclass(frozen=True)
class Waiting:
    """An order that is to be sent: of each of its lines `quantity` pieces."""

    customer: Person
    id: int
    line_ids: tuple[int, ...]

    async def seen(self) -> dict[str, Any]:
        """As its customer sees how it is on its way."""
        answer = await self.customer.client.get(f"/orders/{self.id}/shipments")
        seen: dict[str, Any] = answer.raise_for_status().json()
        return seen

    async def status(self) -> str:
        return str((await self.customer.client.get(f"/orders/{self.id}")).json()["status"])

    async def receive(self) -> httpx.Response:
        return await self.customer.client.post(f"/orders/{self.id}/receive")


async def waiting(
    as_user: AsUser, database: Database, drain_jobs: DrainJobs, *, lines: int = 1, quantity: int = 1, name: str = "小明"
) -> Waiting:
    """A new order that is paid for and to be sent."""
    customer = await as_user(name, consents=("address",))
    made = await spu(database, specs={"规格": [f"{size}g" for size in range(50, 50 + lines)]})
    order = await place(customer, *made.sku_ids, quantity=quantity)
    return await paid(customer, int(order["id"]), database, drain_jobs)


async def paid(customer: Person, order_id: int, database: Database, drain_jobs: DrainJobs) -> Waiting:
    async with database.begin() as session:
        assert await moves.pay(session, order_id, SYSTEM)
    await drain_jobs()
    async with database.read() as session:
        order = await session.get_one(Order, order_id)
        return Waiting(customer, order_id, tuple(line.id for line in order.lines))


async def send_all(database: Database, order_id: int, *, courier: str = "SF", tracking_no: str = "SF1234567890") -> int:
    """The id of the parcel that left with all that was left of the order."""
    async with database.begin() as session:
        shipment = await shipping.pack(session, CLERK, order_id, None)
        await shipping.send(session, CLERK, shipment.id, courier, tracking_no)
        return shipment.id


async def pack(staff: Person, order_id: int, **body: Any) -> httpx.Response:  # noqa: ANN401  # JSON
    return await staff.client.post(f"/staff/orders/{order_id}/shipments", json=body, headers=new_key())
