"""How a group comes to be, becomes complete, or fails."""

import asyncio
from dataclasses import dataclass, field

import pytest
from sqlalchemy.ext.asyncio import AsyncSession

from app.contracts.group_buy import GroupFailed, GroupOpened, GroupSucceeded
from app.contracts.order import OrderPaid, OrderReady
from app.contracts.payment import PAYMENT, NobodyCollects
from app.core import events
from app.core.context import SYSTEM
from app.core.database import Database
from app.core.events import Event
from app.modules.group_buy import forming
from app.modules.group_buy.events import count_paid, expire
from app.modules.group_buy.models import Group, GroupMember
from app.modules.group_buy.states import GROUP, MEMBER
from app.modules.order import moves
from tests.catalog.factory import spu
from tests.group_buy.factory import (
    activity,
    group,
    joining,
    member,
    opening,
    order,
    pay,
    seats,
    share,
    status,
    try_order,
)
from tests.types import AsUser, DrainJobs, Hand, Person


@dataclass
class Heard:
    """What was told, in order: of groups, and which orders may be served."""

    groups: list[str] = field(default_factory=list)
    ready: list[int] = field(default_factory=list)

    async def of_group(self, session: AsyncSession, event: Event) -> None:  # noqa: ARG002  writes nothing
        self.groups.append(event.name)

    async def of_order(self, session: AsyncSession, event: OrderReady) -> None:  # noqa: ARG002  writes nothing
        self.ready.append(event.order_id)


@pytest.fixture(autouse=True)
def heard(monkeypatch: pytest.MonkeyPatch) -> Heard:
    """Instead of those who listen otherwise, the group's own counting apart; and money changes hands outside."""
    monkeypatch.setattr(PAYMENT, "one", lambda _default: NobodyCollects())
    monkeypatch.setattr(events, "_subscribers", {})
    listening = Heard()
    for kind in (GroupOpened, GroupSucceeded, GroupFailed):
        events.on(kind, listening.of_group, name=f"test.{kind.name}.{id(listening)}")
    events.on(OrderReady, listening.of_order, name=f"test.ready.{id(listening)}")
    events.on(OrderPaid, count_paid, name=f"test.count_paid.{id(listening)}")
    return listening


@pytest.fixture
async def tea(database: Database) -> int:
    sku_id = (await spu(database)).sku_id
    await activity(database, sku_id)
    return sku_id


@pytest.fixture
async def people(as_user: AsUser) -> list[Person]:
    return [await as_user(name, consents=("address",)) for name in ("小明", "小红", "小刚", "小丽")]


async def opened(database: Database, person: Person, sku_id: int, drain_jobs: DrainJobs) -> tuple[int, str]:
    """The first order of a group that waits for members, and the group's code."""
    first = await order(person, sku_id, opening(sku_id))
    await pay(database, first)
    await drain_jobs()
    return first, (await group(database)).code


class TestStates:
    def test_a_group_that_is_settled_stays_so(self) -> None:
        assert GROUP.moves["success"] == GROUP.moves["failed"] == frozenset()
        assert not GROUP.allows("opening", "success")

    def test_a_member_is_one_only_once(self) -> None:
        assert MEMBER.moves["left"] == MEMBER.moves["refunded"] == frozenset()
        assert not MEMBER.allows("paid", "left")


async def test_opened_by_the_first_payment(
    tea: int, people: list[Person], database: Database, heard: Heard, drain_jobs: DrainJobs
) -> None:
    first = await order(people[0], tea, opening(tea))
    assert (await seats(database), await member(database, first)) == (("opening", 1, 0), "reserved")
    refused = await try_order(people[1], tea, joining(tea, (await group(database)).code))
    assert (refused.status_code, refused.json()["code"]) == (409, "GROUP_OVER")
    await pay(database, first)
    assert await status(database, first) == ("pending_group", None)
    await drain_jobs()
    assert (await seats(database), await member(database, first)) == (("forming", 1, 1), "paid")
    assert (heard.groups, heard.ready) == (["group_buy.opened"], [])


