"""Giving money back: never more than was paid, once for each number, to an end whatever WeChat says in between."""

import asyncio
import secrets

import httpx
import pytest

from app.contracts.payment import PAYMENT, NobodyCollects
from app.core.context import SYSTEM
from app.core.database import Database
from app.modules.payment import refunding
from app.modules.payment.errors import NotRefundable
from app.modules.payment.models import PayOrder
from devtools.wechat import Plan, RefundStatus
from tests.payment.conftest import Till
from tests.types import AsStaff, Person


@pytest.fixture
async def paid(till: Till) -> Till:
    await till.pay()
    return till


@pytest.fixture
async def cashier(as_staff: AsStaff) -> Person:
    return await as_staff("payment.refund")


async def refund(staff: Person, fen: int, payment_id: int = 1, key: str | None = None) -> httpx.Response:
    return await staff.client.post(
        f"/staff/payments/{payment_id}/refund",
        json={"amount_fen": fen, "reason": "少发一包"},
        headers={"Idempotency-Key": key or secrets.token_hex(8)},
    )


async def ask(database: Database, till: Till, fen: int | None, key: str) -> None:
    async with database.begin() as session:
        port = PAYMENT.one(NobodyCollects())
        await port.refund(session, "thing", till.thing.id, amount_fen=fen, key=key, reason="退货")


async def later(till: Till, **span: float) -> None:
    till.hand.advance(**span)
    await till.settle_everything()


class TestByStaff:
    async def test_in_parts(self, paid: Till, cashier: Person) -> None:
        for fen in (5000, 7800):
            answer = await refund(cashier, fen)
            assert (answer.status_code, answer.json()["amount_fen"]) == (201, fen)
            await paid.drain_jobs()
        assert await paid.status() == "refunding"
        await later(paid, seconds=11)
        assert await paid.status() == "refunded"
        assert sorted(event.amount_fen for event in paid.thing.refunded) == [5000, 7800]
        assert max(event.total_refunded_fen for event in paid.thing.refunded) == 12800

    async def test_a_part_leaves_it_paid(self, paid: Till, cashier: Person) -> None:
        await refund(cashier, 5000)
        await paid.settle_everything()
        await later(paid, seconds=11)
        assert await paid.status() == "success"

    async def test_the_same_wish_again(self, paid: Till, cashier: Person) -> None:
        first, second = await refund(cashier, 5000, key="wish-0001"), await refund(cashier, 5000, key="wish-0001")
        assert first.json() == second.json()
        assert len(await paid.refunds()) == 1
        assert (await refund(cashier, 4000, key="wish-0001")).json()["code"] == "IDEMPOTENCY_MISMATCH"

    async def test_too_much(self, paid: Till, cashier: Person) -> None:
        await refund(cashier, 5000)
        answer = await refund(cashier, 7801)
        assert (answer.status_code, answer.json()["code"]) == (409, "NOT_REFUNDABLE")
        assert answer.json()["details"] == {"refundable_fen": 7800}
        assert len(await paid.refunds()) == 1

    async def test_unpaid_and_unknown(self, till: Till, cashier: Person) -> None:
        await till.begin()
        assert (await refund(cashier, 100)).json()["code"] == "NOT_REFUNDABLE"
        assert (await refund(cashier, 100, payment_id=99)).json()["code"] == "PAYMENT_NOT_FOUND"

    @pytest.mark.parametrize("fen", [0, -1])
    async def test_nothing(self, paid: Till, cashier: Person, fen: int) -> None:
        assert (await refund(cashier, fen)).status_code == 422
        assert await paid.refunds() == []

    async def test_without_the_permission(self, paid: Till, as_staff: AsStaff) -> None:
        assert (await refund(await as_staff("payment.read"), 100)).json()["code"] == "FORBIDDEN"
        answer = await paid.person.client.post("/staff/payments/1/refund", json={"amount_fen": 1, "reason": "x"})
        assert answer.status_code == 401

    async def test_at_the_same_moment_only_what_there_is(self, paid: Till, cashier: Person) -> None:
        answers = await asyncio.gather(*(refund(cashier, 5000) for _ in range(5)))
        assert sorted(answer.status_code for answer in answers) == [201, 201, 409, 409, 409]
        assert (await paid.orders())[0].refunding_fen == 10000


