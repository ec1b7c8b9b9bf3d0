"""Through WeChat, once, or else in the inbox."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta

import httpx
import pytest
import sqlalchemy as sa

from app.core import clock, jobs
from app.core.database import Database
from app.core.jobs import Job
from app.core.wechat import WeChat, WeChatError
from app.modules.messaging.models import Notification
from app.modules.messaging.settings import environment
from app.modules.messaging.states import NOTIFICATION
from app.modules.messaging.telling import SEND, Telling
from devtools.wechat import StandIn
from tests.messaging.declared import OFFER, TICKET, accept, books, declared, rows, tell
from tests.types import AsUser, Configure, DrainJobs, Hand, Person


@pytest.fixture(autouse=True)
def messages() -> Iterator[None]:
    with declared():
        yield


@dataclass(frozen=True)
class Shop:
    """What nearly every test here takes."""

    as_user: AsUser
    database: Database
    wechat: StandIn
    drain_jobs: DrainJobs


@pytest.fixture
def shop(as_user: AsUser, database: Database, wechat: StandIn, drain_jobs: DrainJobs) -> Shop:
    return Shop(as_user, database, wechat, drain_jobs)


async def subscribed(shop: Shop, times: int = 1, message: str = TICKET) -> Person:
    """A customer who lets so many messages through, and WeChat knows it too."""
    person = await shop.as_user()
    for _ in range(times):
        shop.wechat.subscribe("小明", message)
        await accept(person, message)
    return person


async def send_again(database: Database, notification_id: int) -> None:
    async with database.begin() as session:
        await jobs.schedule(session, SEND, payload={"notification_id": notification_id})


async def test_an_accept_sends_one_message(shop: Shop) -> None:
    person = await subscribed(shop)
    assert await tell(shop.database, person, "T1")
    assert await tell(shop.database, person, "T2")
    await shop.drain_jobs()
    [sent] = shop.wechat.state.messages
    assert sent.data == {"character_string1": "T1", "amount2": "¥128.00", "phrase3": "成功", "thing4": "请留意"}
    assert (sent.openid, sent.page) == (shop.wechat.identity.openid("小明"), "modules/test/pages/one/index?id=T1")
    first, second = await rows(shop.database)
    assert (first.status, first.errcode, first.inbox_at) == ("sent", 0, None)
    assert (second.status, second.sent_at) == ("inbox", None)
    assert await books(shop.database, person.id) == (0, ["accepted", "taken"])


async def test_the_same_again_is_told_once(shop: Shop) -> None:
    person = await subscribed(shop, 2)
    assert await tell(shop.database, person)
    assert not await tell(shop.database, person)
    await shop.drain_jobs()
    assert len(shop.wechat.state.messages) == len(await rows(shop.database)) == 1
    assert (await books(shop.database, person.id))[0] == 1


async def test_a_repeated_job_sends_once(shop: Shop) -> None:
    person = await subscribed(shop, 3)
    await tell(shop.database, person)
    await shop.drain_jobs()
    [row] = await rows(shop.database)
    await send_again(shop.database, row.id)
    await send_again(shop.database, row.id)
    await shop.drain_jobs()
    assert len(shop.wechat.state.messages) == 1


async def test_a_job_that_broke_off_is_not_sent_again(shop: Shop) -> None:
    person = await subscribed(shop, 2)
    await tell(shop.database, person)
    [row] = await rows(shop.database)
    async with shop.database.begin() as session:
        await NOTIFICATION.move(session, Notification, row.id, to="sending")
    await shop.drain_jobs()
    [row] = await rows(shop.database)
    assert (row.status, row.errcode, shop.wechat.state.messages) == ("failed", None, [])
    assert row.inbox_at is not None


async def test_refused_by_wechat(shop: Shop) -> None:
    """WxJava#1387: 43101, although we counted a consent. None is left, and the customer is told in the inbox."""
    person = await shop.as_user()
    await accept(person)
    await accept(person)
    await tell(shop.database, person)
    await shop.drain_jobs()
    [row] = await rows(shop.database)
    assert (row.status, row.errcode) == ("refused", 43101)
    assert await books(shop.database, person.id) == (0, ["accepted", "accepted", "taken", "refused"])
    assert (await person.client.get("/messages/unread")).json() == {"count": 1}


@pytest.mark.parametrize("errcode", ["40037", "47003", "43108"])
async def test_what_wechat_does_not_send_leaves_the_consent(errcode: str, shop: Shop) -> None:
    person = await subscribed(shop)
    shop.wechat.fail("message", errcode)
    await tell(shop.database, person)
    await shop.drain_jobs()
    [row] = await rows(shop.database)
    assert (row.status, row.errcode) == ("failed", int(errcode))
    assert await books(shop.database, person.id) == (1, ["accepted", "taken", "returned"])
    assert (await person.client.get("/messages/unread")).json() == {"count": 1}


