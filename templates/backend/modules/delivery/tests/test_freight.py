"""What sending costs."""

from dataclasses import replace
from typing import Any

import pytest
import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession

from app.contracts.pricing import PRICE_STEPS, Quote
from app.core.context import SYSTEM
from app.core.database import Database
from app.modules.catalog.models import Sku
from app.modules.delivery import rules
from app.modules.delivery.freight import Freight, cost
from app.modules.delivery.models import FreightRule
from app.modules.delivery.regions import short_city, short_province
from app.modules.delivery.schemas import RuleIn
from tests.catalog.factory import spu
from tests.keys import new_key
from tests.order.factory import ADDRESS, address, wish
from tests.types import AsUser, Configure, Person


@pytest.fixture(autouse=True)
def nothing_else(monkeypatch: pytest.MonkeyPatch) -> None:
    """Freight is the only step of the price here."""
    monkeypatch.setattr(PRICE_STEPS, "_rows", [(500, "delivery", Freight())])


async def rule(database: Database, **fields: Any) -> None:  # noqa: ANN401  # a rule's
    async with database.begin() as session:
        await rules.create(session, SYSTEM, RuleIn.model_validate(fields))


async def preview(person: Person, *, quantity: int, sku_id: int, address_id: int | None) -> dict[str, Any]:
    wanted = {"items": [{"sku_id": sku_id, "quantity": quantity}], "address_id": address_id}
    shown: dict[str, Any] = (await person.client.post("/orders/preview", json=wanted)).raise_for_status().json()
    return shown


async def weighed(database: Database, grams: int) -> int:
    sku_id = (await spu(database)).sku_id
    async with database.begin() as session:
        await session.execute(sa.update(Sku).where(Sku.id == sku_id).values(weight_g=grams))
    return sku_id


async def test_nothing_until_there_is_an_address(as_user: AsUser, database: Database, configure: Configure) -> None:
    configure("delivery", freight="8")
    person = await as_user(consents=("address",))
    sku_id = (await spu(database)).sku_id
    assert (await preview(person, quantity=1, sku_id=sku_id, address_id=None))["freight_fen"] == 0
    shown = await preview(person, quantity=1, sku_id=sku_id, address_id=await address(person))
    assert (shown["freight_fen"], shown["payable_fen"]) == (800, 7600)


async def test_free_from_an_amount(as_user: AsUser, database: Database, configure: Configure) -> None:
    configure("delivery", freight="8", free_from="99")
    person = await as_user(consents=("address",))
    sku_id, address_id = (await spu(database)).sku_id, await address(person)
    one = await preview(person, quantity=1, sku_id=sku_id, address_id=address_id)
    assert (one["freight_fen"], one["offers"]) == (800, {"freight": {"free_from_fen": 9900, "missing_fen": 3100}})
    two = await preview(person, quantity=2, sku_id=sku_id, address_id=address_id)
    assert (two["freight_fen"], two["offers"]["freight"]["missing_fen"]) == (0, 0)


async def test_by_weight_to_a_province(as_user: AsUser, database: Database) -> None:
    await rule(database, province="浙江省", first=1000, first_fen=600, next=500, next_fen=200)
    person = await as_user(consents=("address",))
    sku_id, address_id = await weighed(database, 400), await address(person)
    told = [
        (await preview(person, quantity=number, sku_id=sku_id, address_id=address_id))["freight_fen"]
        for number in (1, 2, 3, 4)
    ]
    assert told == [600, 600, 800, 1000]  # 400, 800, 1200, 1600 g


async def test_the_narrowest_rule_counts(as_user: AsUser, database: Database) -> None:
    person = await as_user(consents=("address",))
    sku_id, address_id = (await spu(database)).sku_id, await address(person)
    for province, city, freight_fen in (("", "", 1500), ("浙江", "", 900), ("浙江", "杭州", 300)):
        await rule(database, province=province, city=city, by="piece", first=1, first_fen=freight_fen)
        shown = await preview(person, quantity=1, sku_id=sku_id, address_id=address_id)
        assert shown["freight_fen"] == freight_fen


async def test_by_pieces(database: Database) -> None:
    del database
    by_piece = FreightRule(by="piece", first=2, first_fen=500, next=3, next_fen=100)
    assert [cost(by_piece, number) for number in (1, 2, 3, 5, 6)] == [500, 500, 600, 600, 700]


async def test_nothing_is_sent_there(as_user: AsUser, database: Database) -> None:
    await rule(database, province="浙江", delivers=False)
    person = await as_user(consents=("address",))
    body = await wish(person, (await spu(database)).sku_id)
    shown = await preview(person, quantity=1, sku_id=body["items"][0]["sku_id"], address_id=body["address_id"])
    assert [problem["code"] for problem in shown["problems"]] == ["NOT_DELIVERABLE"]
    answer = await person.client.post("/orders", json=body, headers=new_key())
    assert (answer.status_code, answer.json()["code"]) == (422, "ORDER_PROBLEM")
    elsewhere = {**ADDRESS, "province": "上海市", "city": "上海市"}
    other = (await person.client.post("/me/addresses", json=elsewhere, headers=new_key())).json()["id"]
    placed = await person.client.post("/orders", json={**body, "address_id": other}, headers=new_key())
    assert placed.status_code == 201


async def test_handed_over_otherwise_costs_nothing(
    as_user: AsUser, database: Database, configure: Configure, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Counter:
        """Goods are fetched at the counter."""

        name = "counter"
        refusals = ()

        async def apply(self, session: AsyncSession, quote: Quote) -> Quote:
            del session
            return replace(quote, needs_address=False, destination=None)

        async def lock(self, session: AsyncSession, order_id: int, quote: Quote) -> None:
            """Nothing."""

        async def release(self, session: AsyncSession, order_id: int) -> None:
            """Nothing."""

    configure("delivery", freight="8")
    monkeypatch.setattr(PRICE_STEPS, "_rows", [(450, "counter", Counter()), (500, "delivery", Freight())])
    person = await as_user(consents=("address",))
    body = await wish(person, (await spu(database)).sku_id)
    order = (await person.client.post("/orders", json=body, headers=new_key())).raise_for_status().json()
    assert (order["freight_fen"], order["address"]) == (0, None)


@pytest.mark.parametrize(
    ("said", "short"), [("浙江省", "浙江"), ("内蒙古自治区", "内蒙古"), ("北京市", "北京"), ("Bavaria", "Bavaria")]
)
def test_provinces_by_their_short_names(said: str, short: str) -> None:
    assert short_province(said) == short


def test_cities_by_their_short_names() -> None:
    assert [short_city(name) for name in ("杭州市", "沙市", "延边朝鲜族自治州")] == ["杭州", "沙市", "延边朝鲜族自治州"]
