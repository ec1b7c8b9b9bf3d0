"""What customers see of courses."""

import httpx
import pytest

from app.contracts.course import PROGRESS, Learned
from app.core.database import Database
from app.modules.course.article import parts_of
from tests.course.factory import Sold, course, enroll
from tests.types import AsUser


async def test_listed_in_the_schools_order(client: httpx.AsyncClient, database: Database) -> None:
    second = await course(database, "焊工", position=2, teacher="李师傅")
    first = await course(database, "电工", position=1)
    await course(database, "草稿", published=False)
    page = (await client.get("/courses?limit=1")).json()
    assert [card["id"] for card in page["items"]] == [first.id]
    assert (page["items"][0]["lessons"], page["items"][0]["price_fen"]) == (4, None)
    rest = (await client.get(f"/courses?limit=1&cursor={page['next_cursor']}")).json()
    assert [(card["id"], card["teacher"]) for card in rest["items"]] == [(second.id, "李师傅")]
    assert rest["next_cursor"] is None


async def test_detail(client: httpx.AsyncClient, database: Database, as_user: AsUser) -> None:
    made = await course(database, outcomes=["会断电挂牌", "会接线"], valid_days=90)
    shown = (await client.get(f"/courses/{made.id}")).json()
    assert (shown["outcomes"], shown["valid_days"], shown["learners"]) == (["会断电挂牌", "会接线"], 90, 0)
    assert [row["open"] for chapter in shown["chapters"] for row in chapter["lessons"]] == [True, False, False, False]
    assert (shown["can"], shown["enrollment"], shown["offers"]) == (["enroll"], None, [])
    person = await as_user()
    await enroll(person, made.id)
    mine = (await person.client.get(f"/courses/{made.id}")).json()
    assert (mine["can"], mine["enrollment"]["status"], mine["learners"]) == (["learn"], "active", 1)
    assert all(row["open"] for chapter in mine["chapters"] for row in chapter["lessons"])


async def test_an_old_token_is_told(client: httpx.AsyncClient, database: Database) -> None:
    """So that the mini-program signs in again, instead of showing a customer less than is his."""
    made = await course(database)
    answer = await client.get(f"/courses/{made.id}", headers={"Authorization": "Bearer gone"})
    assert (answer.status_code, answer.json()["code"]) == (401, "UNAUTHENTICATED")


async def test_drafts_are_nobodys(client: httpx.AsyncClient, database: Database) -> None:
    draft = await course(database, published=False)
    assert (await client.get(f"/courses/{draft.id}")).json()["code"] == "COURSE_NOT_FOUND"
    assert (await client.get(f"/lessons/{draft.preview}")).json()["code"] == "LESSON_NOT_FOUND"


async def test_mine(database: Database, as_user: AsUser, monkeypatch: pytest.MonkeyPatch) -> None:
    """With how far I have come, where somebody follows that."""
    first, second = await course(database, "电工"), await course(database, "焊工")
    person, other = await as_user(), await as_user("小红")
    ids = [await enroll(person, made.id) for made in (first, second)]
    await enroll(other, first.id)

    class Half:
        followed = True

        async def learned(self, session: object, enrollment_ids: object) -> dict[int, Learned]:
            del session, enrollment_ids
            return {ids[0]: Learned(frozenset({first.closed}), 25)}

    monkeypatch.setattr(PROGRESS, "_rows", [])
    assert {row["enrollment"]["percent"] for row in (await person.client.get("/me/courses")).json()["items"]} == {None}
    PROGRESS.provide(Half(), owner="test")
    items = (await person.client.get("/me/courses")).json()["items"]
    assert [(row["course"]["title"], row["enrollment"]["percent"]) for row in items] == [("焊工", 0), ("电工", 25)]
    shown = (await person.client.get(f"/courses/{first.id}")).json()
    assert [row["done"] for row in shown["chapters"][0]["lessons"]] == [False, True]


async def test_exported_with_the_account(database: Database, as_user: AsUser) -> None:
    person = await as_user()
    enrollment_id = await enroll(person, (await course(database)).id)
    (row,) = (await person.client.get("/me/export")).json()["courses"]
    assert (row["id"], row["course"], row["status"]) == (enrollment_id, "电工上岗证实操", "active")


async def test_prices_on_the_cards(client: httpx.AsyncClient, database: Database, sold: Sold) -> None:
    made = await course(database)
    sold.sell(made)
    (card,) = (await client.get("/courses")).json()["items"]
    assert (card["price_fen"], card["by_chapter"]) == (17820, True)


def test_articles() -> None:
    shown = [
        part.text or part.url.rpartition("/")[2] for part in parts_of("先断电\n\n[图2]\n再验电\n[图9]", ["a", "b"])
    ]
    assert shown == ["先断电", "b", "再验电", "a"]