@pytest.mark.parametrize(("operation", "errcode"), [("token", "-1"), ("message", "40001"), ("message", "45009")])
async def test_a_token_that_is_not_there_is_tried_again(operation: str, errcode: str, shop: Shop, noon: Hand) -> None:
    person = await subscribed(shop)
    shop.wechat.fail(operation, errcode, times=2)
    await tell(shop.database, person)
    await shop.drain_jobs(failing=True)
    [row] = await rows(shop.database)
    assert (row.status, shop.wechat.state.messages) == ("queued", [])
    for _ in range(3):
        noon.advance(minutes=1)
        await shop.drain_jobs(failing=True)
    [row] = await rows(shop.database)
    assert (row.status, len(shop.wechat.state.messages)) == ("sent", 1)


async def test_news_that_is_old_stays_in_the_inbox(shop: Shop, noon: Hand) -> None:
    person = await subscribed(shop)
    shop.wechat.fail("message", "-1", times=99)
    await tell(shop.database, person)
    for _ in range(10):
        await shop.drain_jobs(failing=True)
        noon.advance(hours=1)
    [row] = await rows(shop.database)
    assert (row.status, row.errcode) == ("failed", -1)
    assert (await books(shop.database, person.id))[0] == 1
    async with shop.database.read() as session:
        assert await session.scalar(sa.select(Job.state).where(Job.handler == SEND)) == "done"


async def test_no_answer_is_no_reason_to_send_twice(shop: Shop, monkeypatch: pytest.MonkeyPatch) -> None:
    person = await subscribed(shop, 2)
    call = WeChat.call

    async def lost(self: WeChat, path: str, body: dict[str, object]) -> dict[str, object]:
        await call(self, path, body)
        raise WeChatError

    monkeypatch.setattr(WeChat, "call", lost)
    await tell(shop.database, person)
    await shop.drain_jobs()
    [row] = await rows(shop.database)
    assert (row.status, row.errcode, len(shop.wechat.state.messages)) == ("failed", None, 1)
    assert (await books(shop.database, person.id))[0] == 1


async def test_without_a_connection_it_is_tried_again(shop: Shop, noon: Hand, monkeypatch: pytest.MonkeyPatch) -> None:
    person = await subscribed(shop)
    await tell(shop.database, person)
    with monkeypatch.context() as patch:

        async def unplugged(*_: object, **__: object) -> httpx.Response:
            raise httpx.ConnectError("no route")

        patch.setattr(httpx.AsyncClient, "request", unplugged)
        await shop.drain_jobs(failing=True)
    noon.advance(minutes=1)
    await shop.drain_jobs(failing=True)
    [row] = await rows(shop.database)
    assert (row.status, len(shop.wechat.state.messages)) == ("sent", 1)


async def test_no_more_than_the_cap_in_a_day(shop: Shop, configure: Configure, noon: Hand) -> None:
    configure("messaging", daily_limit=2)
    person = await subscribed(shop, 4)
    for number in range(3):
        await tell(shop.database, person, f"T{number}")
    await shop.drain_jobs()
    assert [row.status for row in await rows(shop.database)] == ["sent", "sent", "inbox"]
    assert await books(shop.database, person.id) == (2, ["accepted"] * 4 + ["taken", "taken", "taken", "returned"])
    noon.advance(days=1)
    await tell(shop.database, person, "T9")
    await shop.drain_jobs()
    assert len(shop.wechat.state.messages) == 3


@pytest.mark.parametrize(("limit", "sent"), [(0, 0), (2, 2)])
async def test_what_nobody_waits_for_has_its_own_cap(
    limit: int, sent: int, shop: Shop, configure: Configure, noon: Hand
) -> None:
    configure("messaging", marketing_daily_limit=0)
    configure("messaging", marketing_daily_limit=limit)
    person = await subscribed(shop, 3, OFFER)
    for number in range(3):
        await tell(shop.database, person, f"T{number}", OFFER)
    await shop.drain_jobs()
    assert len(shop.wechat.state.messages) == sent
    assert noon.time == clock.now()


