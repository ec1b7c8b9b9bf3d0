"""From the wish to pay to WeChat's cashier: one number, whatever happens on the way."""

import asyncio
from datetime import timedelta

import httpx
import pytest
from fastapi import FastAPI

from devtools.wechat import TradeState, create_app
from tests import environment
from tests.payment.conftest import Till
from tests.payment.things import THINGS
from tests.types import AsUser


class TestCashier:
    async def test_pay(self, till: Till) -> None:
        answer = (await till.wish()).raise_for_status().json()
        transport = httpx.ASGITransport(create_app(till.wechat, deliver=False))
        async with httpx.AsyncClient(transport=transport, base_url=environment.WECHAT_URL) as client:
            body = {"appid": till.wechat.identity.numbers.appid, "request": answer["request"]}
            told = (await client.post("/control/cashier", json=body)).json()
        assert told == {"errMsg": "requestPayment:ok"}
        assert await till.status() == "success"
        await till.settle_everything()
        [event] = till.paid
        assert (event.pay_no, event.amount_fen) == (answer["pay_no"], 12800)

    async def test_what_wechat_is_asked_for(self, till: Till) -> None:
        number = await till.begin()
        order = till.wechat.state.transactions[number].order
        assert order.total_fen == till.thing.amount_fen
        assert order.description == till.thing.description
        assert order.notify_url == f"{environment.ORIGIN}/api/v1/pay/notify"
        assert order.time_expire is not None
        assert abs(order.time_expire - till.thing.expires_at) < timedelta(seconds=1)


class TestRefusals:
    async def test_not_signed_in(self, client: httpx.AsyncClient) -> None:
        answer = await client.post("/things/1/pay", headers={"Idempotency-Key": "wish-0001"})
        assert answer.status_code == 401
        assert (await client.get("/things/1/pay")).status_code == 401

    async def test_somebody_elses(self, till: Till, as_user: AsUser) -> None:
        await till.begin()
        stranger = (await as_user("小红")).client
        answer = await stranger.post(till.url, headers={"Idempotency-Key": "wish-0001"})
        assert (answer.status_code, answer.json()["code"]) == (404, "PAYMENT_NOT_FOUND")
        assert (await stranger.get(till.url)).status_code == 404

    async def test_nothing_of_that_kind(self, till: Till) -> None:
        answer = await till.person.client.post("/dreams/1/pay", headers={"Idempotency-Key": "wish-0001"})
        assert (answer.status_code, answer.json()["code"]) == (404, "NOT_FOUND")
        assert (await till.person.client.get("/dreams/1/pay")).status_code == 404

    async def test_number_larger_than_any(self, till: Till) -> None:
        assert (await till.person.client.get(f"/things/{2**31}/pay")).status_code == 422

    async def test_no_longer_wanted(self, till: Till) -> None:
        till.thing.canceled = True
        answer = await till.wish()
        assert (answer.status_code, answer.json()["code"]) == (409, "NOT_PAYABLE")
        assert (await till.person.client.get(till.url)).json() == {"status": "none", "amount_fen": 0}

    async def test_after_the_deadline(self, till: Till) -> None:
        till.hand.advance(minutes=30)
        assert (await till.wish()).json()["code"] == "NOT_PAYABLE"

    async def test_in_the_last_minute_nobody_begins(self, till: Till) -> None:
        till.hand.advance(minutes=29, seconds=10)
        assert (await till.wish()).json()["code"] == "NOT_PAYABLE"
        assert await till.orders() == []

    async def test_in_the_last_minute_who_began_may_go_on(self, till: Till) -> None:
        number = await till.begin()
        till.hand.advance(minutes=29, seconds=10)
        assert await till.begin() == number

    async def test_paid_before_the_owner_knows(self, till: Till) -> None:
        till.wechat.pay(await till.begin())
        await till.wechat.deliver_due()
        assert (await till.wish()).json()["code"] == "NOT_PAYABLE"
        assert len(await till.orders()) == 1


class TestOneNumber:
    async def test_the_same_wish_again(self, till: Till) -> None:
        first, second = await till.wish("wish-0001"), await till.wish("wish-0001")
        assert first.json() == second.json()
        assert len(till.wechat.state.transactions) == 1

    async def test_another_wish(self, till: Till) -> None:
        first, second = await till.wish(), await till.wish()
        assert first.json()["pay_no"] == second.json()["pay_no"]
        assert first.json()["request"]["package"] == second.json()["request"]["package"]
        assert len(till.wechat.state.transactions) == 1

    async def test_wishes_at_the_same_moment(self, till: Till) -> None:
        answers = await asyncio.gather(*(till.wish() for _ in range(5)))
        assert {answer.status_code for answer in answers} == {200}
        assert len({answer.json()["request"]["package"] for answer in answers}) == 1
        assert len(await till.orders()) == len(await till.attempts()) == len(till.wechat.state.transactions) == 1

    async def test_wechat_is_asked_once_in_two_hours(self, till: Till) -> None:
        till.thing.expires_at += timedelta(hours=5)
        await till.begin()
        till.wechat.fail("prepay", "SYSTEM_ERROR")
        till.hand.advance(minutes=100)
        await till.begin()  # from memory, or it would have met the failure
        till.hand.advance(minutes=30)
        assert (await till.wish()).status_code == 503
        await till.begin()
        assert len(till.wechat.state.transactions) == 1

    @pytest.mark.parametrize("after", [False, True])
    async def test_an_answer_that_never_came(self, till: Till, after: bool) -> None:  # noqa: FBT001  # a parameter of pytest's
        """Crash or loss between calling WeChat and writing down: the same number again."""
        till.wechat.fail("prepay", "SYSTEM_ERROR", after=after)
        answer = await till.wish("wish-0001")
        assert (answer.status_code, answer.json()["code"]) == (503, "PAY_UNAVAILABLE")
        assert len(till.wechat.state.transactions) == int(after)
        assert (await till.wish("wish-0001")).status_code == 200
        assert [row.out_trade_no for row in await till.attempts()] == list(till.wechat.state.transactions)