class TestByTheOwner:
    async def test_the_same_key_is_one_refund(self, paid: Till) -> None:
        for _ in range(3):
            await ask(paid.database, paid, 12800, "late")
        await paid.settle_everything()
        await later(paid, seconds=11)
        assert len(await paid.refunds()) == len(paid.wechat.state.refunds) == len(paid.thing.refunded) == 1

    async def test_too_much(self, paid: Till) -> None:
        await ask(paid.database, paid, 12000, "a")
        with pytest.raises(NotRefundable):
            await ask(paid.database, paid, 801, "b")

    async def test_all_that_is_left(self, paid: Till) -> None:
        await ask(paid.database, paid, 5000, "part")
        for key in ("rest", "rest", "nothing left"):
            await ask(paid.database, paid, None, key)
        assert [row.amount_fen for row in await paid.refunds()] == [5000, 7800]

    async def test_by_several_processes(self, paid: Till) -> None:
        """Each with connections of its own."""
        databases = [Database(paid.database.url) for _ in range(3)]
        asking = [ask(one, paid, 5000, f"key-{number}") for number, one in enumerate(databases)]
        asking += [ask(one, paid, 2000, "same") for one in databases]
        results = await asyncio.gather(*asking, return_exceptions=True)
        for one in databases:
            await one.close()
        refused = [result for result in results if result is not None]
        assert all(isinstance(result, NotRefundable) for result in refused)
        total = sum(row.amount_fen for row in await paid.refunds())
        assert (await paid.orders())[0].refunding_fen == total <= 12800
        assert len([row for row in await paid.refunds() if row.key == "same"]) <= 1


