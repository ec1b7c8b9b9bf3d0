"""What WeChat says by itself: it waits for our word, the goods have arrived, the money is free. Each counts once."""

import asyncio
from dataclasses import dataclass, field
from datetime import timedelta

import pytest
import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession

from app.contracts.shipping_info import ReceiptConfirmed
from app.core import clock, events
from app.core.database import Database
from app.modules.shipping_info import hearing
from app.modules.shipping_info.models import Reminder
from tests.racing import race
from tests.shipping_info.conftest import SUBJECT, SUBJECT_ID, Paid
from tests.shipping_info.pushed import push, reminder, seconds, settlement
from tests.shipping_info.test_telling import FIRST
from tests.types import AsStaff, OpenConsole


@dataclass
class Heard:
    told: list[ReceiptConfirmed] = field(default_factory=list)

    async def hear(self, session: AsyncSession, event: ReceiptConfirmed) -> None:  # noqa: ARG002  # writes nothing
        self.told.append(event)


@pytest.fixture
def heard(app: object, monkeypatch: pytest.MonkeyPatch) -> Heard:
    """Instead of those who listen otherwise."""
    del app
    listening = Heard()
    monkeypatch.setattr(events, "_subscribers", {})
    events.on(ReceiptConfirmed, listening.hear, name=f"test.confirmed.{id(listening)}")
    return listening


async def reminders(database: Database) -> int:
    async with database.read() as session:
        return await session.scalar(sa.select(sa.func.count()).select_from(Reminder)) or 0


async def test_a_reminder_waits_until_wechat_has_its_answer(
    paid: Paid, as_staff: AsStaff, console: OpenConsole
) -> None:
    attempts = await asyncio.gather(*(push(paid.wechat, reminder(paid.wechat, paid.number)) for _ in range(3)))
    assert [attempt.status for attempt in attempts] == [200] * 3
    clerk = await as_staff("shipping_info.read")
    (told,) = (await clerk.client.get("/staff/shipping-info/reminders")).raise_for_status().json()["items"]
    assert (told["transaction_id"], told["subject"], told["subject_id"]) == (paid.number, SUBJECT, SUBJECT_ID)
    browser = await console("shipping_info.read")
    assert "付款两天还没有发货信息" in await browser.text("")
    assert paid.number in await browser.text("shipping-reminders/list", answered="no")
    await paid.tell(FIRST)
    paid.wechat.fail("shipping_info", "10060004")
    assert (await paid.settle()).status == "failed"
    assert paid.number in await browser.text("shipping-reminders/list", answered="no")
    assert (await (await console("shipping_info.*")).act("shipping-info", 1, "again")).status_code == 200
    assert (await paid.settle()).status == "sent"
    assert (await clerk.client.get("/staff/shipping-info/reminders")).json()["items"] == []
    assert paid.number in await browser.text("shipping-reminders/list", answered="yes")
    assert "没有被催的订单" in await browser.text("")
    assert (await (await as_staff("order.read")).client.get("/staff/shipping-info/reminders")).status_code == 403


@pytest.mark.parametrize("number", ["4200000000000000000000", "", None, 42, ["4200"], "9" * 5000])
async def test_reminders_of_what_nobody_knows(paid: Paid, database: Database, number: object) -> None:
    for message in (reminder(paid.wechat, number), settlement(paid.wechat, number, confirmed=1, settled=1)):
        assert (await push(paid.wechat, message)).status == 200
    assert await reminders(database) == 0


@pytest.mark.parametrize(("method", "by_customer"), [(2, True), (1, False)])
async def test_receipt_and_settlement_count_once(paid: Paid, heard: Heard, method: int, *, by_customer: bool) -> None:
    await paid.tell(FIRST)
    await paid.settle()
    assert (await push(paid.wechat, settlement(paid.wechat, paid.number))).status == 200
    row = await paid.settle()
    assert (row.confirmed_at, row.settled_at, heard.told) == (None, None, [])
    then = clock.now().replace(microsecond=0)
    for later in (0, 3600):
        when = seconds(then + timedelta(seconds=later))
        message = settlement(paid.wechat, paid.number, method=method, confirmed=when, settled=when)
        assert (await push(paid.wechat, message)).status == 200
        row = await paid.settle()
        assert (row.confirmed_at, row.settled_at) == (then, then)
    assert heard.told == [ReceiptConfirmed(row.id, SUBJECT, SUBJECT_ID, by_customer)]


@pytest.mark.parametrize("nonsense", [-1, "1795400000", 1.5, True, 2**60, None, [1]])
async def test_moments_that_are_none(paid: Paid, heard: Heard, nonsense: object) -> None:
    await paid.tell(FIRST)
    await paid.settle()
    message = settlement(paid.wechat, paid.number, method=2, confirmed=nonsense, settled=nonsense)
    assert (await push(paid.wechat, message)).status == 200
    row = await paid.settle()
    assert (row.confirmed_at, row.settled_at, heard.told) == (None, None, [])


async def hear_both(database: Database, number: str) -> None:
    for hear in (hearing.reminded, hearing.settled):
        async with database.begin() as session:
            await hear(session, {"transaction_id": number, "confirm_receive_time": 1, "settlement_time": 1})


async def test_several_at_once(paid: Paid, heard: Heard, database: Database) -> None:
    await paid.tell(FIRST)
    await paid.settle()
    async with database.begin() as session:  # here, where a test listens
        await hearing.settled(session, {"transaction_id": paid.number, "confirm_receive_time": 1})
    await race(database, hear_both, [[(paid.number,)] * 2 for _ in range(3)])
    row = await paid.settle()
    assert (len(heard.told), row.settled_at is not None, await reminders(database)) == (1, True, 1)
