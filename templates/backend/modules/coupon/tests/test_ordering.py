"""Coupons at the checkout: what is offered, what comes off, who holds one, and when it comes back."""

from datetime import timedelta
from typing import Any

import pytest
import sqlalchemy as sa

from app.core import clock
from app.core.context import SYSTEM
from app.core.database import Database
from app.core.jobs.queue import HANDLERS
from app.modules.catalog import categories
from app.modules.catalog.schemas import NewCategory
from app.modules.coupon.jobs import PERIOD, expire
from app.modules.order import moves
from app.modules.order.models import Order
from tests.catalog.factory import category, spu
from tests.coupon.factory import coupon, end_now, held, order_with, preview, status_of, wish
from tests.keys import new_key
from tests.order.factory import place
from tests.types import AsUser, DrainJobs, Hand, Person


@pytest.fixture
async def person(as_user: AsUser) -> Person:
    return await as_user(consents=("address",))


async def pay(database: Database, order_id: int, drain_jobs: DrainJobs) -> None:
    async with database.begin() as session:
        assert await moves.pay(session, order_id, SYSTEM)
    await drain_jobs()


def codes(shown: dict[str, Any]) -> list[str]:
    return [problem["code"] for problem in shown["problems"]]


class TestPreview:
    async def test_offers_what_can_be_used_and_says_why_others_cannot(self, person: Person, database: Database) -> None:
        tea, cup = await spu(database, price_fen=6800), await spu(database, "茶杯", category_name="茶具")
        small = await held(database, person, name="减十元")
        large = await held(database, person, name="八折", kind="percent", amount_fen=None, percent_off=20)
        short = await held(database, person, name="满百", threshold_fen=10000)
        other = await held(database, person, name="茶杯券", scope="spu", target_ids=[cup.id])
        later = {"valid_days": None, "valid_from": clock.now() + timedelta(days=1)}
        await held(database, person, name="明天", valid_until=clock.now() + timedelta(days=2), **later)
        await end_now(database, await held(database, person, name="昨天"))
        offer = (await preview(person, tea.sku_id))["offers"]["coupon"]
        assert [(row["id"], row["discount_fen"], row["reason"]) for row in offer["items"]] == [
            (large, 1360, None),
            (small, 1000, None),
            (short, 0, "还差 ¥32.00 可用"),
            (other, 0, "所选商品不在适用范围内"),
        ]
        assert offer["chosen"] is None

    async def test_the_chosen_one_is_in_the_price(self, person: Person, database: Database) -> None:
        tea = await spu(database, price_fen=6800, specs={"规格": ["50g", "100g"]})
        coupon_id = await held(database, person, name="见面礼")
        shown = await preview(person, *tea.sku_ids, chosen=coupon_id)
        assert (shown["goods_fen"], shown["discount_fen"], shown["payable_fen"]) == (13700, 1000, 12700)
        assert [line["adjustments"] for line in shown["lines"]] == [
            [{"step": "coupon", "label": "见面礼", "amount_fen": -496}],
            [{"step": "coupon", "label": "见面礼", "amount_fen": -504}],
        ]
        assert shown["offers"]["coupon"]["chosen"] == coupon_id
        assert shown["problems"] == []

    async def test_a_category_stands_for_those_below_it(self, person: Person, database: Database) -> None:
        top = await category(database, "茶叶")
        async with database.begin() as session:
            await categories.create_category(session, SYSTEM, NewCategory(name="岩茶", parent_id=top))
        tea = await spu(database, category_name="岩茶")
        cup = await spu(database, category_name="茶具")
        coupon_id = await held(database, person, scope="category", target_ids=[top])
        shown = await preview(person, tea.sku_id, cup.sku_id, chosen=coupon_id)
        assert [line["total_fen"] for line in shown["lines"]] == [5800, 6800]

    async def test_nothing_to_offer(self, person: Person, database: Database) -> None:
        offer = (await preview(person, (await spu(database)).sku_id))["offers"]["coupon"]
        assert offer == {"items": [], "chosen": None}

    @pytest.mark.parametrize("chosen", [0, -1, 7, 2**31, 2**63, True, "1", 1.5, [], {"id": 1}])
    async def test_what_is_no_coupon(self, person: Person, database: Database, chosen: object) -> None:
        assert codes(await preview(person, (await spu(database)).sku_id, chosen=chosen)) == ["COUPON_NOT_FOUND"]

    async def test_somebody_elses(self, person: Person, as_user: AsUser, database: Database) -> None:
        others = await held(database, await as_user("小红"))
        shown = await preview(person, (await spu(database)).sku_id, chosen=others)
        assert (codes(shown), shown["discount_fen"]) == (["COUPON_NOT_FOUND"], 0)

    async def test_not_for_these_goods(self, person: Person, database: Database) -> None:
        coupon_id = await held(database, person, threshold_fen=10000)
        shown = await preview(person, (await spu(database)).sku_id, chosen=coupon_id)
        assert shown["problems"] == [{"sku_id": None, "code": "COUPON_UNUSABLE", "message": "还差 ¥32.00 可用"}]

    async def test_too_early(self, person: Person, database: Database) -> None:
        dates = {"valid_from": clock.now() + timedelta(days=1), "valid_until": clock.now() + timedelta(days=2)}
        coupon_id = await held(database, person, valid_days=None, **dates)
        shown = await preview(person, (await spu(database)).sku_id, chosen=coupon_id)
        assert [problem["message"] for problem in shown["problems"]] == ["优惠券还没到使用时间"]