async def test_quiet_hours_keep_it_until_they_end(shop: Shop, configure: Configure, noon: Hand) -> None:
    configure("messaging", quiet_hours="23:00-07:30")
    noon.advance(hours=11, minutes=30)
    person = await subscribed(shop)
    await tell(shop.database, person)
    await shop.drain_jobs()
    [row] = await rows(shop.database)
    assert (row.status, shop.wechat.state.messages) == ("queued", [])
    assert row.due_at == noon.time + timedelta(hours=8)
    await send_again(shop.database, row.id)
    noon.advance(hours=7)
    await shop.drain_jobs()
    assert shop.wechat.state.messages == []
    noon.advance(hours=1, minutes=1)
    await shop.drain_jobs()
    assert len(shop.wechat.state.messages) == 1


async def test_who_opted_out_is_told_nothing(shop: Shop) -> None:
    person = await subscribed(shop)
    await person.client.put(f"/messages/kinds/{TICKET}", json={"wanted": False})
    assert not await tell(shop.database, person)
    assert await rows(shop.database) == []
    await person.client.put(f"/messages/kinds/{TICKET}", json={"wanted": True})
    assert await tell(shop.database, person)


async def test_without_a_template_there_is_the_inbox(
    as_user: AsUser, database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    person = await as_user()
    monkeypatch.setenv("WECHAT_MESSAGE_TEMPLATES", "")
    environment.cache_clear()
    await tell(database, person)
    [row] = await rows(database)
    assert (row.status, row.template_id) == ("inbox", None)
    monkeypatch.undo()
    environment.cache_clear()


async def test_who_left_in_the_meantime_is_not_looked_for(shop: Shop) -> None:
    person = await subscribed(shop)
    await tell(shop.database, person)
    assert (await person.client.delete("/me")).status_code == 204
    await shop.drain_jobs()
    assert (await rows(shop.database), shop.wechat.state.messages) == ([], [])


async def test_a_message_after_somebody_left_is_no_other(shop: Shop) -> None:
    """The queue and the ledger go by a message's number: the number of one that is gone is not given again."""
    gone = await subscribed(shop)
    await tell(shop.database, gone)
    await shop.drain_jobs()
    [row] = await rows(shop.database)
    assert (await gone.client.delete("/me")).status_code == 204
    person = await shop.as_user("小红")
    shop.wechat.subscribe("小红", TICKET)
    await accept(person)
    await tell(shop.database, person)
    await shop.drain_jobs()
    [other] = await rows(shop.database)
    assert (other.id > row.id, other.status) == (True, "sent")
    assert await books(shop.database, person.id) == (0, ["accepted", "taken"])


async def recall(shop: Shop, person: Person, key: str) -> bool:
    async with shop.database.begin() as session:
        return await Telling().recall(session, TICKET, user_id=person.id, key=key)


async def test_what_became_needless_is_taken_back(shop: Shop, configure: Configure, noon: Hand) -> None:
    configure("messaging", quiet_hours="11:00-13:00", daily_limit=1)
    person = await subscribed(shop, 2)
    await tell(shop.database, person, "T1")
    assert not await recall(shop, person, "T2")
    assert await recall(shop, person, "T1")
    assert not await recall(shop, person, "T1")
    assert await books(shop.database, person.id) == (2, ["accepted", "accepted", "taken", "returned"])
    assert not await tell(shop.database, person, "T1")
    assert await tell(shop.database, person, "T2")
    noon.advance(hours=2)
    await shop.drain_jobs()
    assert [row.status for row in await rows(shop.database)] == ["withdrawn", "sent"]
    assert (await person.client.get("/messages")).json()["items"] == []
    assert not await recall(shop, person, "T2")


async def test_who_opts_out_while_it_waits_is_told_nothing(shop: Shop, configure: Configure, noon: Hand) -> None:
    configure("messaging", quiet_hours="11:00-13:00")
    person = await subscribed(shop)
    await tell(shop.database, person)
    await person.client.put(f"/messages/kinds/{TICKET}", json={"wanted": False})
    noon.advance(hours=2)
    await shop.drain_jobs()
    [row] = await rows(shop.database)
    assert (row.status, shop.wechat.state.messages) == ("withdrawn", [])
    assert (await books(shop.database, person.id))[0] == 1


async def test_the_shop_has_its_own_words(shop: Shop, configure: Configure) -> None:
    configure("messaging", texts={TICKET: {"thing4": "今天付款，明天就到", "phrase3": "好"}, "other": {"thing1": "x"}})
    await subscribed(shop)
    person = await shop.as_user()
    await tell(shop.database, person)
    await shop.drain_jobs()
    [sent] = shop.wechat.state.messages
    assert (sent.data["thing4"], sent.data["phrase3"]) == ("今天付款，明天就到", "成功")


def test_what_is_over_stays_over() -> None:
    for state in ("sent", "refused", "failed", "inbox", "withdrawn"):
        assert NOTIFICATION.moves[state] == frozenset()
    assert NOTIFICATION.sources("sent") == {"sending"}
