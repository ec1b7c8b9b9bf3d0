"""A course bought and given back, with money that goes through WeChat."""

import pytest

from app.core.database import Database
from devtools.wechat import Plan, StandIn
from tests.payment.cashier import prepay, settle
from tests.segment_pay.factory import CHAPTER_FEN, Sold, order, rights, sold
from tests.types import AsStaff, AsUser, DrainJobs, Hand, Person

PATH = "/staff/course-purchases"


@pytest.fixture
async def course(database: Database) -> Sold:
    return await sold(database)


@pytest.fixture
async def learner(as_user: AsUser) -> Person:
    return await as_user()


async def pay(person: Person, wechat: StandIn, drain_jobs: DrainJobs, order_id: int) -> None:
    number = await prepay(person, wechat, order_id)
    wechat.pay(number, Plan(parallel=2, replays=5))
    await wechat.deliver_due()
    await drain_jobs()


async def test_the_callback_five_times_one_right(
    course: Sold, learner: Person, database: Database, wechat: StandIn, drain_jobs: DrainJobs
) -> None:
    order_id = await order(learner, course.chapters[0])
    await pay(learner, wechat, drain_jobs, order_id)
    assert await rights(database, learner) == [(course.made.chapters[0], "active")]
    shown = (await learner.client.get(f"/orders/{order_id}")).json()
    assert [row["status"] for row in shown["history"]] == ["pending_payment", "paid", "completed"]


async def test_one_part_goes_back(  # noqa: PLR0917  # fixtures
    course: Sold,
    learner: Person,
    database: Database,
    wechat: StandIn,
    drain_jobs: DrainJobs,
    clock_hand: Hand,
    as_staff: AsStaff,
) -> None:
    order_id = await order(learner, *course.chapters)
    await pay(learner, wechat, drain_jobs, order_id)
    staff = (await as_staff("segment_pay.*")).client
    answer = (await staff.post(f"{PATH}/2/refund", json={"fault": "consumer"})).raise_for_status().json()
    assert (answer["status"], answer["refund_fen"]) == ("refunding", CHAPTER_FEN)
    assert (await learner.client.get(f"/lessons/{course.made.lessons[1][1]}")).status_code == 402
    await settle(wechat, drain_jobs, clock_hand)
    first, second = course.made.chapters
    assert await rights(database, learner) == [(first, "active"), (second, "revoked")]
    shown = (await learner.client.get(f"/orders/{order_id}")).json()
    assert (shown["refund_status"], shown["refunded_fen"]) == ("part", CHAPTER_FEN)


async def test_a_late_payment_opens_nothing(  # noqa: PLR0917  # fixtures
    course: Sold, learner: Person, database: Database, wechat: StandIn, drain_jobs: DrainJobs, clock_hand: Hand
) -> None:
    """It came after the order was given up, and goes back by itself."""
    order_id = await order(learner, course.whole)
    number = await prepay(learner, wechat, order_id)
    wechat.pay(number, Plan(lose=True))
    (await learner.client.post(f"/orders/{order_id}/cancel", json={})).raise_for_status()
    await settle(wechat, drain_jobs, clock_hand)
    assert await rights(database, learner) == [(0, "revoked")]
    assert (await learner.client.get(f"/lessons/{course.made.closed}")).status_code == 402
