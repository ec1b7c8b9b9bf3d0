"""Nothing shows before WeChat's content check has passed it; each verdict counts once."""

import asyncio
from collections.abc import Sequence

import pytest

from app.core.database import Database
from app.modules.review import checking
from app.modules.review.content import Verdict
from devtools.wechat import StandIn
from tests.catalog.factory import spu
from tests.review.bought import line, picture, status_of, write
from tests.types import AsStaff, AsUser, DrainJobs, Hand, Person

Checked = tuple[StandIn, DrainJobs]


@pytest.fixture
async def buyer(as_user: AsUser) -> Person:
    return await as_user(consents=("address",))


@pytest.fixture
async def line_id(database: Database, buyer: Person) -> int:
    return await line(database, buyer)


@pytest.fixture
def checked(wechat: StandIn, drain_jobs: DrainJobs) -> Checked:
    return wechat, drain_jobs


async def seen(person: Person, spu_id: int) -> int:
    return int((await person.client.get(f"/spus/{spu_id}/reviews")).json()["total"])


@pytest.mark.parametrize(
    ("text", "status"), [("很香", "shown"), ("加微信领红包", "held"), ("来赌博吧", "refused"), ("", "shown")]
)
async def test_text(text: str, status: str, as_user: AsUser, database: Database, drain_jobs: DrainJobs) -> None:
    person = await as_user(consents=("address",))
    tea = await spu(database)
    review = await write(person, await line(database, person, tea.sku_id), text=text)
    assert review["status"] == ("pending" if text else "shown")
    assert await seen(person, tea.id) == (0 if text else 1)
    await drain_jobs()
    assert await status_of(person, review["id"]) == status
    assert await seen(person, tea.id) == (status == "shown")


async def test_words_of_ones_own_choice(
    as_user: AsUser, database: Database, wechat: StandIn, drain_jobs: DrainJobs
) -> None:
    wechat.content.risky, wechat.content.review = ["茶渣"], []
    person = await as_user(consents=("address",))
    review = await write(person, await line(database, person), text="茶渣太多，加微信")
    await drain_jobs()
    assert await status_of(person, review["id"]) == "refused"


@pytest.mark.parametrize(
    ("verdicts", "status"),
    [
        (["pass", "pass"], "shown"),
        (["pass", "review"], "held"),
        (["risky", "pass"], "refused"),
        (["review", "risky"], "refused"),
        (["lost", "pass"], "held"),
    ],
)
async def test_pictures(verdicts: Sequence[str], status: str, buyer: Person, line_id: int, checked: Checked) -> None:
    wechat, drain_jobs = checked
    wechat.content.pictures = list(verdicts)
    pictures = [await picture(buyer) for _ in verdicts]
    review = await write(buyer, line_id, picture_ids=pictures)
    await drain_jobs()
    assert await status_of(buyer, review["id"]) == "pending"
    wechat.timeline.advance(60)
    assert [attempt.status for attempt in await wechat.deliver_due()] == [200, 200]
    assert await status_of(buyer, review["id"]) == status


async def test_the_same_event_again_changes_nothing(
    as_user: AsUser, database: Database, wechat: StandIn, drain_jobs: DrainJobs
) -> None:
    person = await as_user(consents=("address",))
    review = await write(person, await line(database, person), picture_ids=[await picture(person)])
    await drain_jobs()
    [push] = wechat.state.pushes
    push.message |= {"result": {"suggest": "review", "label": 10001}}
    attempts = await asyncio.gather(*(wechat.pusher.send(push) for _ in range(3)))
    push.message |= {"result": {"suggest": "pass", "label": 100}}
    attempts += [await wechat.pusher.send(push)]
    assert {attempt.status for attempt in attempts} == {200}
    assert await status_of(person, review["id"]) == "held"


async def test_the_event_overtakes_its_number(as_user: AsUser, database: Database, drain_jobs: DrainJobs) -> None:
    """WeChat may answer before the one who asked has noted down what he asked for."""
    person = await as_user(consents=("address",))
    picture_id = await picture(person)
    review = await write(person, await line(database, person), text="", picture_ids=[picture_id])
    async with database.begin() as session:
        await checking.answered(session, "early", Verdict("pass", 100))
    assert await status_of(person, review["id"]) == "pending"
    for _ in range(2):
        async with database.begin() as session:
            await checking.sent(session, picture_id, "early")
    assert await status_of(person, review["id"]) == "shown"
    await drain_jobs()
    assert await status_of(person, review["id"]) == "shown"


@pytest.mark.parametrize("errcode", ["61010", "40003", "43104"])
async def test_a_writer_whom_wechat_does_not_see(
    errcode: str, as_user: AsUser, database: Database, wechat: StandIn, drain_jobs: DrainJobs
) -> None:
    wechat.fail("msg_check", errcode)
    wechat.fail("media_check", errcode)
    person = await as_user(consents=("address",))
    review = await write(person, await line(database, person), picture_ids=[await picture(person)])
    await drain_jobs()
    assert await status_of(person, review["id"]) == "held"


async def test_wechat_is_asked_again(
    as_user: AsUser, database: Database, wechat: StandIn, drain_jobs: DrainJobs, clock_hand: Hand
) -> None:
    wechat.fail("msg_check", "-1", times=2)
    person = await as_user(consents=("address",))
    review = await write(person, await line(database, person))
    await drain_jobs(failing=True)
    assert await status_of(person, review["id"]) == "pending"
    for _ in range(3):
        clock_hand.advance(minutes=5)
        await drain_jobs(failing=True)
    assert await status_of(person, review["id"]) == "shown"


@pytest.mark.parametrize("late", ["pass", "review", "risky"])
async def test_a_person_decides_when_no_verdict_comes(
    late: str, buyer: Person, line_id: int, checked: Checked, clock_hand: Hand
) -> None:
    """An answer that comes before the person has decided still counts."""
    wechat, drain_jobs = checked
    wechat.content.pictures = [late]
    review = await write(buyer, line_id, picture_ids=[await picture(buyer)])
    await drain_jobs()
    clock_hand.advance(minutes=59)
    await drain_jobs()
    assert await status_of(buyer, review["id"]) == "pending"
    clock_hand.advance(minutes=1)
    await drain_jobs()
    assert await status_of(buyer, review["id"]) == "held"
    assert len(await wechat.deliver_due()) == 1
    after = {"pass": "shown", "review": "held", "risky": "refused"}
    assert await status_of(buyer, review["id"]) == after[late]


async def test_what_a_person_decided_stays(
    buyer: Person, line_id: int, checked: Checked, clock_hand: Hand, as_staff: AsStaff
) -> None:
    wechat, drain_jobs = checked
    wechat.content.pictures = ["pass"]
    review = await write(buyer, line_id, picture_ids=[await picture(buyer)])
    await drain_jobs()
    clock_hand.advance(hours=1)
    await drain_jobs()
    keeper = (await as_staff("review.*")).client
    (await keeper.post(f"/staff/reviews/{review['id']}/hide")).raise_for_status()
    assert len(await wechat.deliver_due()) == 1
    assert await status_of(buyer, review["id"]) == "hidden"
