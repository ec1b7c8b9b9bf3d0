"""A course bought by a group: nobody learns before it is complete."""

import pytest

from app.core.database import Database
from devtools.wechat import Plan, StandIn
from tests.group_buy.factory import activity, group, joining, opening
from tests.payment.cashier import prepay, settle
from tests.segment_pay.factory import Sold, order, rights, sold, try_order
from tests.types import AsUser, Configure, DrainJobs, Hand, Person

PRICE_FEN = 14900


@pytest.fixture(autouse=True)
def no_limits(configure: Configure) -> None:
    configure("activity", accounts_per_phone=0, accounts_per_address=0)


@pytest.fixture
async def course(database: Database) -> Sold:
    course = await sold(database)
    await activity(database, course.whole, price_fen=PRICE_FEN, size=2, max_quantity=1)
    return course


@pytest.fixture
async def people(as_user: AsUser) -> list[Person]:
    return [await as_user(name) for name in ("小明", "小红")]


async def pay(person: Person, wechat: StandIn, drain_jobs: DrainJobs, order_id: int) -> None:
    number = await prepay(person, wechat, order_id)
    assert wechat.state.transactions[number].order.total_fen == PRICE_FEN
    wechat.pay(number, Plan(parallel=2, replays=3))
    await wechat.deliver_due()
    await drain_jobs()


async def test_open_when_the_group_is_complete(
    course: Sold, people: list[Person], database: Database, wechat: StandIn, drain_jobs: DrainJobs
) -> None:
    first, second = people
    await pay(first, wechat, drain_jobs, await order(first, course.whole, **opening(course.whole)))
    assert await rights(database, first) == [(0, "held")]
    assert (await first.client.get(f"/lessons/{course.made.closed}")).status_code == 402
    assert (await try_order(first, course.chapters[0])).json()["code"] == "PURCHASE_PENDING"
    code = (await group(database)).code
    await pay(second, wechat, drain_jobs, await order(second, course.whole, **joining(course.whole, code)))
    for person in people:
        assert await rights(database, person) == [(0, "active")]
        assert (await person.client.get(f"/lessons/{course.made.closed}")).status_code == 200


async def test_closed_when_it_fails(  # noqa: PLR0917  # fixtures
    course: Sold,
    people: list[Person],
    database: Database,
    wechat: StandIn,
    drain_jobs: DrainJobs,
    clock_hand: Hand,
) -> None:
    order_id = await order(people[0], course.whole, **opening(course.whole))
    await pay(people[0], wechat, drain_jobs, order_id)
    clock_hand.advance(hours=25)
    await settle(wechat, drain_jobs, clock_hand)
    shown = (await people[0].client.get(f"/orders/{order_id}")).json()
    assert (shown["status"], shown["refund_status"]) == ("canceled", "all")
    assert await rights(database, people[0]) == [(0, "revoked")]
