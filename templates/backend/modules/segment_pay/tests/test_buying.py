"""Buying: an ordinary order holds the part, and the paid event alone opens it."""

import httpx
import pytest
import sqlalchemy as sa

from app.contracts.order import OrderReady
from app.core.context import SYSTEM
from app.core.database import Database
from app.modules.course.models import Enrollment
from app.modules.order import moves
from app.modules.order.models import Order
from app.modules.segment_pay import granting
from tests.catalog.factory import spu
from tests.course.factory import try_enroll
from tests.order.factory import place
from tests.segment_pay.factory import CHAPTER_FEN, WHOLE_FEN, Sold, buy, order, pay, preview, rights, sold, try_order
from tests.types import AsUser, Configure, DrainJobs, Hand, Person


@pytest.fixture
async def course(database: Database) -> Sold:
    return await sold(database)


@pytest.fixture
async def learner(as_user: AsUser) -> Person:
    return await as_user()


async def status(person: Person, lesson_id: int) -> int:
    return (await person.client.get(f"/lessons/{lesson_id}")).status_code


async def test_paid_for_is_open(course: Sold, learner: Person, database: Database, drain_jobs: DrainJobs) -> None:
    """The second chapter stays closed; the order is done, for nothing is sent."""
    (first, second), closed = course.made.lessons, 402
    assert [await status(learner, number) for number in (first[0], first[1], second[1])] == [200, closed, closed]
    order_id = await order(learner, course.chapters[0])
    await drain_jobs()
    assert await rights(database, learner) == [(course.made.chapters[0], "held")]
    assert await status(learner, first[1]) == closed
    await pay(database, drain_jobs, order_id)
    assert await rights(database, learner) == [(course.made.chapters[0], "active")]
    assert [await status(learner, number) for number in (first[1], second[1])] == [200, closed]
    assert (await learner.client.get(f"/orders/{order_id}")).json()["status"] == "completed"
    refused = await learner.client.get(f"/lessons/{second[1]}")
    assert [one["sku_id"] for one in refused.json()["details"]["offers"]] == [course.whole, course.chapters[1]]


async def test_told_again_it_is_one(course: Sold, learner: Person, database: Database, drain_jobs: DrainJobs) -> None:
    order_id = await buy(learner, database, drain_jobs, course.chapters[0])
    async with database.begin() as session:
        row = await session.get_one(Order, order_id)
        event = await moves.event(session, row, OrderReady)
        before = (await session.scalars(sa.select(Enrollment))).one()
        granted = before.enrolled_at
        for _ in range(3):
            await granting.on_order_ready(session, event)
    await drain_jobs()
    assert await rights(database, learner) == [(course.made.chapters[0], "active")]
    async with database.read() as session:
        (mine,) = list(await session.scalars(sa.select(Enrollment)))
    assert (mine.status, mine.enrolled_at, mine.free) == ("active", granted, False)


async def test_enrolls_with_the_first(course: Sold, learner: Person, database: Database, drain_jobs: DrainJobs) -> None:
    refused = await try_enroll(learner, course.id)
    assert (refused.status_code, refused.json()["code"]) == (402, "NOT_ENTITLED")
    await buy(learner, database, drain_jobs, course.chapters[1])
    assert (await try_enroll(learner, course.id)).json()["code"] == "ENROLLED"
    await buy(learner, database, drain_jobs, course.chapters[0])
    (mine,) = (await learner.client.get("/me/courses")).json()["items"]
    assert (mine["course"]["id"], mine["enrollment"]["status"]) == (course.id, "active")


async def test_the_whole_opens_everything(
    course: Sold, learner: Person, database: Database, drain_jobs: DrainJobs
) -> None:
    await buy(learner, database, drain_jobs, course.whole)
    assert {await status(learner, number) for chapter in course.made.lessons for number in chapter} == {200}
    refused = await try_order(learner, course.chapters[0])
    assert (refused.status_code, refused.json()["code"]) == (409, "ALREADY_ENTITLED")


async def test_not_twice(course: Sold, learner: Person, database: Database, drain_jobs: DrainJobs) -> None:
    order_id = await order(learner, course.chapters[0])
    for again in (course.chapters[0], course.whole):
        refused = await try_order(learner, again)
        assert (refused.status_code, refused.json()["code"]) == (409, "PURCHASE_PENDING")
        assert refused.json()["details"]["order_id"] == order_id
    await pay(database, drain_jobs, order_id)
    shown = await preview(learner, course.chapters[0])
    assert [problem["code"] for problem in shown["problems"]] == ["ALREADY_ENTITLED"]
    assert (await try_order(learner, course.chapters[0])).json()["code"] == "ALREADY_ENTITLED"
    assert await rights(database, learner) == [(course.made.chapters[0], "active")]


@pytest.mark.parametrize("which", ["whole", "chapter"])
async def test_one_each(course: Sold, learner: Person, database: Database, which: str) -> None:
    sku_id = course.whole if which == "whole" else course.chapters[0]
    refused = await try_order(learner, sku_id, quantity=2)
    assert (refused.status_code, refused.json()["code"]) == (422, "ONE_EACH")
    assert await rights(database, learner) == []


