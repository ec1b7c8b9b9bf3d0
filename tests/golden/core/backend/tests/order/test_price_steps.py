"""The chain of promotions: each step sees what earlier ones did, is held with the order and given back with it."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

import pytest
from sqlalchemy.ext.asyncio import AsyncSession

from app.contracts.pricing import PRICE_STEPS, Adjustment, Problem, Quote
from app.core.database import Database
from app.core.errors import AppError
from app.core.money import allocate
from app.modules.order.errors import SkuUnavailable
from tests.catalog.factory import spu
from tests.keys import new_key
from tests.order.factory import place, wish
from tests.types import AsUser


@dataclass
class Voucher:
    """So much off all lines together, where the customer asks for it."""

    name: str = "voucher"
    refusals: Sequence[type[AppError]] = (SkuUnavailable,)
    off_fen: int = 1000
    locked: list[int] = field(default_factory=list)
    released: list[int] = field(default_factory=list)
    is_gone: bool = False
    is_over: bool = False

    async def apply(self, session: AsyncSession, quote: Quote) -> Quote:  # noqa: ARG002  reads nothing
        quote = quote.offering(self.name, [{"off_fen": self.off_fen}])
        if not quote.inputs.get(self.name):
            return quote
        if self.is_over:
            return quote.refused(SkuUnavailable())
        if sum(line.total_fen for line in quote.lines) < self.off_fen:
            return replace(quote, problems=(*quote.problems, Problem("TOO_CHEAP", "这张券用不了")))
        shares = allocate(self.off_fen, [line.total_fen for line in quote.lines])
        lines = (
            line.adjusted(Adjustment(self.name, "代金券", -share))
            for line, share in zip(quote.lines, shares, strict=True)
        )
        return replace(quote, lines=tuple(lines))

    async def lock(self, session: AsyncSession, order_id: int, quote: Quote) -> None:  # noqa: ARG002  writes nothing
        if self.is_gone:
            raise SkuUnavailable
        if quote.inputs.get(self.name):
            self.locked.append(order_id)

    async def release(self, session: AsyncSession, order_id: int) -> None:  # noqa: ARG002  writes nothing
        self.released.append(order_id)


@pytest.fixture
def voucher(monkeypatch: pytest.MonkeyPatch) -> Voucher:
    """The only promotion of this shop."""
    step = Voucher()
    monkeypatch.setattr(PRICE_STEPS, "_rows", [(100, "tests", step)])
    return step


ASKED = {"voucher": True}


@pytest.mark.usefixtures("voucher")
async def test_is_offered_and_divided_to_the_fen(as_user: AsUser, database: Database) -> None:
    person = await as_user()
    tea = await spu(database, price_fen=6800, specs={"规格": ["50g", "100g"]})
    items = [{"sku_id": tea.sku_ids[0], "quantity": 2}, {"sku_id": tea.sku_ids[1], "quantity": 1}]
    plain = (await person.client.post("/orders/preview", json={"items": items})).json()
    assert plain["offers"] == {"voucher": [{"off_fen": 1000}]}
    assert plain["discount_fen"] == 0
    asked = (await person.client.post("/orders/preview", json={"items": items, "inputs": ASKED})).json()
    assert [line["adjustments"][0]["amount_fen"] for line in asked["lines"]] == [-663, -337]
    assert (asked["discount_fen"], asked["payable_fen"]) == (1000, plain["payable_fen"] - 1000)


async def test_is_held_with_the_order_and_given_back_with_it(
    as_user: AsUser, database: Database, voucher: Voucher
) -> None:
    person = await as_user(consents=("address",))
    order = await place(person, (await spu(database)).sku_id, expected_payable_fen=5800, inputs=ASKED)
    assert order["lines"][0]["adjustments"] == [{"step": "voucher", "label": "代金券", "amount_fen": -1000}]
    assert (voucher.locked, voucher.released) == ([order["id"]], [])
    for _ in range(2):
        await person.client.post(f"/orders/{order['id']}/cancel", json={}, headers=new_key())
    assert voucher.released == [order["id"]]


async def test_that_is_gone_leaves_no_order(as_user: AsUser, database: Database, voucher: Voucher) -> None:
    person = await as_user(consents=("address",))
    body = await wish(person, (await spu(database)).sku_id, expected_payable_fen=5800, inputs=ASKED)
    voucher.is_gone = True
    answer = await person.client.post("/orders", json=body, headers=new_key())
    assert (answer.status_code, answer.json()["code"]) == (409, "SKU_UNAVAILABLE")
    assert (await person.client.get("/orders")).json()["items"] == []


async def test_that_does_not_fit_says_so(as_user: AsUser, database: Database, voucher: Voucher) -> None:
    voucher.off_fen = 100_000
    person = await as_user(consents=("address",))
    body = await wish(person, (await spu(database)).sku_id, inputs=ASKED)
    preview = await person.client.post("/orders/preview", json={"items": body["items"], "inputs": ASKED})
    assert [problem["code"] for problem in preview.json()["problems"]] == ["TOO_CHEAP"]
    answer = await person.client.post("/orders", json=body, headers=new_key())
    assert (answer.status_code, answer.json()["code"]) == (422, "ORDER_PROBLEM")
    assert (await person.client.get("/orders")).json()["items"] == []


async def test_that_is_over_is_refused_in_its_own_words(as_user: AsUser, database: Database, voucher: Voucher) -> None:
    """Before anybody is told of the price, which is another without it."""
    voucher.is_over = True
    person = await as_user(consents=("address",))
    body = await wish(person, (await spu(database)).sku_id, expected_payable_fen=5800, inputs=ASKED)
    preview = await person.client.post("/orders/preview", json={"items": body["items"], "inputs": ASKED})
    assert [problem["code"] for problem in preview.json()["problems"]] == ["SKU_UNAVAILABLE"]
    answer = await person.client.post("/orders", json=body, headers=new_key())
    assert (answer.status_code, answer.json()["code"]) == (409, "SKU_UNAVAILABLE")
    assert (await person.client.get("/orders")).json()["items"] == []
