"""What an order takes of a sale, and gives back."""

import asyncio

import pytest
import sqlalchemy as sa

from app.contracts.flash_sale import FlashSaleSoldOut
from app.contracts.payment import PAYMENT, NobodyCollects
from app.core import events
from app.core.context import SYSTEM
from app.core.database import Database
from app.modules.flash_sale import editing
from app.modules.flash_sale.models import FlashSaleTake
from app.modules.flash_sale.states import HELD, RELEASED, SALE, SOLD, TAKE
from app.modules.flash_sale.step import FlashSaleStep
from app.modules.order import moves
from tests.catalog.factory import Made, spu
from tests.flash_sale.factory import PRICE_FEN, order, preview, sale, share, taken, wish
from tests.keys import new_key
from tests.types import AsUser, Configure, DrainJobs, Hand, Person

ITEM = 1


@pytest.fixture
async def customer(as_user: AsUser) -> Person:
    return await as_user(consents=("address",))


@pytest.fixture
async def tea(database: Database) -> Made:
    return await spu(database)


async def status(database: Database, order_id: int) -> str:
    async with database.read() as session:
        row = await session.scalar(sa.select(FlashSaleTake.status).where(FlashSaleTake.order_id == order_id))
        return str(row)


def test_states() -> None:
    assert SALE.moves["closed"] == frozenset()
    assert not SALE.allows("published", "draft")
    assert {HELD: TAKE.moves[HELD], SOLD: TAKE.moves[SOLD]} == {HELD: {SOLD, RELEASED}, SOLD: {RELEASED}}
    assert TAKE.moves[RELEASED] == frozenset()


async def test_held_then_sold(customer: Person, tea: Made, database: Database, drain_jobs: DrainJobs) -> None:
    await sale(database, tea.sku_id)
    placed = await order(customer, tea.sku_id)
    assert (await taken(database, ITEM), await share(database, ITEM, customer)) == (1, 1)
    assert await status(database, placed["id"]) == HELD
    async with database.begin() as session:
        assert await moves.pay(session, placed["id"], SYSTEM)
    await drain_jobs()
    assert (await status(database, placed["id"]), await taken(database, ITEM)) == (SOLD, 1)


async def test_a_cancelled_order_gives_back_once(customer: Person, tea: Made, database: Database) -> None:
    await sale(database, tea.sku_id)
    placed = await order(customer, tea.sku_id)
    for _ in range(2):
        (await customer.client.post(f"/orders/{placed['id']}/cancel", json={})).raise_for_status()
        async with database.begin() as session:
            await FlashSaleStep().release(session, placed["id"])
    assert (await taken(database, ITEM), await share(database, ITEM, customer)) == (0, 0)
    assert await status(database, placed["id"]) == RELEASED
    assert (await preview(customer, tea.sku_id))["payable_fen"] == PRICE_FEN


async def test_an_unpaid_order_gives_back_by_itself(
    customer: Person, tea: Made, database: Database, clock_hand: Hand, drain_jobs: DrainJobs
) -> None:
    await sale(database, tea.sku_id)
    placed = await order(customer, tea.sku_id)
    if placed["expires_at"] is None:
        pytest.skip("nobody collects: an order waits until staff confirm it")
    clock_hand.advance(minutes=31)
    await drain_jobs()
    assert await taken(database, ITEM) == 0


