"""Bargaining for tests: activities, bargains, friends who help, and orders."""

from datetime import timedelta
from typing import Any

import httpx
import sqlalchemy as sa

from app.core import clock
from app.core.context import SYSTEM
from app.core.database import Database
from app.modules.bargain import editing
from app.modules.bargain.models import Bargain, BargainActivity, Help
from app.modules.bargain.schemas import ActivityIn
from tests.keys import new_key
from tests.order.factory import address
from tests.types import AsUser, Person

USUAL_FEN, FLOOR_FEN = 6800, 2000


def body(sku_id: int, *, starts_in: float = 0, lasts: float = 48, **more: Any) -> dict[str, Any]:  # noqa: ANN401  # JSON
    """The body of POST /staff/bargain-activities: three friends to ¥20 within 24 hours; times in hours from now."""
    starts_at = clock.now() + timedelta(hours=starts_in)
    return {
        "title": "好友帮砍",
        "sku_id": sku_id,
        "floor_fen": FLOOR_FEN,
        "helps": 3,
        "hours": 24,
        "stock": 10,
        "per_user_limit": 1,
        "starts_at": starts_at.isoformat(),
        "ends_at": (starts_at + timedelta(hours=lasts)).isoformat(),
        **more,
    }


async def activity(database: Database, sku_id: int, *, published: bool = True, **more: Any) -> int:  # noqa: ANN401  # JSON
    """The id of a new activity, see `body`."""
    async with database.begin() as session:
        made = await editing.create(session, SYSTEM, ActivityIn.model_validate(body(sku_id, **more)))
        if published:
            await editing.publish(session, SYSTEM, made.id)
        return made.id


async def try_start(person: Person, activity_id: int = 1) -> httpx.Response:
    return await person.client.post("/bargains", json={"activity_id": activity_id}, headers=new_key())


async def start(person: Person, activity_id: int = 1) -> str:
    """The code of the customer's bargain."""
    return str((await try_start(person, activity_id)).raise_for_status().json()["code"])


async def try_help(person: Person, code: str) -> httpx.Response:
    return await person.client.post(f"/bargains/{code}/help", headers=new_key())


async def to_the_floor(as_user: AsUser, code: str, helps: int = 3) -> None:
    for number in range(helps):
        (await try_help(await as_user(f"好友{number}"), code)).raise_for_status()


async def try_order(person: Person, sku_id: int, code: str) -> httpx.Response:
    """The answer to POST /orders, at the price that the customer sees."""
    items, inputs = [{"sku_id": sku_id, "quantity": 1}], {"bargain": {"sku_id": sku_id, "record": code}}
    wanted = {"items": items, "address_id": await address(person), "inputs": inputs}
    seen = (await person.client.post("/orders/preview", json=wanted)).json().get("payable_fen", 0)
    return await person.client.post("/orders", json={**wanted, "expected_payable_fen": seen}, headers=new_key())


async def order(person: Person, sku_id: int, code: str) -> int:
    return int((await try_order(person, sku_id, code)).raise_for_status().json()["id"])


async def record(database: Database, code: str) -> Bargain:
    async with database.read() as session:
        return (await session.scalars(sa.select(Bargain).where(Bargain.code == code))).one()


async def cuts(database: Database) -> list[int]:
    async with database.read() as session:
        return list(await session.scalars(sa.select(Help.cut_fen).order_by(Help.id)))


async def taken(database: Database, activity_id: int = 1) -> int:
    async with database.read() as session:
        return (await session.get_one(BargainActivity, activity_id)).taken
