"""What members pay, at the checkout and on a product's page."""

from dataclasses import replace
from typing import Any

import pytest
from sqlalchemy.ext.asyncio import AsyncSession

from app.contracts.pricing import PRICE_STEPS, Adjustment, PriceStep, Quote
from app.core.database import Database
from app.modules.member_tier.models import Tier, TierCategory
from tests.catalog.factory import category, spu
from tests.member_tier.book import grow
from tests.order.factory import place
from tests.types import AsUser, Configure, Person


async def preview(person: Person, *sku_ids: int, quantity: int = 1) -> dict[str, Any]:
    body = {"items": [{"sku_id": sku_id, "quantity": quantity} for sku_id in sku_ids]}
    answer: dict[str, Any] = (await person.client.post("/orders/preview", json=body)).raise_for_status().json()
    return answer


async def shown(person: Person, *sku_ids: int) -> list[int]:
    answer = await person.client.get("/membership/prices", params={"sku_id": sku_ids})
    return [item["price_fen"] for item in answer.raise_for_status().json()["items"]]


def mine(line: dict[str, Any]) -> list[tuple[str, int]]:
    return [(a["label"], a["amount_fen"]) for a in line["adjustments"] if a["step"] == "member_price"]


async def gold(as_user: AsUser, database: Database) -> Person:
    person = await as_user(consents=("address",))
    await grow(database, person, 500)
    return person


async def test_nothing_off_for_everybody(as_user: AsUser, database: Database) -> None:
    person = await as_user()
    sku_id = (await spu(database, price_fen=6800)).sku_id
    assert mine((await preview(person, sku_id))["lines"][0]) == []
    assert await shown(person, sku_id) == []


async def test_the_page_shows_what_the_order_costs(as_user: AsUser, database: Database) -> None:
    person = await gold(as_user, database)
    sku_id = (await spu(database, price_fen=1999)).sku_id
    assert await shown(person, sku_id) == [1800]
    [line] = (await preview(person, sku_id, quantity=3))["lines"]
    assert mine(line) == [("金卡 9 折", -3 * 199)]
    order = await place(person, sku_id)
    assert (order["lines"][0]["total_fen"], order["discount_fen"]) == (1800, 199)


async def test_only_for_some_categories(as_user: AsUser, database: Database, tiers: dict[str, int]) -> None:
    person = await gold(as_user, database)
    tea = await category(database, "茶叶")
    await category(database, "白茶", parent_id=tea)
    within = (await spu(database, category_name="白茶", price_fen=1000)).sku_id
    outside = (await spu(database, category_name="茶具", price_fen=1000)).sku_id
    async with database.begin() as session:
        (await session.get_one(Tier, tiers["金卡"])).scope = [TierCategory(category_id=tea)]
    assert await shown(person, outside, within, 999) == [900]
    lines = (await preview(person, outside, within))["lines"]
    assert {line["sku_id"]: line["total_fen"] for line in lines} == {outside: 1000, within: 900}


class Activity:
    name = "flash"
    refusals = ()

    async def apply(self, session: AsyncSession, quote: Quote) -> Quote:
        del session
        return replace(quote, lines=tuple(x.adjusted(Adjustment("flash", "秒杀", -400)) for x in quote.lines))

    async def lock(self, session: AsyncSession, order_id: int, quote: Quote) -> None:
        del session, order_id, quote

    async def release(self, session: AsyncSession, order_id: int) -> None:
        del session, order_id


@pytest.fixture
def activity(monkeypatch: pytest.MonkeyPatch) -> None:
    """Everything costs ¥4 less, before any other step."""
    rows: list[tuple[int, str, PriceStep]] = [(100, "test", Activity()), *PRICE_STEPS._rows]  # noqa: SLF001  # put before the rest
    monkeypatch.setattr(PRICE_STEPS, "_rows", rows)


@pytest.mark.usefixtures("activity")
async def test_goods_of_an_activity(as_user: AsUser, database: Database, configure: Configure) -> None:
    person = await gold(as_user, database)
    sku_id = (await spu(database, price_fen=1000)).sku_id
    for with_activities, total_fen in ((False, 600), (True, 540)):
        configure("member_tier", with_activities=with_activities)
        [line] = (await preview(person, sku_id))["lines"]
        assert line["total_fen"] == total_fen
