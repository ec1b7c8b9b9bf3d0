"""What a flash sale does to a price: all of it or nothing, for a time, for so many pieces, for so many a person."""

import pytest

from app.core.context import SYSTEM
from app.core.database import Database
from app.modules.catalog import editing as catalog
from app.modules.catalog.schemas import PriceIn
from app.modules.flash_sale import editing
from tests.catalog.factory import Made, spu
from tests.flash_sale.factory import PRICE_FEN, order, preview, sale
from tests.types import AsUser, Hand, Person

USUAL_FEN = 6800


@pytest.fixture
async def customer(as_user: AsUser) -> Person:
    return await as_user(consents=("address",))


@pytest.fixture
async def tea(database: Database) -> Made:
    return await spu(database, price_fen=USUAL_FEN, specs={"规格": ["50g", "100g"]})


async def test_nobody_has_to_ask(customer: Person, tea: Made, database: Database) -> None:
    await sale(database, tea.sku_id)
    shown = await preview(customer, *tea.sku_ids)
    assert [line["total_fen"] for line in shown["lines"]] == [PRICE_FEN, USUAL_FEN + 100]
    adjustment = {"step": "flash_sale", "label": "秒杀价", "amount_fen": PRICE_FEN - USUAL_FEN}
    assert shown["lines"][0]["adjustments"] == [adjustment]
    assert [one["reason"] for one in shown["offers"]["flash_sale"]["items"]] == [None]
    placed = await order(customer, *tea.sku_ids)
    assert placed["payable_fen"] == PRICE_FEN + USUAL_FEN + 100


async def test_from_its_start_to_its_end(customer: Person, tea: Made, database: Database, clock_hand: Hand) -> None:
    await sale(database, tea.sku_id, starts_in=1, lasts=1)
    for minutes, price_fen in ((59, USUAL_FEN), (1, PRICE_FEN), (59, PRICE_FEN), (1, USUAL_FEN)):
        clock_hand.advance(minutes=minutes)
        assert (await preview(customer, tea.sku_id))["payable_fen"] == price_fen


async def test_a_draft_is_no_sale_and_a_closed_one_is_over(customer: Person, tea: Made, database: Database) -> None:
    draft = await sale(database, tea.sku_id, published=False)
    assert (await preview(customer, tea.sku_id))["payable_fen"] == USUAL_FEN
    async with database.begin() as session:
        await editing.publish(session, SYSTEM, draft)
    assert (await preview(customer, tea.sku_id))["payable_fen"] == PRICE_FEN
    async with database.begin() as session:
        await editing.close(session, SYSTEM, draft)
    assert (await preview(customer, tea.sku_id))["payable_fen"] == USUAL_FEN


async def test_more_than_one_may_have_is_not_the_sales(customer: Person, tea: Made, database: Database) -> None:
    await sale(database, tea.sku_id, per_user_limit=2)
    assert (await preview(customer, tea.sku_id, quantity=2))["payable_fen"] == 2 * PRICE_FEN
    shown = await preview(customer, tea.sku_id, quantity=3)
    assert (shown["payable_fen"], shown["offers"]["flash_sale"]["items"][0]["reason"]) == (3 * USUAL_FEN, "limit")
    await order(customer, tea.sku_id)
    shown = await preview(customer, tea.sku_id, quantity=2)
    assert "您已买 1 件" in shown["offers"]["flash_sale"]["items"][0]["message"]
    assert (await preview(customer, tea.sku_id))["payable_fen"] == PRICE_FEN


async def test_what_is_sold_out_costs_what_it_usually_does(
    customer: Person, as_user: AsUser, tea: Made, database: Database
) -> None:
    await sale(database, tea.sku_id, stock=1)
    await order(customer, tea.sku_id)
    shown = await preview(await as_user("小红"), tea.sku_id)
    assert (shown["payable_fen"], shown["offers"]["flash_sale"]["items"][0]["reason"]) == (USUAL_FEN, "sold_out")


async def test_of_two_sales_the_cheaper_that_has_any_left(
    customer: Person, as_user: AsUser, tea: Made, database: Database
) -> None:
    await sale(database, tea.sku_id, price_fen=5000)
    await sale(database, tea.sku_id, price_fen=1000, stock=1)
    assert (await preview(customer, tea.sku_id))["payable_fen"] == 1000
    await order(customer, tea.sku_id)
    assert (await preview(await as_user("小红"), tea.sku_id))["payable_fen"] == 5000


async def test_never_dearer_than_usual(customer: Person, tea: Made, database: Database) -> None:
    await sale(database, tea.sku_id)
    async with database.begin() as session:
        await catalog.reprice(session, SYSTEM, tea.sku_id, PriceIn(price_fen=1500))
    shown = await preview(customer, tea.sku_id)
    assert (shown["payable_fen"], shown["lines"][0]["adjustments"]) == (1500, [])
    assert "flash_sale" not in shown["offers"]
