"""What customers read, want, and have accepted."""

import asyncio
from collections.abc import Iterator

import httpx
import pytest

from app.core.database import Database
from app.modules.messaging.jobs import forget
from tests.keys import new_key
from tests.messaging.declared import OFFER, TICKET, accept, books, declared, rows, tell
from tests.types import AsUser, Configure, Hand, OpenConsole


@pytest.fixture(autouse=True)
def messages() -> Iterator[None]:
    with declared():
        yield


@pytest.mark.parametrize("path", ["/messages", "/messages/unread", "/messages/templates", "/messages/kinds"])
async def test_anonymous(path: str, client: httpx.AsyncClient) -> None:
    assert (await client.get(path)).status_code == 401


async def test_newest_first_and_read_once(as_user: AsUser, database: Database) -> None:
    one, other = await as_user("小明"), await as_user("小红")
    for key in ("A1", "A2"):
        await tell(database, one, key)
    page = (await one.client.get("/messages")).json()
    assert [item["lines"][0]["value"] for item in page["items"]] == ["A2", "A1"]
    assert page["items"][0]["path"] == "modules/test/pages/one/index?id=A2"
    url = f"/messages/{page['items'][0]['id']}/read"
    refused = await other.client.post(url)
    assert (refused.status_code, refused.json()["code"]) == (404, "MESSAGE_NOT_FOUND")
    assert (await one.client.post(url)).json() == {"count": 1}
    at = (await rows(database))[1].read_at
    assert (await one.client.post(url)).json() == {"count": 1}
    assert (await rows(database))[1].read_at == at
    assert (await one.client.post("/messages/read")).json() == {"count": 0}
    assert (await other.client.get("/messages/unread")).json() == {"count": 0}


async def test_only_accepts_count_and_a_repeated_answer_once(as_user: AsUser, database: Database) -> None:
    person = await as_user()
    key = new_key()
    assert await accept(person, **key) == await accept(person, **key) == 1
    for answer in ("reject", "ban", "filter"):
        assert await accept(person, answer=answer) == 0
    assert await accept(person, "no-such-template") == 0
    assert await books(database, person.id) == (1, ["accepted"])
    wrong = await person.client.post("/messages/subscriptions", json={"answers": {TICKET: "yes"}}, headers=new_key())
    assert wrong.status_code == 422


async def test_the_same_answer_many_times_at_once(as_user: AsUser, database: Database) -> None:
    person = await as_user()
    same = new_key()
    await asyncio.gather(*(accept(person, **same) for _ in range(5)), *(accept(person) for _ in range(3)))
    assert (await books(database, person.id))[0] == 4


async def test_wishes(as_user: AsUser) -> None:
    person = await as_user()
    assert (await person.client.get("/messages/templates")).json() == {"template_ids": [TICKET, OFFER]}
    answer = await person.client.put(f"/messages/kinds/{TICKET}", json={"wanted": False})
    assert [(row["message"], row["wanted"]) for row in answer.json()["items"]] == [(TICKET, False), (OFFER, True)]
    assert (await person.client.put(f"/messages/kinds/{TICKET}", json={"wanted": False})).status_code == 200
    assert (await person.client.get("/messages/templates")).json() == {"template_ids": [OFFER]}
    unknown = await person.client.put("/messages/kinds/no.such", json={"wanted": False})
    assert (unknown.status_code, unknown.json()["code"]) == (404, "MESSAGE_KIND_NOT_FOUND")


async def test_what_is_asked_for_next(as_user: AsUser) -> None:
    """Three at a time: what was accepted lately makes room for the rest."""
    person = await as_user()
    await accept(person)
    assert (await person.client.get("/messages/templates")).json() == {"template_ids": [OFFER, TICKET]}
    await accept(person, OFFER)
    assert (await person.client.get("/messages/templates")).json() == {"template_ids": [TICKET, OFFER]}


async def test_copied_and_forgotten_with_the_account(as_user: AsUser, database: Database) -> None:
    person, other = await as_user("小明"), await as_user("小红")
    await accept(person)
    await person.client.put(f"/messages/kinds/{OFFER}", json={"wanted": False})
    for one in (person, other):
        await tell(database, one)
    copy = (await person.client.get("/me/export")).json()["messages"]
    assert [told["title"] for told in copy["told"]] == ["测试通知"]
    assert (copy["unwanted"], copy["subscriptions"]) == ([OFFER], {TICKET: 0})
    assert [move["reason"] for move in copy["subscription_moves"]] == ["accepted", "taken"]
    assert (await person.client.delete("/me")).status_code == 204
    assert [row.user_id for row in await rows(database)] == [other.id]


async def test_old_messages_are_forgotten(
    as_user: AsUser, database: Database, configure: Configure, noon: Hand
) -> None:
    configure("messaging", keep_for="10d")
    person = await as_user()
    await tell(database, person, "old")
    noon.advance(days=9)
    await tell(database, person, "young")
    noon.advance(days=2)
    async with database.begin() as session:
        await forget(session, {})
    assert [row.content[0][1] for row in await rows(database)] == ["young"]


async def test_at_the_console(as_user: AsUser, database: Database, console: OpenConsole) -> None:
    await tell(database, await as_user(), "K123")
    browser = await console("messaging.read")
    text = await browser.text("messages/list")
    assert "K123" in text
    assert "仅站内" in text
    assert "微信用户" not in text
    assert "K123" not in await browser.text("messages/list", status="sent")
    assert "K123" in await browser.text("messages/list", message=TICKET)
    assert "发送失败的消息" in await browser.text("")
    assert (await (await console("audit.read")).get("messages/list")).status_code == 403
