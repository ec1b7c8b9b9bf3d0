"""Presales for tests: activities, bookings, deposits through the stand-in for WeChat, orders for the balance."""

from datetime import timedelta
from typing import Any

import httpx

from app.core import clock
from app.core.context import SYSTEM
from app.core.database import Database
from app.modules.presale import editing
from app.modules.presale.models import Presale, PresaleBooking, PresaleShare
from app.modules.presale.schemas import PresaleIn
from devtools.wechat import Plan, StandIn
from tests.keys import new_key
from tests.order.factory import address
from tests.payment.cashier import prepay_at
from tests.types import DrainJobs, Person

USUAL_FEN, PRICE_FEN, DEPOSIT_FEN = 6800, 5000, 1000
BALANCE_FEN = PRICE_FEN - DEPOSIT_FEN
WINDOW = 48
"""Hours until the balance can be paid."""


def body(sku_id: int, *, starts_in: float = 0, lasts: float = 24, **more: Any) -> dict[str, Any]:  # noqa: ANN401  # JSON
    """The body of POST /staff/presale-activities: booked for a day, paid on the third day, sent on the fifth."""
    starts_at = clock.now() + timedelta(hours=starts_in)
    hours = {"ends_at": lasts, "balance_from": WINDOW, "balance_until": WINDOW + 24, "ships_at": WINDOW + 72}
    return {
        "title": "明前茶预售",
        "sku_id": sku_id,
        "price_fen": PRICE_FEN,
        "deposit_fen": DEPOSIT_FEN,
        "stock": 10,
        "per_user_limit": 2,
        "starts_at": starts_at.isoformat(),
        **{name: (starts_at + timedelta(hours=number)).isoformat() for name, number in hours.items()},
        **more,
    }


async def activity(database: Database, sku_id: int, *, published: bool = True, **more: Any) -> int:  # noqa: ANN401  # JSON
    """The id of a new activity, see `body`."""
    async with database.begin() as session:
        made = await editing.create(session, SYSTEM, PresaleIn.model_validate(body(sku_id, **more)))
        if published:
            await editing.publish(session, SYSTEM, made.id)
        return made.id


async def try_book(person: Person, quantity: int = 1, activity_id: int = 1) -> httpx.Response:
    wanted = {"activity_id": activity_id, "quantity": quantity}
    return await person.client.post("/presales", json=wanted, headers=new_key())


async def book(person: Person, quantity: int = 1) -> int:
    return int((await try_book(person, quantity)).raise_for_status().json()["id"])


async def pay(person: Person, wechat: StandIn, drain_jobs: DrainJobs, path: str) -> str:
    number = await prepay_at(person, wechat, path)
    wechat.pay(number, Plan(parallel=2, replays=3))
    await wechat.deliver_due()
    await drain_jobs()
    return number


async def booked(person: Person, wechat: StandIn, drain_jobs: DrainJobs, quantity: int = 1) -> tuple[int, str]:
    """A booking with its deposit paid, and the number of that payment."""
    booking_id = await book(person, quantity)
    return booking_id, await pay(person, wechat, drain_jobs, f"/presales/{booking_id}")


async def try_order(person: Person, sku_id: int, booking_id: int, *, quantity: int = 1) -> httpx.Response:
    """The answer to POST /orders for the balance, at the price that the customer sees."""
    items = [{"sku_id": sku_id, "quantity": quantity}]
    inputs = {"presale": {"sku_id": sku_id, "booking_id": booking_id}}
    wanted = {"items": items, "address_id": await address(person), "inputs": inputs}
    seen = (await person.client.post("/orders/preview", json=wanted)).json().get("payable_fen", 0)
    return await person.client.post("/orders", json={**wanted, "expected_payable_fen": seen}, headers=new_key())


async def order(person: Person, sku_id: int, booking_id: int, *, quantity: int = 1) -> int:
    return int((await try_order(person, sku_id, booking_id, quantity=quantity)).raise_for_status().json()["id"])


async def status(database: Database, booking_id: int) -> str:
    async with database.read() as session:
        return (await session.get_one(PresaleBooking, booking_id)).status


async def counts(database: Database, person: Person, activity_id: int = 1) -> tuple[int, int]:
    """(pieces taken of the activity, pieces of the customer's)"""
    async with database.read() as session:
        mine = await session.get(PresaleShare, (activity_id, person.id))
        return (await session.get_one(Presale, activity_id)).taken, mine.pieces if mine else 0
