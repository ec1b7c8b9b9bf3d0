"""What staff see and do with payments at the console."""

import html
import re
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack

import httpx
import pytest
from fastapi import FastAPI

from app.modules.payment import alerts
from devtools.wechat import RefundStatus
from tests import environment
from tests.payment.conftest import Till
from tests.types import AsStaff

OpenConsole = Callable[..., Awaitable["Console"]]


class Console:
    """A member of staff's browser at /admin/."""

    def __init__(self, client: httpx.AsyncClient) -> None:
        self.client = client

    async def page(self, view: str, row: int | None = None) -> httpx.Response:
        return await self.client.get(f"/admin/{view}/list" if row is None else f"/admin/{view}/detail?pk={row}")

    async def act(self, view: str, row: int, name: str, **form: str) -> httpx.Response:
        token = self.client.cookies["starlette_admin_csrftoken"]
        return await self.client.post(
            f"/admin/_api/{view}/row-action?pk={row}&name={name}", data=form, headers={"X-CSRFToken": token}
        )


@pytest.fixture
async def console(app: FastAPI, as_staff: AsStaff) -> AsyncIterator[OpenConsole]:
    """`await console("payment.read")`: signed in with these permissions."""
    async with AsyncExitStack() as stack:

        async def open_one(*permissions: str) -> Console:
            staff = await as_staff(*permissions)
            token = staff.client.headers["Authorization"].removeprefix("Bearer ")
            client = await stack.enter_async_context(
                httpx.AsyncClient(
                    transport=httpx.ASGITransport(app), base_url=environment.ORIGIN, cookies={"console": token}
                )
            )
            await client.get("/admin/", follow_redirects=True)
            return Console(client)

        yield open_one


async def test_payments_are_shown(till: Till, console: OpenConsole) -> None:
    await till.pay()
    browser = await console("payment.read")
    text = (await browser.page("payments", 1)).raise_for_status().text
    [order] = await till.orders()
    for shown in (order.pay_no, order.transaction_id, "已付款", "¥128.00", "明前龙井 100g"):
        assert str(shown) in text
    assert till.wechat.state.transactions[(await till.attempts())[0].out_trade_no].order.openid not in text


async def test_only_for_those_who_may(till: Till, console: OpenConsole) -> None:
    await till.pay()
    stranger = await console("audit.read")
    for key in ("payments", "refunds", "payment-alerts"):
        assert (await stranger.page(key)).status_code == 403
    reader = await console("payment.read")
    answer = await reader.act("payments", 1, "refund", yuan="1", reason="x", key="k")
    assert answer.status_code == 400
    assert await till.refunds() == []


class TestRefund:
    async def test_two_clicks_are_one_refund(self, till: Till, console: OpenConsole) -> None:
        await till.pay()
        browser = await console("payment.read", "payment.refund")
        form = html.unescape((await browser.page("payments")).text)
        found = re.search(r'name="key" value="([0-9a-f]{32})"', form)
        assert found, "the form's hidden key"
        for _ in range(2):
            answer = await browser.act("payments", 1, "refund", yuan="28.00", reason="少发一包", key=found[1])
            assert answer.status_code == 200
        assert [(row.amount_fen, row.reason) for row in await till.refunds()] == [(2800, "少发一包")]
        await till.settle_everything()
        till.hand.advance(seconds=11)
        await till.settle_everything()
        assert (await till.orders())[0].refunded_fen == 2800

    @pytest.mark.parametrize(
        ("yuan", "reason", "told"),
        [("", "x", "金额"), ("1.005", "x", "金额"), ("0", "x", "金额"), ("1", " ", "原因"), ("128.01", "x", "可退")],
    )
    async def test_mistakes(self, till: Till, console: OpenConsole, yuan: str, reason: str, told: str) -> None:
        await till.pay()
        browser = await console("payment.read", "payment.refund")
        answer = await browser.act("payments", 1, "refund", yuan=yuan, reason=reason, key="k" * 32)
        assert answer.status_code == 400
        assert told in answer.json()["msg"]
        assert await till.refunds() == []

    async def test_again_with_the_same_number(self, till: Till, console: OpenConsole) -> None:
        await till.pay()
        browser = await console("payment.read", "payment.refund")
        till.wechat.fail("refund", "USER_ACCOUNT_ABNORMAL")
        await browser.act("payments", 1, "refund", yuan="128", reason="退货", key="k" * 32)
        await till.settle_everything()
        assert "微信未受理" in (await browser.page("refunds", 1)).text
        assert (await browser.act("refunds", 1, "again")).status_code == 200
        assert (await browser.act("refunds", 1, "again")).status_code == 400
        await till.settle_everything()
        assert [one.status for one in till.wechat.state.refunds.values()] == [RefundStatus.PROCESSING]


async def test_alerts_are_handled_once(till: Till, console: OpenConsole) -> None:
    async with till.database.begin() as session:
        await alerts.add(session, "mismatch", "P1", told_fen=1)
        await alerts.add(session, "mismatch", "P1", told_fen=1)
    browser = await console("payment.read", "payment.refund")
    text = (await browser.page("payment-alerts", 1)).text
    assert "未入账" in text
    assert (await browser.act("payment-alerts", 1, "handled")).status_code == 200
    assert (await browser.act("payment-alerts", 1, "handled")).status_code == 400
    async with till.database.begin() as session:
        await alerts.add(session, "mismatch", "P1", told_fen=1)
    assert await till.alerts() == ["mismatch", "mismatch"], "what happens again is shown again"
