"""The NPS of a period, and tickets, by the API and at the console."""

import httpx
import pytest

from app.core.database import Database
from app.modules.survey.nps import Nps, today
from app.modules.survey.states import HANDLED, OPEN, TICKET
from tests.survey.completed import answered
from tests.types import AsStaff, AsUser, Configure, Hand, OpenConsole


async def test_not_permitted(client: httpx.AsyncClient, as_staff: AsStaff, as_user: AsUser, database: Database) -> None:
    await answered(database, await as_user(consents=("address",)), 1)
    assert (await client.get("/staff/survey/nps")).status_code == 401
    stranger = (await as_staff("order.read")).client
    for path in ("nps", "tickets"):
        assert (await stranger.get(f"/staff/survey/{path}")).status_code == 403
    reader = (await as_staff("survey.read")).client
    [ticket] = (await reader.get("/staff/survey/tickets")).json()["items"]
    assert (await reader.post(f"/staff/survey/tickets/{ticket['id']}/handle", json={"note": "好"})).status_code == 403


@pytest.mark.parametrize(
    ("counts", "score"),
    [((0, 0, 0), None), ((1, 0, 0), 100), ((0, 0, 3), -100), ((2, 1, 1), 25), ((1, 2, 5), -50), ((1, 1, 6), -63)],
)
def test_the_share_of_promoters_less_that_of_detractors(counts: tuple[int, int, int], score: int | None) -> None:
    """Halves go away from zero: -62.5 is -63, as 62.5 is 63."""
    assert Nps(today(), today(), *counts).nps == score


async def test_of_a_period(as_staff: AsStaff, as_user: AsUser, database: Database, clock_hand: Hand) -> None:
    person = await as_user(consents=("address",))
    for score in (0, 6, 7, 8, 9, 10):
        await answered(database, person, score)
    first = today()
    clock_hand.advance(days=20)
    person = await as_user("小红", consents=("address",))
    for score in (9, 10, 10):
        await answered(database, person, score)
    reader = (await as_staff("survey.read")).client

    async def asked(**period: str) -> tuple[int, int, int, int | None]:
        told = (await reader.get("/staff/survey/nps", params=period)).raise_for_status().json()
        assert told["answers"] == told["promoters"] + told["passives"] + told["detractors"]
        return told["promoters"], told["passives"], told["detractors"], told["nps"]

    assert await asked() == (5, 2, 2, 33)
    assert await asked(until=str(first)) == (2, 2, 2, 0)
    assert await asked(since=str(today())) == (3, 0, 0, 100)
    assert await asked(since="2000-01-01", until="2000-12-31") == (0, 0, 0, None)
    assert (await reader.get("/staff/survey/nps?since=now")).status_code == 422


async def test_a_low_score_makes_a_ticket(
    as_staff: AsStaff, as_user: AsUser, database: Database, configure: Configure
) -> None:
    configure("survey", window="14d", low_score=3, question="您会向朋友推荐我们吗？")
    person = await as_user(consents=("address",))
    for score in (3, 4):
        told = await answered(database, person, score, "包装破了")
        assert told["question"] == "您会向朋友推荐我们吗？"
    [ticket] = (await (await as_staff("survey.read")).client.get("/staff/survey/tickets")).json()["items"]
    assert (ticket["status"], ticket["answer"]["score"], ticket["answer"]["text"]) == (OPEN, 3, "包装破了")
    assert ticket["user_id"] == person.id


async def test_every_move_of_the_table_and_no_other(as_staff: AsStaff, as_user: AsUser, database: Database) -> None:
    person = await as_user(consents=("address",))
    await answered(database, person, 0)
    keeper = await as_staff("survey.*")
    [ticket] = (await keeper.client.get("/staff/survey/tickets?status=open")).json()["items"]
    path = f"/staff/survey/tickets/{ticket['id']}/handle"
    assert TICKET.moves == {OPEN: {HANDLED}, HANDLED: set()}
    assert (await keeper.client.post(path, json={"note": "  "})).status_code == 422
    done = (await keeper.client.post(path, json={"note": "已致电道歉"})).raise_for_status().json()
    assert (done["status"], done["note"], done["handled_by"]) == (HANDLED, "已致电道歉", f"staff:{keeper.id}")
    again = await keeper.client.post(path, json={"note": "再次"})
    assert (again.status_code, again.json()["code"]) == (409, "TICKET_HANDLED")
    assert (await keeper.client.get("/staff/survey/tickets?status=open")).json()["items"] == []
    assert (await keeper.client.get("/staff/survey/tickets?status=handled")).json()["items"] == [done]
    unknown = await keeper.client.post("/staff/survey/tickets/99999/handle", json={"note": "好"})
    assert (unknown.status_code, unknown.json()["code"]) == (404, "TICKET_NOT_FOUND")


class TestConsole:
    async def test_tickets(self, console: OpenConsole, as_staff: AsStaff, as_user: AsUser, database: Database) -> None:
        await answered(database, await as_user(consents=("address",)), 2, "茶叶碎了")
        [ticket] = (await (await as_staff("survey.read")).client.get("/staff/survey/tickets")).json()["items"]
        keeper = await console("survey.*")
        assert "待回访" in await keeper.text("")
        assert "茶叶碎了" in await keeper.text("survey-tickets/list", status="open")
        assert "没有符合条件的内容" in await keeper.text("survey-tickets/list", status="handled")
        assert (await keeper.act("survey-tickets", ticket["id"], "handle", note="")).status_code == 400
        assert (await keeper.act("survey-tickets", ticket["id"], "handle", note="已补发")).status_code == 200
        assert (await keeper.act("survey-tickets", ticket["id"], "handle", note="已补发")).status_code == 400
        page = await keeper.text("survey-tickets/detail", pk=ticket["id"])
        for words in ("已处理", "已补发", "茶叶碎了"):
            assert words in page

    async def test_the_nps_of_a_period(
        self, console: OpenConsole, as_user: AsUser, database: Database, clock_hand: Hand
    ) -> None:
        person = await as_user(consents=("address",))
        for score in (10, 9, 9, 3):
            await answered(database, person, score)
        reader = await console("survey.read")
        assert '<div class="fs-1 fw-bold num">50</div>' in await reader.text("nps")
        before = {"since": "2000-01-01", "until": "2000-01-31"}
        assert '<div class="fs-1 fw-bold num">—</div>' in await reader.text("nps", **before)
        for wrong in ({"since": "never", "until": "2000-01-31"}, {"since": "2000-02-01", "until": "2000-01-31"}):
            assert '<div class="fs-1 fw-bold num">50</div>' in await reader.text("nps", **wrong)
        clock_hand.advance(days=31)
        reader = await console("survey.read")
        assert '<div class="fs-1 fw-bold num">—</div>' in await reader.text("nps")

    async def test_answers_by_group_and_period(self, console: OpenConsole, as_user: AsUser, database: Database) -> None:
        person = await as_user(consents=("address",))
        await answered(database, person, 10, "会推荐")
        await answered(database, person, 5, "一般般")
        reader = await console("survey.read")
        good = await reader.text("survey-answers/list", group="promoters", days="7")
        assert "会推荐" in good
        assert "一般般" not in good
        assert "一般般" in await reader.text("survey-answers/list", group="detractors")
        for nothing in ({"group": "nobody"}, {"days": "x"}):
            assert "没有符合条件的内容" in await reader.text("survey-answers/list", **nothing)

    async def test_only_for_who_may_read(self, console: OpenConsole) -> None:
        stranger = await console("order.read")
        for path in ("nps", "survey-answers/list", "survey-tickets/list"):
            assert (await stranger.get(path)).status_code == 403