async def test_no_chapter_beside_its_whole(course: Sold, learner: Person, database: Database) -> None:
    refused = await try_order(learner, course.whole, course.chapters[1])
    assert (refused.status_code, refused.json()["code"]) == (422, "BOUGHT_TWICE")
    assert await rights(database, learner) == []
    assert (await preview(learner, *course.chapters))["payable_fen"] == 2 * CHAPTER_FEN


async def test_what_was_paid_for_chapters_comes_off(
    course: Sold, learner: Person, database: Database, drain_jobs: DrainJobs, configure: Configure
) -> None:
    await buy(learner, database, drain_jobs, course.chapters[0])
    shown = await preview(learner, course.whole)
    assert shown["payable_fen"] == WHOLE_FEN - CHAPTER_FEN
    steps = [(one["label"], one["amount_fen"]) for one in shown["lines"][0]["adjustments"]]
    assert steps[-1] == ("已购章节抵扣", -CHAPTER_FEN)
    (whole, first, _) = (await learner.client.get(f"/courses/{course.id}/offers")).json()["items"]
    assert (whole["deduct_fen"], whole["owned"], first["owned"]) == (CHAPTER_FEN, False, True)
    await buy(learner, database, drain_jobs, course.whole)
    assert [state for _, state in await rights(database, learner)] == ["active", "active"]
    configure("segment_pay", deduct_chapters=False)
    assert (await learner.client.get(f"/courses/{course.id}/offers")).json()["items"][0]["deduct_fen"] == 0


async def test_given_up_it_can_be_bought_again(
    course: Sold, learner: Person, database: Database, clock_hand: Hand, drain_jobs: DrainJobs
) -> None:
    first = await order(learner, course.chapters[0])
    (await learner.client.post(f"/orders/{first}/cancel", json={})).raise_for_status()
    assert await rights(database, learner) == [(course.made.chapters[0], "revoked")]
    await order(learner, course.chapters[0])
    clock_hand.advance(minutes=31)
    await drain_jobs()
    async with database.begin() as session:
        last = (await session.scalars(sa.select(Order).order_by(Order.id.desc()))).first()
        assert last is not None
        if last.status == "pending_payment":  # where nobody collects money, nothing ends an order by itself
            await moves.cancel_unpaid(session, last.id, SYSTEM, "timeout")
    await drain_jobs()
    assert await rights(database, learner) == [(course.made.chapters[0], "revoked")]
    async with database.read() as session:
        assert list(await session.scalars(sa.select(Enrollment))) == []
    await buy(learner, database, drain_jobs, course.chapters[0])
    assert await rights(database, learner) == [(course.made.chapters[0], "active")]


async def test_not_what_is_retired(course: Sold, learner: Person, database: Database, drain_jobs: DrainJobs) -> None:
    """Neither at once, by the step, nor later, when the product is off sale as well."""
    async with database.begin() as session:
        await session.execute(sa.text("UPDATE course_course SET status = 'retired'"))
    refused = await try_order(learner, course.whole)
    assert (refused.status_code, refused.json()["code"]) == (409, "COURSE_NOT_SOLD")
    assert await rights(database, learner) == []
    del drain_jobs


async def test_with_goods_the_order_waits_for_them(
    course: Sold, database: Database, drain_jobs: DrainJobs, as_user: AsUser
) -> None:
    """The lessons are open at once all the same; and goods go to an address."""
    learner = await as_user(consents=("address",))
    book = (await spu(database)).sku_id
    assert not (await preview(learner, course.whole))["address_required"]
    assert (await preview(learner, course.whole, book))["address_required"]
    order_id = (await place(learner, course.whole, book))["id"]
    await pay(database, drain_jobs, order_id)
    assert await rights(database, learner) == [(0, "active")]
    assert (await learner.client.get(f"/orders/{order_id}")).json()["status"] != "completed"


async def test_over_with_the_time_to_learn(
    course: Sold, learner: Person, database: Database, drain_jobs: DrainJobs, clock_hand: Hand
) -> None:
    async with database.begin() as session:
        await session.execute(sa.text("UPDATE course_course SET valid_days = 5"))
    await buy(learner, database, drain_jobs, course.chapters[0])
    clock_hand.advance(days=5)
    await drain_jobs()
    assert await rights(database, learner) == [(course.made.chapters[0], "over")]
    await buy(learner, database, drain_jobs, course.chapters[0])
    assert await status(learner, course.made.closed) == 200


async def test_what_strangers_see(course: Sold, client: httpx.AsyncClient) -> None:
    items = (await client.get(f"/courses/{course.id}/offers")).json()["items"]
    assert [(one["sku_id"], one["owned"], one["deduct_fen"]) for one in items] == [
        (course.whole, False, 0),
        *((sku_id, False, 0) for sku_id in course.chapters),
    ]
    shown = (await client.get(f"/courses/{course.id}")).json()
    assert (shown["price_fen"], shown["by_chapter"], shown["can"]) == (WHOLE_FEN, True, [])
    assert (await client.get("/courses/99/offers")).json()["code"] == "COURSE_NOT_FOUND"


async def test_exported(course: Sold, learner: Person, database: Database, drain_jobs: DrainJobs) -> None:
    await buy(learner, database, drain_jobs, course.chapters[0])
    (row,) = (await learner.client.get("/me/export")).json()["course_purchases"]
    assert (row["part"], row["paid_fen"], row["status"]) == ("第1章", CHAPTER_FEN, "active")
