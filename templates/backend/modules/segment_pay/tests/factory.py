"""Courses that cost something, for tests: priced as staff price them, bought as customers buy them."""

from dataclasses import dataclass
from typing import Any

import httpx
import sqlalchemy as sa

from app.core.context import SYSTEM
from app.core.database import Database
from app.modules.order import moves
from app.modules.segment_pay import offers
from app.modules.segment_pay.models import Entitlement
from app.modules.segment_pay.schemas import PricesIn
from tests.course.factory import Made, course
from tests.keys import new_key
from tests.types import DrainJobs, Person

COVER = f"ab/{'0' * 40}.png"
WHOLE_FEN, CHAPTER_FEN = 19900, 9900


@dataclass(frozen=True)
class Sold:
    """A course of two chapters with the SKUs of the whole and of each chapter."""

    made: Made
    whole: int
    chapters: tuple[int, ...]

    @property
    def id(self) -> int:
        return self.made.id


def prices(made: Made, **more: Any) -> dict[str, Any]:  # noqa: ANN401  # JSON
    """The body of PUT /staff/courses/{id}/prices: ¥199 for the whole, ¥99 a chapter."""
    chapters = [{"chapter_id": chapter, "price_fen": CHAPTER_FEN} for chapter in made.chapters]
    return {"whole": {"price_fen": WHOLE_FEN, "original_price_fen": 29900}, "chapters": chapters, **more}


async def sold(database: Database, title: str = "电工上岗证实操") -> Sold:
    made = await course(database, title, cover=COVER)
    async with database.begin() as session:
        await offers.set_prices(session, SYSTEM, made.id, PricesIn.model_validate(prices(made)))
        rows = (await offers.segments(session, [made.id]))[made.id]
    whole, *chapters = [row.offer.sku_id for row in rows]
    return Sold(made, whole, tuple(chapters))


def wish(*sku_ids: int, quantity: int = 1, **more: Any) -> dict[str, Any]:  # noqa: ANN401  # JSON
    return {"items": [{"sku_id": sku_id, "quantity": quantity} for sku_id in sku_ids], "inputs": more}


async def preview(person: Person, *sku_ids: int, quantity: int = 1, **more: Any) -> dict[str, Any]:  # noqa: ANN401  # JSON
    body = wish(*sku_ids, quantity=quantity, **more)
    shown: dict[str, Any] = (await person.client.post("/orders/preview", json=body)).raise_for_status().json()
    return shown


async def try_order(person: Person, *sku_ids: int, quantity: int = 1, **more: Any) -> httpx.Response:  # noqa: ANN401  # JSON
    """The answer to POST /orders, at the price that the customer sees, to no address."""
    body = wish(*sku_ids, quantity=quantity, **more)
    seen = await person.client.post("/orders/preview", json=body)
    body["expected_payable_fen"] = seen.json().get("payable_fen", 0)
    return await person.client.post("/orders", json=body, headers=new_key())


async def order(person: Person, *sku_ids: int, **more: Any) -> int:  # noqa: ANN401  # JSON
    return int((await try_order(person, *sku_ids, **more)).raise_for_status().json()["id"])


async def pay(database: Database, drain_jobs: DrainJobs, order_id: int) -> None:
    """As if the money had come; and what follows from it."""
    async with database.begin() as session:
        await moves.pay(session, order_id, SYSTEM, pay_no=f"P{order_id}")
    await drain_jobs()


async def buy(person: Person, database: Database, drain_jobs: DrainJobs, *sku_ids: int) -> int:
    """The id of an order that is paid."""
    order_id = await order(person, *sku_ids)
    await pay(database, drain_jobs, order_id)
    return order_id


async def rights(database: Database, person: Person) -> list[tuple[int, str]]:
    """(part, state) of what the person has or had, the whole first."""
    async with database.read() as session:
        mine = sa.select(Entitlement).where(Entitlement.user_id == person.id).order_by(Entitlement.part)
        return [(row.part, row.status) for row in await session.scalars(mine)]
