"""Group buying for tests: activities, groups, and orders in them."""

from datetime import timedelta
from typing import Any

import httpx
import sqlalchemy as sa

from app.core import clock
from app.core.context import SYSTEM
from app.core.database import Database
from app.modules.group_buy import editing
from app.modules.group_buy.models import Group, GroupBuyShare, GroupMember
from app.modules.group_buy.schemas import GroupBuyIn
from app.modules.order import moves
from app.modules.order.models import Order
from tests.keys import new_key
from tests.order.factory import address
from tests.types import Person

PRICE_FEN = 4900
ACTIVITY = 1


def body(
    *sku_ids: int, starts_in: float = 0, lasts: float = 48, price_fen: int = PRICE_FEN, **more: int
) -> dict[str, Any]:
    """The body of POST /staff/group-buys: three for ¥49 within 24 hours; times in hours from now."""
    starts_at = clock.now() + timedelta(hours=starts_in)
    return {
        "title": "三人成团",
        "size": 3,
        "hours": 24,
        "max_quantity": 2,
        "per_user_limit": 5,
        "starts_at": starts_at.isoformat(),
        "ends_at": (starts_at + timedelta(hours=lasts)).isoformat(),
        "items": [{"sku_id": sku_id, "price_fen": price_fen} for sku_id in sku_ids],
        **more,
    }


async def activity(database: Database, *sku_ids: int, published: bool = True, **more: Any) -> int:  # noqa: ANN401  # JSON
    """The id of a new activity, see `body`."""
    async with database.begin() as session:
        made = await editing.create(session, SYSTEM, GroupBuyIn.model_validate(body(*sku_ids, **more)))
        if published:
            await editing.publish(session, SYSTEM, made.id)
        return made.id


def opening(sku_id: int, activity_id: int = ACTIVITY) -> dict[str, Any]:
    """The inputs of an order that opens a group."""
    return {"group_buy": {"sku_id": sku_id, "activity_id": activity_id}}


def joining(sku_id: int, code: str) -> dict[str, Any]:
    """The inputs of an order that joins the group."""
    return {"group_buy": {"sku_id": sku_id, "group": code}}


async def try_order(person: Person, sku_id: int, inputs: dict[str, Any], *, quantity: int = 1) -> httpx.Response:
    """The answer to POST /orders, at the price that the customer sees."""
    wanted = {
        "items": [{"sku_id": sku_id, "quantity": quantity}],
        "address_id": await address(person),
        "inputs": inputs,
    }
    seen = (await person.client.post("/orders/preview", json=wanted)).json().get("payable_fen", 0)
    return await person.client.post("/orders", json={**wanted, "expected_payable_fen": seen}, headers=new_key())


async def order(person: Person, sku_id: int, inputs: dict[str, Any], *, quantity: int = 1) -> int:
    """The id of a new order in a group."""
    return int((await try_order(person, sku_id, inputs, quantity=quantity)).raise_for_status().json()["id"])


async def pay(database: Database, order_id: int) -> None:
    async with database.begin() as session:
        assert await moves.pay(session, order_id, SYSTEM)


async def group(database: Database, group_id: int = 1) -> Group:
    async with database.read() as session:
        return await session.get_one(Group, group_id)


async def seats(database: Database, group_id: int = 1) -> tuple[str, int, int]:
    """(status, seats taken, paid)"""
    row = await group(database, group_id)
    return row.status, row.seats_taken, row.paid_count


async def member(database: Database, order_id: int) -> str:
    async with database.read() as session:
        return str(await session.scalar(sa.select(GroupMember.status).where(GroupMember.order_id == order_id)))


async def status(database: Database, order_id: int) -> tuple[str, str | None]:
    """(status, why it was cancelled)"""
    async with database.read() as session:
        row = await session.get_one(Order, order_id)
        return row.status, row.cancel_reason


async def share(database: Database, person: Person) -> int:
    async with database.read() as session:
        row = await session.get(GroupBuyShare, (ACTIVITY, person.id))
        return row.orders if row else 0
