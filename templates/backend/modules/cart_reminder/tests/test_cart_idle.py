"""A cart that is idle for a day gets one reminder; none if ordered, and in the inbox where WeChat lets none through."""

import pytest
import sqlalchemy as sa

from app.core.database import Database
from app.modules.marketing_automation.models import Run
from devtools.wechat import StandIn
from tests.catalog.factory import spu
from tests.keys import new_key
from tests.marketing_automation.told import inbox, runs, swept
from tests.order.factory import place
from tests.types import AsUser, Configure, DrainJobs, Hand, Person

MESSAGE = "cart_reminder.cart_idle"


@pytest.fixture(autouse=True)
def rules(configure: Configure, clock_hand: Hand) -> None:
    """The rules that these tests count on, whatever the shop's own are; and it is noon."""
    clock_hand.time = clock_hand.time.replace(hour=4, minute=0, second=0, microsecond=0)
    configure("cart_reminder", after="24h")
    configure("marketing_automation", rest="7d", birthday_ahead=0)
    configure("messaging", daily_limit=10, marketing_daily_limit=1, quiet_hours="", texts={})
    configure("inventory", uncounted="unlimited")
    configure("order", address="required", max_open_orders=5)
    configure("cart", max_lines=100, max_quantity=99)


async def fill(person: Person, sku_id: int, quantity: int = 1) -> None:
    body = {"sku_id": sku_id, "quantity": quantity}
    (await person.client.post("/cart/items", json=body, headers=new_key())).raise_for_status()


async def test_one_reminder_after_a_day(
    as_user: AsUser, database: Database, drain_jobs: DrainJobs, clock_hand: Hand
) -> None:
    person, made = await as_user(), await spu(database, price_fen=6800)
    await fill(person, made.sku_id, 2)
    for _ in range(40):
        clock_hand.advance(hours=1)
        await swept(database, drain_jobs)
    assert await inbox(person) == ["购物车商品提醒"]
    [message] = (await person.client.get("/messages")).json()["items"]
    assert [line["value"] for line in message["lines"][1:3]] == ["2", "¥136.00"]
    assert message["path"] == "pages/cart/cart/index"


async def test_through_wechat_where_a_consent_is_left(
    as_user: AsUser, database: Database, drain_jobs: DrainJobs, clock_hand: Hand, wechat: StandIn
) -> None:
    person, made = await as_user(), await spu(database)
    wechat.subscribe("小明", MESSAGE)
    answers = {"answers": {MESSAGE: "accept"}}
    (await person.client.post("/messages/subscriptions", json=answers, headers=new_key())).raise_for_status()
    await fill(person, made.sku_id)
    clock_hand.advance(hours=25)
    await swept(database, drain_jobs)
    assert [message.template_id for message in wechat.state.messages] == [MESSAGE]
    assert await inbox(person) == []


async def test_the_day_begins_anew_with_each_piece(
    as_user: AsUser, database: Database, drain_jobs: DrainJobs, clock_hand: Hand, configure: Configure
) -> None:
    configure("cart_reminder", after="2h")
    person, made = await as_user(), await spu(database)
    for _ in range(3):
        await fill(person, made.sku_id)
        clock_hand.advance(hours=1, minutes=30)
        await swept(database, drain_jobs)
    assert (await inbox(person), await runs(database, person)) == ([], [("waiting", "")])
    clock_hand.advance(hours=1)
    await swept(database, drain_jobs)
    assert await runs(database, person) == [("told", "")]


@pytest.mark.parametrize("source", ["cart", "direct"])
async def test_none_after_an_order(
    source: str, as_user: AsUser, database: Database, drain_jobs: DrainJobs, clock_hand: Hand
) -> None:
    """Whatever was ordered, and wherever it was chosen: who has just bought is not asked to buy."""
    person, made = await as_user(consents=("address",)), await spu(database, specs={"规格": ["50g", "100g"]})
    for sku_id in made.sku_ids:
        await fill(person, sku_id)
    clock_hand.advance(hours=1)
    await place(person, made.sku_ids[0], source=source)
    clock_hand.advance(hours=25)
    await swept(database, drain_jobs)
    assert "购物车商品提醒" not in await inbox(person)
    assert await runs(database, person) == [("dropped", "ordered")]


async def test_none_where_the_order_is_not_yet_told(
    as_user: AsUser, database: Database, drain_jobs: DrainJobs, clock_hand: Hand
) -> None:
    """The order is in the database; that it was placed is still on its way through the job table."""
    person, made = await as_user(consents=("address",)), await spu(database)
    await fill(person, made.sku_id)
    await drain_jobs()
    clock_hand.advance(hours=25)
    await place(person, made.sku_id)
    await swept(database, drain_jobs)
    assert await runs(database, person) == [("dropped", "ordered")]


async def test_none_where_it_waits_for_the_morning_and_the_order_comes_first(  # noqa: PLR0917  # fixtures
    as_user: AsUser, database: Database, drain_jobs: DrainJobs, clock_hand: Hand, configure: Configure, wechat: StandIn
) -> None:
    configure("messaging", quiet_hours="12:30-20:00")
    person, made = await as_user(consents=("address",)), await spu(database)
    wechat.subscribe("小明", MESSAGE)
    answers = {"answers": {MESSAGE: "accept"}}
    (await person.client.post("/messages/subscriptions", json=answers, headers=new_key())).raise_for_status()
    await fill(person, made.sku_id)
    clock_hand.advance(hours=25)
    await swept(database, drain_jobs)
    assert await runs(database, person) == [("told", "")]
    clock_hand.advance(hours=1)
    await place(person, made.sku_id)
    await drain_jobs()
    clock_hand.advance(hours=10)
    await drain_jobs()
    assert await runs(database, person) == [("dropped", "ordered")]
    assert MESSAGE not in {message.template_id for message in wechat.state.messages}


async def test_none_of_an_empty_cart(
    as_user: AsUser, database: Database, drain_jobs: DrainJobs, clock_hand: Hand
) -> None:
    person, made = await as_user(), await spu(database)
    await fill(person, made.sku_id)
    [item] = (await person.client.get("/cart")).json()["items"]
    (await person.client.delete(f"/cart/items/{item['id']}")).raise_for_status()
    clock_hand.advance(hours=25)
    await swept(database, drain_jobs)
    assert (await inbox(person), await runs(database, person)) == ([], [("dropped", "gone")])


async def test_what_is_put_in_after_the_order_is_another_wish(
    as_user: AsUser, database: Database, drain_jobs: DrainJobs, clock_hand: Hand
) -> None:
    person, made = await as_user(consents=("address",)), await spu(database, specs={"规格": ["50g", "100g"]})
    await place(person, made.sku_ids[0])
    clock_hand.advance(minutes=1)
    await fill(person, made.sku_ids[1])
    clock_hand.advance(hours=25)
    await swept(database, drain_jobs)
    assert await runs(database, person) == [("told", "")]


async def test_an_order_soon_after_is_put_down_to_it(
    as_user: AsUser, database: Database, drain_jobs: DrainJobs, clock_hand: Hand
) -> None:
    person, made = await as_user(consents=("address",)), await spu(database)
    await fill(person, made.sku_id)
    clock_hand.advance(hours=25)
    await swept(database, drain_jobs)
    clock_hand.advance(hours=2)
    await place(person, made.sku_id)
    await drain_jobs()
    async with database.read() as session:
        [run] = (await session.scalars(sa.select(Run))).all()
    assert (run.status, run.ordered_at) == ("told", clock_hand.time)
