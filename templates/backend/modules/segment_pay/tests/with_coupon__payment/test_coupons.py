"""Coupons work on courses without a line of their own."""

from collections import Counter

import pytest

from app.core.database import Database
from devtools.wechat import Plan, StandIn
from tests.coupon.factory import claim, end_now, held, status_of, template
from tests.keys import new_key
from tests.payment.cashier import prepay
from tests.segment_pay.factory import CHAPTER_FEN, Sold, order, preview, rights, sold, wish
from tests.types import AsUser, DrainJobs, Person


@pytest.fixture
async def course(database: Database) -> Sold:
    return await sold(database)


@pytest.fixture
async def learner(as_user: AsUser) -> Person:
    return await as_user()


async def test_ten_off(
    course: Sold, learner: Person, database: Database, wechat: StandIn, drain_jobs: DrainJobs
) -> None:
    coupon_id = await held(database, learner)
    order_id = await order(learner, course.chapters[0], coupon=coupon_id)
    number = await prepay(learner, wechat, order_id)
    assert wechat.state.transactions[number].order.total_fen == CHAPTER_FEN - 1000
    wechat.pay(number, Plan())
    await wechat.deliver_due()
    await drain_jobs()
    assert (await rights(database, learner), await status_of(database, coupon_id)) == (
        [(course.made.chapters[0], "active")],
        "used",
    )


async def test_expired(course: Sold, learner: Person, database: Database) -> None:
    coupon_id = await held(database, learner)
    body = wish(course.chapters[0], coupon=coupon_id)
    body["expected_payable_fen"] = (await preview(learner, course.chapters[0], coupon=coupon_id))["payable_fen"]
    await end_now(database, coupon_id)
    answer = await learner.client.post("/orders", json=body, headers=new_key())
    assert (answer.status_code, answer.json()["code"]) == (422, "COUPON_EXPIRED")
    assert await rights(database, learner) == []


async def test_one_coupon_for_one_course(course: Sold, learner: Person, database: Database) -> None:
    """A second order with it is refused, and holds nothing."""
    coupon_id = await claim(learner, await template(database))
    bodies = [wish(sku_id, coupon=coupon_id) for sku_id in course.chapters]
    for body in bodies:
        body["expected_payable_fen"] = CHAPTER_FEN - 1000
    answers = [await learner.client.post("/orders", json=body, headers=new_key()) for body in bodies]
    assert Counter(answer.status_code for answer in answers)[201] == 1
    assert len(await rights(database, learner)) == 1