class TestPlacing:
    async def test_locked_with_the_order_and_used_when_it_is_paid(
        self, person: Person, database: Database, drain_jobs: DrainJobs
    ) -> None:
        coupon_id = await held(database, person)
        order = await order_with(person, coupon_id, (await spu(database)).sku_id)
        assert (order["discount_fen"], order["payable_fen"]) == (1000, 5800)
        locked = await coupon(database, coupon_id)
        assert (locked.status, locked.order_id, locked.used_at) == ("locked", order["id"], None)
        await pay(database, order["id"], drain_jobs)
        used = await coupon(database, coupon_id)
        assert (used.status, used.order_id) == ("used", order["id"])
        assert used.used_at is not None

    async def test_the_same_wish_twice_is_one_order_with_one_coupon(self, person: Person, database: Database) -> None:
        coupon_id = await held(database, person)
        body, key = await wish(person, (await spu(database)).sku_id, chosen=coupon_id), new_key()
        answers = [await person.client.post("/orders", json=body, headers=key) for _ in range(3)]
        assert {answer.status_code for answer in answers} == {201}
        assert len({answer.json()["id"] for answer in answers}) == 1

    async def test_one_coupon_is_good_for_one_order(self, person: Person, database: Database) -> None:
        coupon_id, sku_id = await held(database, person), (await spu(database)).sku_id
        body = await wish(person, sku_id, chosen=coupon_id)
        first = await person.client.post("/orders", json=body, headers=new_key())
        second = await person.client.post("/orders", json=body, headers=new_key())
        assert (first.status_code, second.status_code, second.json()["code"]) == (201, 409, "COUPON_TAKEN")
        assert codes(await preview(person, sku_id, chosen=coupon_id)) == ["COUPON_TAKEN"]

    async def test_expired_in_between(self, person: Person, database: Database) -> None:
        coupon_id, sku_id = await held(database, person), (await spu(database)).sku_id
        body = await wish(person, sku_id, chosen=coupon_id)
        await end_now(database, coupon_id)
        for _ in range(2):
            answer = await person.client.post("/orders", json=body, headers=new_key())
            assert (answer.status_code, answer.json()["code"]) == (422, "COUPON_EXPIRED")
        assert (await person.client.get("/orders")).json()["items"] == []
        assert codes(await preview(person, sku_id, chosen=coupon_id)) == ["COUPON_EXPIRED"]

    async def test_somebody_elses_or_not_for_these_goods(
        self, person: Person, as_user: AsUser, database: Database
    ) -> None:
        sku_id = (await spu(database)).sku_id
        others = await held(database, await as_user("小红"))
        unfit = await held(database, person, threshold_fen=10000)
        for chosen, code in ((others, "COUPON_NOT_FOUND"), (unfit, "COUPON_UNUSABLE")):
            body = await wish(person, sku_id, chosen=chosen)
            answer = await person.client.post("/orders", json=body, headers=new_key())
            assert (answer.status_code, answer.json()["code"]) == (422, code)
            assert await status_of(database, chosen) == "unused"

    async def test_an_order_for_nothing_uses_it_at_once(
        self, person: Person, database: Database, drain_jobs: DrainJobs
    ) -> None:
        coupon_id = await held(database, person, amount_fen=999_900)
        order = await order_with(person, coupon_id, (await spu(database)).sku_id)
        assert (order["payable_fen"], order["status"]) == (0, "paid")
        await drain_jobs()
        assert await status_of(database, coupon_id) == "used"

    async def test_without_one_nothing_is_held(self, person: Person, database: Database) -> None:
        coupon_id = await held(database, person)
        await place(person, (await spu(database)).sku_id)
        assert await status_of(database, coupon_id) == "unused"


async def _cancel_and_fail(database: Database, order_id: int) -> float:
    async with database.begin() as session:
        return 1 / (1 - await moves.cancel_unpaid(session, order_id, SYSTEM, "staff"))


