"""What staff see and do, by the API and at the console."""

import httpx
import pytest
import sqlalchemy as sa

from app.core.database import Database
from app.modules.review.models import Review
from app.modules.review.states import REVIEW
from tests.catalog.factory import spu
from tests.review.bought import line, picture, status_of, write
from tests.types import AsStaff, AsUser, DrainJobs, OpenConsole, Person


@pytest.fixture
async def held(as_user: AsUser, database: Database, drain_jobs: DrainJobs) -> int:
    """A review that waits for a person."""
    person = await as_user(consents=("address",))
    review = await write(person, await line(database, person), text="加微信")
    await drain_jobs()
    return int(review["id"])


async def test_not_permitted(client: httpx.AsyncClient, as_staff: AsStaff, held: int) -> None:
    assert (await client.get("/staff/reviews")).status_code == 401
    clerk = (await as_staff("review.read")).client
    assert (await clerk.post(f"/staff/reviews/{held}/release")).status_code == 403
    assert (await clerk.post(f"/staff/reviews/{held}/hide")).status_code == 403
    assert (await clerk.put(f"/staff/reviews/{held}/reply", json={"text": "谢谢"})).status_code == 403
    [listed] = (await clerk.get("/staff/reviews?status=held")).json()["items"]
    assert (listed["id"], listed["verdict"], listed["can"]) == (held, "review", [])
    assert (await clerk.get("/staff/reviews?status=shown")).json()["items"] == []
    assert (await (await as_staff("review.reply")).client.get("/staff/reviews")).status_code == 403


async def test_release_hide_reply(as_staff: AsStaff, as_user: AsUser, held: int) -> None:
    keeper, person = (await as_staff("review.*")).client, await as_user()
    for action, status in (("release", "shown"), ("hide", "hidden"), ("release", "shown")):
        done = (await keeper.post(f"/staff/reviews/{held}/{action}")).raise_for_status().json()
        assert (done["status"], await status_of(person, held)) == (status, status)
        again = await keeper.post(f"/staff/reviews/{held}/{action}")
        assert (again.status_code, again.json()["details"]) == (409, {"status": status})
    for text in ("谢谢", "感谢支持"):
        (await keeper.put(f"/staff/reviews/{held}/reply", json={"text": text})).raise_for_status()
    [mine] = (await person.client.get("/reviews")).json()["items"]
    assert mine["reply"] == "感谢支持"
    assert mine["replied_at"] is not None
    assert (await keeper.put(f"/staff/reviews/{held}/reply", json={"text": "  "})).status_code == 422
    assert (await keeper.post("/staff/reviews/99999/hide")).status_code == 404


@pytest.mark.parametrize("status", sorted(REVIEW.states))
async def test_every_move_of_the_table_and_no_other(
    status: str, as_staff: AsStaff, database: Database, held: int
) -> None:
    """Staff cannot show what WeChat has not judged yet, nor what it refused."""
    keeper = (await as_staff("review.*")).client

    async def put_back() -> None:
        async with database.begin() as session:
            await session.execute(sa.update(Review).values(status=status))

    for action, target in (("release", "shown"), ("hide", "hidden")):
        await put_back()
        [listed] = (await keeper.get("/staff/reviews")).json()["items"]
        allowed = REVIEW.allows(status, target) and status != "pending"
        answer = await keeper.post(f"/staff/reviews/{held}/{action}")
        assert answer.status_code == (200 if allowed else 409)
        assert (action in listed["can"]) is allowed
    await put_back()
    answer = await keeper.put(f"/staff/reviews/{held}/reply", json={"text": "谢谢"})
    assert answer.status_code == (409 if status in {"pending", "refused"} else 200)


class TestConsole:
    async def test_held_reviews_wait(self, console: OpenConsole, held: int, as_user: AsUser) -> None:
        keeper = await console("review.*")
        assert "待审核评价" in await keeper.text("")
        assert "加微信" in await keeper.text("reviews/list", status="held")
        assert "没有符合条件的内容" in await keeper.text("reviews/list", status="shown")
        page = await keeper.text("reviews/detail", pk=held)
        for words in ("待人工审核", "需要人工判断", "★★★★★", "西湖龙井"):
            assert words in page
        assert (await keeper.act("reviews", held, "release")).status_code == 200
        assert (await keeper.act("reviews", held, "release")).status_code == 400
        assert (await keeper.act("reviews", held, "reply", text="")).status_code == 400
        assert (await keeper.act("reviews", held, "reply", text="谢谢")).status_code == 200
        assert (await keeper.act("reviews", held, "hide")).status_code == 200
        person: Person = await as_user()
        [mine] = (await person.client.get("/reviews")).json()["items"]
        assert (mine["status"], mine["reply"]) == ("hidden", "谢谢")

    async def test_readers_only_read(self, console: OpenConsole, held: int) -> None:
        reader = await console("review.read")
        for action in ("release", "hide", "reply"):
            assert (await reader.act("reviews", held, action)).status_code == 400
        assert "待审核评价" not in await (await console("catalog.read")).text("")


async def test_pictures_at_the_console(
    console: OpenConsole, as_user: AsUser, database: Database, drain_jobs: DrainJobs
) -> None:
    person = await as_user(consents=("address",))
    line_id = await line(database, person, (await spu(database)).sku_id)
    review = await write(person, line_id, picture_ids=[await picture(person)])
    await drain_jobs()
    page = await (await console("review.read")).text("reviews/detail", pk=review["id"])
    assert review["pictures"][0].partition("/media/")[2] in page
