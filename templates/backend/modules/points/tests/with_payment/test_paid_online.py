"""Points of orders that are paid through WeChat, which tells of a payment as often as it likes."""

from app.core.database import Database
from devtools.wechat import Plan, StandIn
from tests.catalog.factory import spu
from tests.keys import new_key
from tests.points.book import balance, check_books, entries, give, usable
from tests.points.test_spending import pay_with
from tests.types import AsStaff, AsUser, DrainJobs, Hand


async def test_a_notice_that_comes_again_and_again_credits_once(
    as_user: AsUser, as_staff: AsStaff, database: Database, wechat: StandIn, drain_jobs: DrainJobs
) -> None:
    person = await as_user(consents=("address",))
    await give(database, person, 100)
    order = await pay_with(person, (await spu(database, price_fen=10_000)).sku_id, 100)
    (await person.client.post(f"/orders/{order['id']}/pay", headers=new_key())).raise_for_status()
    wechat.pay(list(wechat.state.transactions)[-1], Plan(parallel=2, replays=5))
    assert {attempt.status for attempt in await wechat.deliver_due()} == {204}
    await drain_jobs()
    staff = (await as_staff("order.read", "order.complete")).client
    for _ in range(2):
        await staff.post(f"/staff/orders/{order['id']}/complete")
    await drain_jobs()
    assert await entries(database, person) == [("adjusted", 100), ("spent", -100), ("earned", 90)]
    assert await balance(database, person) == 90
    await check_books(database)


async def test_not_paid_in_time_gives_them_back(
    as_user: AsUser, database: Database, drain_jobs: DrainJobs, clock_hand: Hand
) -> None:
    person = await as_user(consents=("address",))
    await give(database, person, 100)
    await pay_with(person, (await spu(database)).sku_id, 60)
    assert await usable(database, person) == 40
    clock_hand.advance(days=2)
    await drain_jobs()
    assert await usable(database, person) == 100
    assert (await entries(database, person))[-1] == ("returned", 60)
    await check_books(database)