class TestNotReturned:
    """What customers of other shops complained about."""

    async def test_the_coupon_was_lost_with_the_cancelled_order(self, person: Person, database: Database) -> None:
        """linlinjava/litemall#163. It is back in the moment of the cancellation, whoever cancels how often."""
        coupon_id, sku_id = await held(database, person), (await spu(database)).sku_id
        for _ in range(2):
            order = await order_with(person, coupon_id, sku_id)
            for _ in range(2):
                await person.client.post(f"/orders/{order['id']}/cancel", json={})
                back = await coupon(database, coupon_id)
                assert (back.status, back.order_id) == ("unused", None)

    async def test_cancelling_that_fails_keeps_the_coupon_with_the_order(
        self, person: Person, database: Database
    ) -> None:
        coupon_id = await held(database, person)
        order = await order_with(person, coupon_id, (await spu(database)).sku_id)
        with pytest.raises(ZeroDivisionError):
            await _cancel_and_fail(database, order["id"])
        assert await status_of(database, coupon_id) == "locked"
        assert (await person.client.get(f"/orders/{order['id']}")).json()["status"] == "pending_payment"

    async def test_the_coupon_was_lost_with_the_refunded_order(
        self, person: Person, database: Database, drain_jobs: DrainJobs
    ) -> None:
        """linlinjava/litemall#397. It is back with the last fen, and not before."""
        coupon_id = await held(database, person)
        order = await order_with(person, coupon_id, (await spu(database)).sku_id)
        await pay(database, order["id"], drain_jobs)
        for refunded_fen, status in ((5799, "used"), (5800, "unused"), (5800, "unused")):
            async with database.begin() as session:
                await moves.refunded(session, order["id"], refunded_fen)
            assert await status_of(database, coupon_id) == status

    async def test_the_timers_of_a_cancelled_order_spoiled_the_coupon_that_was_back(
        self, person: Person, database: Database, clock_hand: Hand, drain_jobs: DrainJobs
    ) -> None:
        """linlinjava/litemall#472: cancelled ten minutes after it was placed, and its half hour was still running."""
        coupon_id, sku_id = await held(database, person), (await spu(database)).sku_id
        first = await order_with(person, coupon_id, sku_id)
        clock_hand.advance(minutes=10)
        await person.client.post(f"/orders/{first['id']}/cancel", json={})
        second = await order_with(person, coupon_id, sku_id)
        if second["expires_at"] is None:
            pytest.skip("nobody collects: an order waits until staff confirm it")
        for minutes, status, order_id in ((21, "locked", second["id"]), (10, "unused", None)):
            clock_hand.advance(minutes=minutes)
            await drain_jobs()
            row = await coupon(database, coupon_id)
            assert (row.status, row.order_id) == (status, order_id)

    async def test_what_comes_back_too_late_is_expired(self, person: Person, database: Database) -> None:
        coupon_id = await held(database, person)
        order = await order_with(person, coupon_id, (await spu(database)).sku_id)
        await end_now(database, coupon_id)
        async with database.begin() as session:
            await expire(session, {})
        assert await status_of(database, coupon_id) == "locked"
        await person.client.post(f"/orders/{order['id']}/cancel", json={})
        (row,) = (await person.client.get("/me/coupons")).json()["items"]
        assert row["status"] == "expired"
        async with database.begin() as session:
            await expire(session, {})
        assert await status_of(database, coupon_id) == "expired"

    async def test_an_order_that_was_canceled_does_not_use_the_coupon_any_more(
        self, person: Person, database: Database, drain_jobs: DrainJobs
    ) -> None:
        """A payment that is told late finds a coupon that another order has by now."""
        coupon_id, sku_id = await held(database, person), (await spu(database)).sku_id
        first = await order_with(person, coupon_id, sku_id)
        await person.client.post(f"/orders/{first['id']}/cancel", json={})
        second = await order_with(person, coupon_id, sku_id)
        async with database.begin() as session:
            assert not await moves.pay(session, first["id"], SYSTEM)
            await session.execute(sa.update(Order).where(Order.id == first["id"]).values(status="paid"))
            assert not await moves.cancel_unpaid(session, first["id"], SYSTEM, "timeout")
        await drain_jobs()
        row = await coupon(database, coupon_id)
        assert (row.status, row.order_id) == ("locked", second["id"])


async def test_expired_by_the_job(person: Person, database: Database) -> None:
    ended, kept = await held(database, person), await held(database, person)
    await end_now(database, ended)
    assert HANDLERS["coupon.expire"].period == PERIOD
    for _ in range(2):
        async with database.begin() as session:
            await expire(session, {})
    assert [await status_of(database, one) for one in (ended, kept)] == ["expired", "unused"]