class TestAnotherNumber:
    async def test_when_wechat_has_closed_the_first(self, till: Till) -> None:
        till.thing.expires_at += timedelta(hours=5)
        first = await till.begin()
        till.wechat.ledger.close(till.wechat.ledger.find(first))
        till.hand.advance(hours=2)
        second = await till.begin()
        assert [row.status for row in await till.attempts()] == ["closed", "waiting"]
        assert (first[:-1], second[-1]) == (second[:-1], "2")
        assert len(await till.orders()) == 1

    async def test_when_the_amount_has_changed(self, till: Till) -> None:
        first = await till.begin()
        till.thing.amount_fen = 9900
        second = await till.begin()
        assert till.at_wechat(first) == TradeState.CLOSED
        assert till.wechat.state.transactions[second].order.total_fen == 9900
        assert [order.status for order in await till.orders()] == ["closed", "waiting"]

    async def test_not_when_the_first_was_paid_meanwhile(self, till: Till) -> None:
        first = await till.begin()
        till.wechat.pay(first)
        till.thing.amount_fen = 9900
        assert (await till.wish()).json()["code"] == "NOT_PAYABLE"
        await till.settle_everything()
        assert [event.amount_fen for event in till.paid] == [12800]

    async def test_not_while_the_first_cannot_be_closed(self, till: Till) -> None:
        first = await till.begin()
        till.thing.amount_fen = 9900
        till.wechat.fail("close", "FREQUENCY_LIMITED", times=9)
        assert (await till.wish()).status_code == 503
        assert list(till.wechat.state.transactions) == [first]

    async def test_not_while_the_first_may_be_on_its_way(self, till: Till) -> None:
        till.wechat.fail("prepay", "SYSTEM_ERROR")
        assert (await till.wish()).status_code == 503
        till.thing.amount_fen = 9900
        assert (await till.wish()).status_code == 503
        assert [row.status for row in await till.attempts()] == ["waiting"]
        till.hand.advance(minutes=3)
        await till.begin()
        assert [row.status for row in await till.attempts()] == ["closed", "waiting"]

    async def test_paid_without_our_knowing(self, till: Till) -> None:
        till.thing.expires_at += timedelta(hours=5)
        first = await till.begin()
        till.wechat.pay(first)
        till.hand.advance(hours=2)
        assert (await till.wish()).json()["code"] == "NOT_PAYABLE"
        assert (await till.orders())[0].status == "success"


class TestMisconfigured:
    async def test_somebody_is_alerted_once(self, till: Till) -> None:
        till.wechat.fail("prepay", "NO_AUTH", times=2)
        for _ in range(2):
            assert (await till.wish()).status_code == 503
        assert await till.alerts() == ["prepay_refused"]


class TestStatus:
    async def test_nobody_began(self, till: Till) -> None:
        assert await till.status() == "none"

    async def test_waiting_asks_wechat(self, till: Till) -> None:
        number = await till.begin()
        assert await till.status() == "waiting"
        till.wechat.pay(number)
        assert await till.status() == "success"

    async def test_wechat_is_not_asked_for_every_look(self, till: Till) -> None:
        number = await till.begin()
        looks = [await till.status() for _ in range(12)]
        assert set(looks) == {"waiting"}
        till.wechat.pay(number)
        assert await till.status() == "waiting"

    async def test_wechat_is_not_there(self, till: Till) -> None:
        await till.begin()
        till.wechat.fail("query", "SYSTEM_ERROR")
        assert await till.status() == "waiting"

    async def test_things_of_many_people(self, till: Till, as_user: AsUser) -> None:
        await till.pay()
        other = await as_user("小红")
        thing = THINGS.new(other.id)
        assert (await other.client.get(f"/things/{thing.id}/pay")).json()["status"] == "none"


def test_documented_for_each_kind_of_thing(app: FastAPI) -> None:
    paths = app.openapi()["paths"]
    operations = paths["/api/v1/things/{thing_id}/pay"]
    for method, answer in {"post": "PayOut", "get": "PayStatusOut"}.items():
        [number] = [field for field in operations[method]["parameters"] if field["in"] == "path"]
        assert (number["name"], number["schema"]["type"]) == ("thing_id", "integer")
        schema = operations[method]["responses"]["200"]["content"]["application/json"]["schema"]
        assert schema == {"$ref": f"#/components/schemas/{answer}"}
    assert [path for path in paths if "{collection}" in path] == []
