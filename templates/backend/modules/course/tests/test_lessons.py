"""Who may see which lesson, and what its links lead to."""

import httpx
import pytest

from app.contracts.course import Opened
from app.core.database import Database
from app.modules.course import enrolling
from tests.course.factory import PDF, Made, Sold, course, enroll, mp4
from tests.types import AsUser, Configure, Hand, Person

CONTENT = mp4(60, padding=1000)


@pytest.fixture
async def made(database: Database, sold: Sold) -> Made:
    """A course that is sold by chapter."""
    made = await course(database)
    sold.sell(made)
    return made


@pytest.fixture
async def learner(made: Made, as_user: AsUser, sold: Sold, database: Database) -> Person:
    """Who has bought its first chapter."""
    person = await as_user()
    sold.bought[person.id, made.id] = Opened(chapters=frozenset({made.chapters[0]}))
    async with database.begin() as session:
        await enrolling.admit(session, person.id, made.id)
    return person


async def link(person: Person, lesson_id: int, what: str = "video") -> str:
    shown = (await person.client.get(f"/lessons/{lesson_id}")).raise_for_status().json()
    return str(shown["video_url"] if what == "video" else shown["materials"][0]["url"])


async def test_a_preview_is_everybodys(client: httpx.AsyncClient, made: Made) -> None:
    shown = (await client.get(f"/lessons/{made.preview}")).json()
    assert (shown["title"], shown["duration_s"], shown["enrollment_id"]) == ("1.1 实操", 60, None)
    assert (shown["previous_id"], shown["next_id"]) == (None, None)
    assert (await client.get(shown["video_url"])).content == CONTENT


async def test_others_are_paid_for(client: httpx.AsyncClient, made: Made, as_user: AsUser) -> None:
    stranger = await as_user("旁人")
    refused = await stranger.client.get(f"/lessons/{made.closed}")
    assert (refused.status_code, refused.json()["code"]) == (402, "NOT_ENTITLED")
    assert [one["chapter_id"] for one in refused.json()["details"]["offers"]] == [None, made.chapters[0]]
    assert (await client.get(f"/lessons/{made.closed}")).status_code == 401
    assert (await stranger.client.get("/lessons/99")).json()["code"] == "LESSON_NOT_FOUND"


async def test_by_chapter(made: Made, learner: Person) -> None:
    first, second = made.lessons
    assert (await learner.client.get(f"/lessons/{first[1]}")).status_code == 200
    for lesson_id in second:
        refused = await learner.client.get(f"/lessons/{lesson_id}")
        assert (refused.status_code, refused.json()["message"]) == (402, "购买后即可学习")
    shown = (await learner.client.get(f"/courses/{made.id}")).json()
    assert [[row["open"] for row in chapter["lessons"]] for chapter in shown["chapters"]] == [[True] * 2, [False] * 2]
    assert (shown["can"], shown["price_fen"], shown["by_chapter"]) == (["learn"], 17820, True)


async def test_with_the_whole(made: Made, learner: Person, sold: Sold) -> None:
    sold.bought[learner.id, made.id] = Opened(whole=True)
    shown = (await learner.client.get(f"/lessons/{made.lessons[1][0]}")).json()
    assert (shown["previous_id"], shown["next_id"]) == (made.lessons[0][1], made.lessons[1][1])


async def test_who_enrolled_when_it_was_free_keeps_it(database: Database, as_user: AsUser, sold: Sold) -> None:
    made, person = await course(database), await as_user()
    await enroll(person, made.id)
    sold.sell(made)
    assert (await person.client.get(f"/lessons/{made.lessons[1][1]}")).status_code == 200


async def test_seeking(made: Made, learner: Person, client: httpx.AsyncClient) -> None:
    """Players ask for what they show next; nobody signs in for it."""
    url = await link(learner, made.preview)
    part = await client.get(url, headers={"Range": "bytes=100-199"})
    assert (part.status_code, part.content) == (206, CONTENT[100:200])
    assert part.headers["content-range"] == f"bytes 100-199/{len(CONTENT)}"
    assert (part.headers["content-type"], part.headers["accept-ranges"]) == ("video/mp4", "bytes")
    end = await client.get(url, headers={"Range": "bytes=-10"})
    assert (end.status_code, end.content) == (206, CONTENT[-10:])


async def test_a_refund_ends_what_links_showed(
    made: Made, learner: Person, sold: Sold, client: httpx.AsyncClient
) -> None:
    sold.bought[learner.id, made.id] = Opened(whole=True)
    url = await link(learner, made.lessons[1][0])
    assert (await client.get(url)).status_code == 200
    sold.bought[learner.id, made.id] = Opened(chapters=frozenset({made.chapters[0]}))
    refused = await client.get(url)
    assert (refused.status_code, refused.json()["code"]) == (402, "NOT_ENTITLED")


async def test_links_end(
    made: Made, learner: Person, client: httpx.AsyncClient, clock_hand: Hand, configure: Configure
) -> None:
    configure("course", link_lasts="1h")
    url = await link(learner, made.preview)
    clock_hand.advance(minutes=59)
    assert (await client.get(url)).status_code == 200
    clock_hand.advance(minutes=1, seconds=1)
    refused = await client.get(url)
    assert (refused.status_code, refused.json()["code"]) == (403, "LINK_OVER")


async def test_links_cannot_be_made_up(made: Made, learner: Person, client: httpx.AsyncClient) -> None:
    """Neither for another file, nor lesson, nor person, nor for longer."""
    address, _, ticket = (await link(learner, made.preview)).rpartition("/")
    parts = ticket.split(".")
    for place in range(len(parts)):
        forged = [*parts]
        forged[place] = str(int(forged[place]) + 1) if place < 4 else "0" * 40
        refused = await client.get(f"{address}/{'.'.join(forged)}")
        assert (refused.status_code, refused.json()["code"]) == (403, "LINK_OVER"), forged
    for nonsense in ("x", "1.2.3", "é", f".{parts[-1]}"):
        assert (await client.get(f"{address}/{nonsense}")).json()["code"] == "LINK_OVER"


async def test_materials_are_saved_under_their_names(made: Made, learner: Person, client: httpx.AsyncClient) -> None:
    answer = await client.get(await link(learner, made.preview, "material"))
    assert (answer.content, answer.headers["content-type"]) == (PDF, "application/pdf")
    assert "attachment" in answer.headers["content-disposition"]