class TestWeChat:
    @pytest.fixture
    async def asked(self, paid: Till) -> Till:
        await ask(paid.database, paid, 12800, "back")
        return paid

    async def test_success_by_callback(self, asked: Till) -> None:
        await asked.settle_everything()
        assert [row.status for row in await asked.refunds()] == ["processing"]
        await later(asked, seconds=11)
        assert [row.status for row in await asked.refunds()] == ["success"]
        assert len(asked.thing.refunded) == 1

    async def test_success_by_asking(self, asked: Till) -> None:
        asked.wechat.courier.plan(Plan(lose=True))
        await later(asked, seconds=0)
        await later(asked, seconds=11)
        assert [row.status for row in await asked.refunds()] == ["processing"]
        await later(asked, seconds=16)
        assert [row.status for row in await asked.refunds()] == ["success"]

    async def test_callbacks_again_and_at_once(self, asked: Till) -> None:
        asked.wechat.courier.plan(Plan(parallel=3, replays=3))
        await asked.settle_everything()
        await later(asked, seconds=11)
        await later(asked, minutes=10)
        assert len(asked.thing.refunded) == 1
        assert (await asked.orders())[0].refunded_fen == 12800

    @pytest.mark.parametrize("after", [False, True])
    async def test_an_answer_that_never_came(self, asked: Till, after: bool) -> None:  # noqa: FBT001  # of pytest's
        asked.wechat.fail("refund", "SYSTEM_ERROR", after=after)
        await asked.drain_jobs()
        assert [row.status for row in await asked.refunds()] == ["waiting"]
        await later(asked, seconds=16)
        await later(asked, seconds=16)
        assert list(asked.wechat.state.refunds) == [row.refund_no for row in await asked.refunds()]
        assert len(asked.thing.refunded) == 1

    async def test_an_empty_account_is_waited_for(self, asked: Till) -> None:
        asked.wechat.fail("refund", "NOT_ENOUGH", times=3)
        for _ in range(4):
            await later(asked, minutes=30)
        await later(asked, seconds=11)
        assert list(asked.wechat.state.refunds) == [row.refund_no for row in await asked.refunds()]
        assert (await asked.alerts(), len(asked.thing.refunded)) == (["account_empty"], 1)
        assert asked.thing.failed == []

    async def test_abnormal_then_settled_by_hand(self, asked: Till) -> None:
        asked.wechat.refunds.outcome = RefundStatus.ABNORMAL
        await asked.settle_everything()
        await later(asked, seconds=11)
        [row] = await asked.refunds()
        assert (row.status, row.failure, await asked.alerts()) == ("abnormal", "ABNORMAL", ["refund_failed"])
        assert [event.refund_no for event in asked.thing.failed] == [row.refund_no]
        asked.wechat.settle(row.refund_no, RefundStatus.SUCCESS)
        await asked.settle_everything()
        assert [row.status for row in await asked.refunds()] == ["success"]
        assert len(asked.thing.refunded) == 1

    async def test_closed_sets_the_amount_free(self, asked: Till) -> None:
        asked.wechat.refunds.outcome = RefundStatus.CLOSED
        await asked.settle_everything()
        await later(asked, seconds=11)
        assert [row.status for row in await asked.refunds()] == ["closed"]
        assert (await asked.orders())[0].refunding_fen == 0
        assert [event.closed for event in asked.thing.failed] == [True]
        asked.wechat.refunds.outcome = RefundStatus.SUCCESS
        await ask(asked.database, asked, 12800, "once more")
        await asked.settle_everything()
        await later(asked, seconds=11)
        assert [row.status for row in await asked.refunds()] == ["closed", "success"]

    async def test_refused_then_tried_again_with_the_same_number(self, asked: Till) -> None:
        asked.wechat.fail("refund", "USER_ACCOUNT_ABNORMAL")
        await asked.settle_everything()
        [row] = await asked.refunds()
        assert (row.status, row.failure) == ("refused", "USER_ACCOUNT_ABNORMAL")
        assert (len(asked.thing.failed), await asked.alerts()) == (1, ["refund_failed"])
        for expected in (True, False):
            async with asked.database.begin() as session:
                assert await refunding.try_again(session, row.id, SYSTEM) is expected
        await asked.settle_everything()
        await later(asked, seconds=11)
        assert list(asked.wechat.state.refunds) == [row.refund_no]
        assert len(asked.thing.refunded) == 1

    async def test_the_owner_asks_again_for_what_was_refused(self, asked: Till) -> None:
        asked.wechat.fail("refund", "USER_ACCOUNT_ABNORMAL")
        await asked.settle_everything()
        assert [event.closed for event in asked.thing.failed] == [False]
        for _ in range(2):
            await ask(asked.database, asked, 12800, "back")
        await asked.settle_everything()
        await later(asked, seconds=11)
        assert list(asked.wechat.state.refunds) == [row.refund_no for row in await asked.refunds()]
        assert (len(asked.thing.refunded), (await asked.orders())[0].refunding_fen) == (1, 12800)

    async def test_the_owner_asks_again_for_what_was_abnormal(self, asked: Till) -> None:
        asked.wechat.refunds.outcome = RefundStatus.ABNORMAL
        await asked.settle_everything()
        await later(asked, seconds=11)
        await ask(asked.database, asked, 12800, "back")
        await asked.settle_everything()
        assert [row.status for row in await asked.refunds()] == ["abnormal"]
        assert [event.closed for event in asked.thing.failed] == [False, False]
        assert len(asked.wechat.state.refunds) == 1

    async def test_another_amount(self, asked: Till) -> None:
        asked.wechat.refunds.outcome = RefundStatus.PROCESSING
        await asked.settle_everything()
        [row] = await asked.refunds()
        callback = asked.wechat.settle(row.refund_no, RefundStatus.SUCCESS)
        assert callback is not None
        callback.resource["amount"]["refund"] = 1
        await asked.wechat.deliver_due()
        assert [row.status for row in await asked.refunds()] == ["processing"]
        assert await asked.alerts() == ["refund_mismatch"]

    async def test_a_number_that_is_not_ours(self, asked: Till) -> None:
        asked.wechat.refunds.outcome = RefundStatus.PROCESSING
        await asked.settle_everything()
        callback = asked.wechat.settle((await asked.refunds())[0].refund_no, RefundStatus.SUCCESS)
        assert callback is not None
        callback.resource["out_refund_no"] = "SOMEBODYELSES"
        [attempt] = await asked.wechat.deliver_due()
        assert (attempt.status, await asked.alerts()) == (204, ["unknown_refund"])

    async def test_given_back_in_the_merchants_console(self, till: Till) -> None:
        number = await till.begin()
        till.wechat.pay(number, Plan(lose=True))
        till.wechat.state.transactions[number].state = till.wechat.state.transactions[number].state.REFUND
        await later(till, seconds=30)
        assert (len(till.paid), await till.alerts()) == (1, ["refunded_outside"])


class TestPrivacy:
    async def test_a_copy(self, paid: Till) -> None:
        await ask(paid.database, paid, 100, "k")
        [told] = (await paid.person.client.get("/me/export")).json()["payments"]
        assert (told["status"], told["amount_fen"], told["description"]) == ("success", 12800, "明前龙井 100g")
        assert [one["amount_fen"] for one in told["refunds"]] == [100]

    async def test_nobody_leaves_while_money_moves(self, till: Till) -> None:
        await till.begin()
        answer = await till.person.client.delete("/me")
        assert (answer.status_code, answer.json()["details"]) == (409, {"reasons": ["还有一笔付款未结束"]})
        till.hand.advance(minutes=32)
        await till.settle_everything()
        assert (await till.person.client.delete("/me")).status_code == 204

    async def test_nobody_leaves_while_money_comes_back(self, paid: Till) -> None:
        await ask(paid.database, paid, 100, "k")
        assert (await paid.person.client.delete("/me")).json()["details"] == {"reasons": ["还有退款未到账"]}
        await paid.settle_everything()
        await later(paid, seconds=11)
        assert (await paid.person.client.delete("/me")).status_code == 204
        assert [order.status for order in await paid.rows(PayOrder)] == ["success"]
