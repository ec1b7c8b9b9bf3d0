"""A document is booked once, whatever goes wrong on the way."""

from datetime import timedelta

import httpx
import pytest

from app.core import http
from app.core.database import Database
from app.modules.erp_connector import outbox, settings
from app.modules.erp_connector.settings import ErpEnvironment
from devtools.erp_connector.standin import Control, StandIn
from tests.erp_connector.erp import BASE, EVERYTHING, documents, put, states
from tests.types import AsStaff, DrainJobs, Hand


async def wait(clock_hand: Hand, drain_jobs: DrainJobs, attempt: int) -> None:
    """Until the next attempt, and not a second less."""
    clock_hand.advance(seconds=outbox.delay_after(attempt).total_seconds() - 1)
    await drain_jobs()
    clock_hand.advance(seconds=1)
    await drain_jobs()


async def test_three_times_500_and_then_one_document(
    as_staff: AsStaff, database: Database, drain_jobs: DrainJobs, clock_hand: Hand, erp: StandIn
) -> None:
    boss = await as_staff(EVERYTHING)
    erp.control = Control(fail=3)
    await put(database, 1)
    assert erp.asked == []
    await drain_jobs()
    for attempt in range(1, 4):
        assert await states(boss) == [("waiting", attempt, "ERP 回答 500", "")]
        assert len(erp.asked) == attempt
        await wait(clock_hand, drain_jobs, attempt)
    assert await states(boss) == [("sent", 4, "", "ERP-00001")]
    assert (len(set(erp.asked)), len(erp.asked), len(erp.booked)) == (1, 4, 1)
    await wait(clock_hand, drain_jobs, 9)
    assert len(erp.asked) == 4


async def test_the_answer_is_lost_after_it_was_booked(
    as_staff: AsStaff, database: Database, drain_jobs: DrainJobs, clock_hand: Hand, erp: StandIn
) -> None:
    boss = await as_staff(EVERYTHING)
    erp.control = Control(lose=2)
    await put(database, 1)
    await drain_jobs()
    assert (await states(boss), len(erp.booked)) == ([("waiting", 1, "ERP 回答 502", "")], 1)
    await wait(clock_hand, drain_jobs, 1)
    await wait(clock_hand, drain_jobs, 2)
    assert (await states(boss), len(erp.booked)) == ([("sent", 3, "", "ERP-00001")], 1)
    (number, booked) = next(iter(erp.booked.values()))
    assert (number, booked.number, booked.amount_fen, booked.on) == ("ERP-00001", "INV-1", 100, "2026-11-20")


async def test_put_down_once(as_staff: AsStaff, database: Database, drain_jobs: DrainJobs, erp: StandIn) -> None:
    boss = await as_staff(EVERYTHING)
    assert await put(database, 1, 1, 2, 101) == [True, False, True, False]
    assert await put(database, 1) == [False]
    await drain_jobs()
    assert [one["number"] for one in await documents(boss)] == ["INV-1", "INV-2"]
    assert len(erp.booked) == 2


async def test_given_up_and_sent_again(
    as_staff: AsStaff, database: Database, drain_jobs: DrainJobs, clock_hand: Hand, erp: StandIn
) -> None:
    boss = await as_staff(EVERYTHING)
    erp.control = Control(fail=6)
    await put(database, 1)
    await drain_jobs()
    url = f"{BASE}/documents/1/retry"
    early = await boss.client.post(url)
    assert (early.status_code, early.json()["details"]) == (409, {"status": "waiting"})
    for attempt in range(1, 6):
        await wait(clock_hand, drain_jobs, attempt)
    assert await states(boss) == [("failed", 6, "ERP 回答 500", "")]
    assert (await boss.client.post(url)).status_code == 202
    assert (await boss.client.post(url)).status_code == 409
    await drain_jobs()
    assert await states(boss) == [("sent", 1, "", "ERP-00001")]
    assert len(set(erp.asked)) == 1
    assert (await boss.client.post(f"{BASE}/documents/99/retry")).status_code == 404
    assert (await boss.client.get(f"{BASE}/documents/99")).status_code == 404
    told = (await boss.client.get(f"{BASE}/documents/1")).raise_for_status().json()
    assert told["content"] == {"lines": [{"text": "主轴", "quantity": 2}]}


class Answering(httpx.AsyncBaseTransport):
    """The same answer, always."""

    def __init__(self, answer: httpx.Response | Exception) -> None:
        self.answer = answer
        self.got: list[httpx.Request] = []

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        self.got.append(request)
        if isinstance(self.answer, Exception):
            raise self.answer
        return self.answer


@pytest.mark.parametrize(
    ("answer", "status", "said"),
    [
        (httpx.Response(422), "failed", "ERP 不接受：422"),
        (httpx.Response(302, headers={"Location": "http://elsewhere.test"}), "failed", "ERP 不接受：302"),
        (httpx.Response(429), "waiting", "ERP 回答 429"),
        (httpx.Response(200, text="booked"), "waiting", "ERP 的回答看不懂"),
        (httpx.Response(200, json={"number": ""}), "waiting", "ERP 的回答看不懂"),
        (httpx.ReadTimeout("slow"), "waiting", "ERP 没有及时回答"),
        (httpx.ConnectError("away"), "waiting", "连不上 ERP"),
    ],
)
async def test_other_answers(  # noqa: PLR0917  # what is tried, and where
    as_staff: AsStaff,
    database: Database,
    drain_jobs: DrainJobs,
    erp: StandIn,
    answer: httpx.Response | Exception,
    status: str,
    said: str,
) -> None:
    boss = await as_staff(EVERYTHING)
    transport = Answering(answer)
    http.route_through(transport)
    await put(database, 1)
    await drain_jobs()
    assert await states(boss) == [(status, 1, said, "")]
    assert erp.asked == []
    [request] = transport.got
    assert (str(request.url), request.headers["Authorization"]) == ("http://erp.test/documents", "Bearer a token")


async def test_one_number_for_one_document(
    as_staff: AsStaff, database: Database, drain_jobs: DrainJobs, erp: StandIn
) -> None:
    """An ERP that gives a number twice is not believed."""
    boss = await as_staff(EVERYTHING)
    assert erp
    http.route_through(Answering(httpx.Response(200, json={"number": "E-1"})))
    await put(database, 1)
    await drain_jobs()
    await put(database, 2)
    await drain_jobs()
    taken = "ERP 的编号已属于另一张单据"
    assert await states(boss) == [("sent", 1, "", "E-1"), ("failed", 1, taken, "")]


async def test_nothing_is_lost_while_nobody_is_connected(
    as_staff: AsStaff,
    database: Database,
    drain_jobs: DrainJobs,
    clock_hand: Hand,
    erp: StandIn,
) -> None:
    boss = await as_staff(EVERYTHING)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(settings, "environment", lambda: ErpEnvironment(erp_url=""))
        await put(database, 1)
        await drain_jobs()
        assert (await states(boss), erp.asked) == ([("waiting", 0, "", "")], [])
    clock_hand.advance(minutes=5)
    await drain_jobs()
    assert await states(boss) == [("sent", 1, "", "ERP-00001")]


def test_the_time_between() -> None:
    assert [outbox.delay_after(attempt) for attempt in (1, 2, 3, 30)] == [
        timedelta(seconds=10),
        timedelta(seconds=20),
        timedelta(seconds=40),
        timedelta(hours=2),
    ]