async def test_complete(  # noqa: PLR0917  # fixtures
    tea: int, people: list[Person], database: Database, heard: Heard, drain_jobs: DrainJobs, clock_hand: Hand
) -> None:
    """All orders are let go together, and the deadline no longer matters."""
    first, code = await opened(database, people[0], tea, drain_jobs)
    orders = [first, *[await order(person, tea, joining(tea, code)) for person in people[1:3]]]
    for order_id in orders[1:]:
        assert heard.ready == []
        await pay(database, order_id)
        await drain_jobs()
    assert await seats(database) == ("success", 3, 3)
    assert [(await status(database, order_id))[0] for order_id in orders] == ["paid"] * 3
    assert (sorted(heard.ready), heard.groups[-1]) == (orders, "group_buy.succeeded")
    clock_hand.advance(hours=25)
    await drain_jobs()
    assert (await seats(database))[0] == "success"


async def test_not_complete_in_time(  # noqa: PLR0917  # fixtures
    tea: int, people: list[Person], database: Database, heard: Heard, drain_jobs: DrainJobs, clock_hand: Hand
) -> None:
    """Three are needed, two have paid, a third has not: all are cancelled."""
    first, code = await opened(database, people[0], tea, drain_jobs)
    second = await order(people[1], tea, joining(tea, code))
    await pay(database, second)
    await drain_jobs()
    third = await order(people[2], tea, joining(tea, code))
    clock_hand.advance(hours=23, minutes=59)
    await drain_jobs()
    assert (await seats(database))[0] == "forming"
    clock_hand.advance(minutes=2)
    await drain_jobs()
    assert (await seats(database))[0] == "failed"
    for order_id in (first, second, third):
        assert await status(database, order_id) == ("canceled", "group_failed")
    states = [await member(database, order_id) for order_id in (first, second, third)]
    assert states == ["refunded", "refunded", "left"]
    assert (heard.ready, heard.groups) == ([], ["group_buy.opened", "group_buy.failed"])
    assert [await share(database, person) for person in people[:3]] == [0, 0, 0]


async def test_expiry_repeated_is_once(  # noqa: PLR0917  # fixtures
    tea: int, people: list[Person], database: Database, heard: Heard, drain_jobs: DrainJobs, clock_hand: Hand
) -> None:
    await opened(database, people[0], tea, drain_jobs)
    clock_hand.advance(hours=25)
    for _ in range(3):
        async with database.begin() as session:
            await expire(session, {"group_id": 1})
    await drain_jobs()
    assert heard.groups.count("group_buy.failed") == 1


async def test_a_payment_counted_twice_is_one(
    tea: int, people: list[Person], database: Database, drain_jobs: DrainJobs
) -> None:
    first, _ = await opened(database, people[0], tea, drain_jobs)
    for _ in range(3):
        async with database.begin() as session:
            await forming.paid(session, first)
    assert await seats(database) == ("forming", 1, 1)


async def test_a_payment_after_the_group_has_failed_goes_back(
    tea: int, people: list[Person], database: Database, drain_jobs: DrainJobs
) -> None:
    """It was paid while the group failed: the group had not heard of it yet."""
    _, code = await opened(database, people[0], tea, drain_jobs)
    second = await order(people[1], tea, joining(tea, code))
    async with database.begin() as session:
        assert await moves.pay(session, second, SYSTEM)
        await GROUP.move(session, Group, 1, source="forming", to="failed")
    await drain_jobs()
    assert await status(database, second) == ("canceled", "group_failed")
    assert await member(database, second) == "refunded"


async def test_a_group_that_fails_before_it_has_heard_of_a_payment(
    tea: int, people: list[Person], database: Database, drain_jobs: DrainJobs
) -> None:
    first, code = await opened(database, people[0], tea, drain_jobs)
    second = await order(people[1], tea, joining(tea, code))
    async with database.begin() as session:
        assert await moves.pay(session, second, SYSTEM)
        assert await forming.fail(session, 1)
    await drain_jobs()
    for order_id in (first, second):
        assert await status(database, order_id) == ("canceled", "group_failed")


async def test_who_does_not_pay_makes_room(
    tea: int, people: list[Person], database: Database, drain_jobs: DrainJobs
) -> None:
    _, code = await opened(database, people[0], tea, drain_jobs)
    waiting = [await order(person, tea, joining(tea, code)) for person in people[1:3]]
    refused = await try_order(people[3], tea, joining(tea, code))
    assert (refused.status_code, refused.json()["code"]) == (409, "GROUP_FULL")
    for _ in range(2):
        (await people[1].client.post(f"/orders/{waiting[0]}/cancel", json={})).raise_for_status()
    assert (await seats(database), await member(database, waiting[0])) == (("forming", 2, 1), "left")
    await order(people[3], tea, joining(tea, code))
    assert await seats(database) == ("forming", 3, 1)


