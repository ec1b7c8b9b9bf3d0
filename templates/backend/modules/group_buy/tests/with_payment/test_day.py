"""A group through a day in the shop, with money that comes through WeChat."""

import pytest

from app.core.database import Database
from devtools.wechat import Plan, StandIn, TradeState
from tests.catalog.factory import spu
from tests.group_buy.factory import activity, group, joining, opening, order, seats, status
from tests.payment.cashier import prepay, settle
from tests.types import AsUser, DrainJobs, Hand, Person


@pytest.fixture
async def tea(database: Database) -> int:
    sku_id = (await spu(database)).sku_id
    await activity(database, sku_id)
    return sku_id


@pytest.fixture
async def people(as_user: AsUser) -> list[Person]:
    return [await as_user(name, consents=("address",)) for name in ("小明", "小红", "小刚")]


async def pay(person: Person, wechat: StandIn, order_id: int, drain_jobs: DrainJobs) -> str:
    number = await prepay(person, wechat, order_id)
    wechat.pay(number, Plan(parallel=2, replays=3))
    await wechat.deliver_due()
    await drain_jobs()
    return number


async def test_three_needed_two_came_both_are_refunded(  # noqa: PLR0917  # fixtures
    tea: int,
    people: list[Person],
    database: Database,
    wechat: StandIn,
    drain_jobs: DrainJobs,
    clock_hand: Hand,
) -> None:
    """Elsewhere the money of a failed group stayed with the shop until somebody asked (litemall#283)."""
    first = await order(people[0], tea, opening(tea))
    numbers = [await pay(people[0], wechat, first, drain_jobs)]
    code = (await group(database)).code
    second = await order(people[1], tea, joining(tea, code))
    numbers.append(await pay(people[1], wechat, second, drain_jobs))
    assert await seats(database) == ("forming", 2, 2)
    assert await status(database, first) == ("pending_group", None)
    clock_hand.advance(hours=25)
    await settle(wechat, drain_jobs, clock_hand)
    assert (await seats(database))[0] == "failed"
    for person, order_id in ((people[0], first), (people[1], second)):
        shown = (await person.client.get(f"/orders/{order_id}")).json()
        assert (shown["status"], shown["cancel_reason"]) == ("canceled", "group_failed")
        assert (shown["refund_status"], shown["refunded_fen"]) == ("all", shown["payable_fen"])
    assert [wechat.state.transactions[number].state for number in numbers] == [TradeState.REFUND] * 2


async def test_complete_and_served(
    tea: int, people: list[Person], database: Database, wechat: StandIn, drain_jobs: DrainJobs
) -> None:
    first = await order(people[0], tea, opening(tea))
    await pay(people[0], wechat, first, drain_jobs)
    code = (await group(database)).code
    orders = [first]
    for person in people[1:]:
        orders.append(await order(person, tea, joining(tea, code)))
        await pay(person, wechat, orders[-1], drain_jobs)
    assert await seats(database) == ("success", 3, 3)
    for person, order_id in zip(people, orders, strict=True):
        assert (await person.client.get(f"/orders/{order_id}")).json()["status"] not in ("pending_group", "canceled")


async def test_late_payment_of_a_failed_group_goes_back(  # noqa: PLR0917  # fixtures
    tea: int,
    people: list[Person],
    database: Database,
    wechat: StandIn,
    drain_jobs: DrainJobs,
    clock_hand: Hand,
) -> None:
    """WeChat's word comes after the group's time is up, and the seat has long been given back."""
    first = await order(people[0], tea, opening(tea))
    await pay(people[0], wechat, first, drain_jobs)
    clock_hand.advance(hours=23, minutes=50)
    late = await order(people[1], tea, joining(tea, (await group(database)).code))
    number = await prepay(people[1], wechat, late)
    wechat.pay(number, Plan(lose=True))
    clock_hand.advance(minutes=11)
    await settle(wechat, drain_jobs, clock_hand)
    assert wechat.state.transactions[number].state is TradeState.REFUND
    assert (await status(database, late))[0] == "canceled"
    assert (await seats(database))[0] == "failed"