async def test_what_was_paid_and_not_sent_comes_back(
    customer: Person, tea: Made, database: Database, drain_jobs: DrainJobs, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(PAYMENT, "one", lambda _default: NobodyCollects())
    await sale(database, tea.sku_id)
    placed = await order(customer, tea.sku_id)
    async with database.begin() as session:
        await moves.pay(session, placed["id"], SYSTEM)
    await drain_jobs()
    async with database.begin() as session:
        assert await moves.cancel_paid(session, placed["id"], SYSTEM, "staff")
    assert (await status(database, placed["id"]), await taken(database, ITEM)) == (RELEASED, 0)


async def test_the_same_order_twice_takes_once(customer: Person, tea: Made, database: Database) -> None:
    await sale(database, tea.sku_id)
    body, key = await wish(customer, tea.sku_id), new_key()
    answers = await asyncio.gather(*(customer.client.post("/orders", json=body, headers=key) for _ in range(4)))
    assert {answer.status_code for answer in answers} == {201}
    assert (await taken(database, ITEM), await share(database, ITEM, customer)) == (1, 1)


async def test_one_person_in_parallel(customer: Person, tea: Made, database: Database) -> None:
    """Elsewhere the limit was looked at before the order and nothing held it."""
    await sale(database, tea.sku_id, per_user_limit=2)
    body = await wish(customer, tea.sku_id)
    posts = (customer.client.post("/orders", json=body, headers=new_key()) for _ in range(4))
    answers = await asyncio.gather(*posts)
    assert sorted(answer.status_code for answer in answers) == [201, 201, 409, 409]
    assert {answer.json()["code"] for answer in answers if answer.status_code == 409} <= {"LIMIT", "PRICE_CHANGED"}
    assert (await taken(database, ITEM), await share(database, ITEM, customer)) == (2, 2)


async def test_the_last_piece_in_parallel(as_user: AsUser, tea: Made, database: Database) -> None:
    await sale(database, tea.sku_id, stock=1)
    people = [await as_user(name, consents=("address",)) for name in ("小明", "小红", "小刚")]
    bodies = [await wish(person, tea.sku_id) for person in people]
    posts = (
        person.client.post("/orders", json=body, headers=new_key()) for person, body in zip(people, bodies, strict=True)
    )
    answers = await asyncio.gather(*posts)
    assert sorted(answer.status_code for answer in answers) == [201, 409, 409]
    codes = {answer.json()["code"] for answer in answers if answer.status_code == 409}
    assert codes <= {"FLASH_SALE_SOLD_OUT", "PRICE_CHANGED"}
    assert await taken(database, ITEM) == 1


async def test_a_refused_order_takes_nothing(customer: Person, tea: Made, database: Database) -> None:
    other = await spu(database, "碧螺春")
    await sale(database, tea.sku_id, other.sku_id)
    body = await wish(customer, tea.sku_id, other.sku_id)
    async with database.begin() as session:
        await editing.close(session, SYSTEM, 1)
    answer = await customer.client.post("/orders", json=body, headers=new_key())
    assert (answer.status_code, answer.json()["code"]) == (409, "PRICE_CHANGED")
    assert (await taken(database, 1), await taken(database, 2)) == (0, 0)


async def test_one_person_with_two_accounts(
    customer: Person, as_user: AsUser, tea: Made, database: Database, configure: Configure
) -> None:
    configure("activity", accounts_per_phone=1, accounts_per_address=0)
    await sale(database, tea.sku_id)
    await order(customer, tea.sku_id)
    other = await as_user("马甲", consents=("address",))
    answer = await other.client.post("/orders", json=await wish(other, tea.sku_id), headers=new_key())
    assert (answer.status_code, answer.json()["code"]) == (409, "LIMIT")
    assert answer.json()["details"] == {"by": "phone"}
    assert await taken(database, ITEM) == 1


async def test_sold_out_is_told(
    customer: Person, tea: Made, database: Database, drain_jobs: DrainJobs, monkeypatch: pytest.MonkeyPatch
) -> None:
    heard: list[FlashSaleSoldOut] = []

    async def hear(_session: object, event: FlashSaleSoldOut) -> None:
        heard.append(event)

    monkeypatch.setattr(events, "_subscribers", {})
    events.on(FlashSaleSoldOut, hear, name=f"test.sold_out.{id(heard)}")
    await sale(database, tea.sku_id, stock=2, per_user_limit=2)
    await order(customer, tea.sku_id)
    await drain_jobs()
    assert heard == []
    await order(customer, tea.sku_id)
    await drain_jobs()
    assert heard == [FlashSaleSoldOut(ITEM, 1, tea.sku_id)]