async def test_who_left_may_come_back(
    tea: int, people: list[Person], database: Database, drain_jobs: DrainJobs
) -> None:
    _, code = await opened(database, people[0], tea, drain_jobs)
    left = await order(people[1], tea, joining(tea, code))
    (await people[1].client.post(f"/orders/{left}/cancel", json={})).raise_for_status()
    await order(people[1], tea, joining(tea, code))
    assert await seats(database) == ("forming", 2, 1)


async def test_a_group_that_nobody_paid_for_fails(
    tea: int, people: list[Person], database: Database, heard: Heard
) -> None:
    first = await order(people[0], tea, opening(tea))
    (await people[0].client.post(f"/orders/{first}/cancel", json={})).raise_for_status()
    assert await seats(database) == ("failed", 0, 0)
    assert heard.groups == []


async def test_a_refunded_member_is_no_member(
    tea: int, people: list[Person], database: Database, drain_jobs: DrainJobs
) -> None:
    """Elsewhere one who had his money back was still shown, and still counted (CRMEB#27)."""
    first, code = await opened(database, people[0], tea, drain_jobs)
    second = await order(people[1], tea, joining(tea, code))
    await pay(database, second)
    await drain_jobs()
    async with database.begin() as session:
        assert await moves.cancel_paid(session, first, SYSTEM, "staff")
    assert (await seats(database), await member(database, first)) == (("forming", 1, 1), "refunded")
    seen = (await people[1].client.get(f"/groups/{code}")).json()
    assert [(one["me"], one["head"]) for one in seen["members"]] == [(True, False)]
    assert (seen["missing"], seen["seats_left"]) == (2, 2)


async def test_the_last_refunded_member_ends_the_group(
    tea: int, people: list[Person], database: Database, drain_jobs: DrainJobs
) -> None:
    first, code = await opened(database, people[0], tea, drain_jobs)
    waiting = await order(people[1], tea, joining(tea, code))
    async with database.begin() as session:
        assert await moves.cancel_paid(session, first, SYSTEM, "staff")
    assert (await seats(database))[0] == "failed"
    assert await status(database, waiting) == ("canceled", "group_failed")


async def test_a_refund_after_success_leaves_the_others(
    tea: int, people: list[Person], database: Database, drain_jobs: DrainJobs
) -> None:
    first, code = await opened(database, people[0], tea, drain_jobs)
    others = [await order(person, tea, joining(tea, code)) for person in people[1:3]]
    for order_id in others:
        await pay(database, order_id)
    await drain_jobs()
    async with database.begin() as session:
        assert await moves.cancel_paid(session, first, SYSTEM, "staff")
    assert await seats(database) == ("success", 3, 3)
    assert (await status(database, others[0]))[0] == "paid"


async def test_the_last_seat_in_parallel(
    tea: int, people: list[Person], database: Database, drain_jobs: DrainJobs
) -> None:
    _, code = await opened(database, people[0], tea, drain_jobs)
    await order(people[1], tea, joining(tea, code))
    answers = await asyncio.gather(*(try_order(person, tea, joining(tea, code)) for person in people[2:]))
    assert sorted(answer.status_code for answer in answers) == [201, 409]
    assert await seats(database) == ("forming", 3, 1)


async def test_one_seat_for_one_person_in_parallel(
    tea: int, people: list[Person], database: Database, drain_jobs: DrainJobs
) -> None:
    _, code = await opened(database, people[0], tea, drain_jobs)
    answers = await asyncio.gather(*(try_order(people[1], tea, joining(tea, code)) for _ in range(3)))
    assert sorted(answer.status_code for answer in answers) == [201, 409, 409]
    assert {answer.json()["code"] for answer in answers if answer.status_code == 409} == {"GROUP_ALREADY_JOINED"}
    assert await seats(database) == ("forming", 2, 1)


async def test_every_move_of_a_member_that_the_table_does_not_know(database: Database) -> None:
    for source, to in (("left", "paid"), ("refunded", "paid"), ("paid", "left")):
        with pytest.raises(ValueError, match="no move"):
            async with database.begin() as session:
                await MEMBER.move(session, GroupMember, 1, source=source, to=to)
