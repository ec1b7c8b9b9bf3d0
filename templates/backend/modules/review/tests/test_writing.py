"""Who may review what, once."""

import asyncio

import httpx

from app.core.database import Database
from tests.catalog.factory import spu
from tests.keys import new_key
from tests.order.factory import place
from tests.review.bought import complete, line, lines_of, picture, post, write
from tests.types import AsUser, Configure, DrainJobs, Hand


async def test_anonymous(client: httpx.AsyncClient) -> None:
    assert (await client.post("/reviews", json={}, headers=new_key())).status_code == 401
    assert (await client.get("/reviews")).status_code == 401


async def test_only_what_was_completed(as_user: AsUser, database: Database) -> None:
    person = await as_user(consents=("address",))
    order = await place(person, (await spu(database)).sku_id)
    [line_id] = await lines_of(database, order["id"])
    answer = await post(person, line_id)
    assert (answer.status_code, answer.json()["code"]) == (409, "NOT_REVIEWABLE")
    assert (await person.client.get(f"/orders/{order['id']}/reviews")).json()["open"] is False


async def test_only_by_the_buyer(as_user: AsUser, database: Database) -> None:
    buyer = await as_user(consents=("address",))
    order = await place(buyer, (await spu(database)).sku_id)
    await complete(database, order["id"])
    [line_id] = await lines_of(database, order["id"])
    other = await as_user("小红")
    for number in (line_id, 99999):
        answer = await post(other, number)
        assert (answer.status_code, answer.json()["code"]) == (404, "LINE_NOT_FOUND")
    assert (await other.client.get(f"/orders/{order['id']}/reviews")).status_code == 404


async def test_only_within_the_time(
    as_user: AsUser, database: Database, configure: Configure, clock_hand: Hand
) -> None:
    configure("review", window="15d")
    person = await as_user(consents=("address",))
    order = await place(person, (await spu(database)).sku_id)
    await complete(database, order["id"])
    [line_id] = await lines_of(database, order["id"])
    clock_hand.advance(days=14, hours=23)
    assert "review" in (await person.client.get(f"/orders/{order['id']}")).json()["can"]
    clock_hand.advance(hours=1)
    assert "review" not in (await person.client.get(f"/orders/{order['id']}")).json()["can"]
    assert (await post(person, line_id)).json()["code"] == "NOT_REVIEWABLE"


async def test_an_order_offers_it_until_every_line_has_one(as_user: AsUser, database: Database) -> None:
    person = await as_user(consents=("address",))
    tea = await spu(database, specs={"规格": ["50g", "100g"]})
    order = await place(person, *tea.sku_ids)
    assert "review" not in (await person.client.get(f"/orders/{order['id']}")).json()["can"]
    await complete(database, order["id"])
    for line_id in await lines_of(database, order["id"]):
        [listed] = (await person.client.get("/orders?status=completed")).json()["items"]
        assert "review" in listed["can"]
        await write(person, line_id)
    assert "review" not in (await person.client.get(f"/orders/{order['id']}")).json()["can"]
    told = (await person.client.get(f"/orders/{order['id']}/reviews")).json()
    assert [item["review"]["specs_text"] for item in told["items"]] == ["50g", "100g"]


async def test_repeated_is_one_review(as_user: AsUser, database: Database) -> None:
    person = await as_user(consents=("address",))
    body = {"line_id": await line(database, person), "stars": 4, "text": "不错"}
    key = new_key()
    answers = await asyncio.gather(*(person.client.post("/reviews", json=body, headers=key) for _ in range(4)))
    assert {answer.status_code for answer in answers} == {201}
    assert len({answer.json()["id"] for answer in answers}) == 1


async def test_one_for_a_line(as_user: AsUser, database: Database) -> None:
    person = await as_user(consents=("address",))
    line_id = await line(database, person)
    answers = await asyncio.gather(*(post(person, line_id, stars=star) for star in (1, 3, 5)))
    assert sorted(answer.status_code for answer in answers) == [201, 409, 409]
    assert {answer.json().get("code") for answer in answers} == {None, "ALREADY_REVIEWED"}


async def test_stars_and_length(as_user: AsUser, database: Database) -> None:
    person = await as_user(consents=("address",))
    line_id = await line(database, person)
    for wrong in ({"stars": 0}, {"stars": 6}, {"text": "好" * 501}):
        assert (await post(person, line_id, **wrong)).status_code == 422


class TestPictures:
    async def test_a_picture_belongs_to_one_review(self, as_user: AsUser, database: Database) -> None:
        person, other = await as_user(consents=("address",)), await as_user("小红", consents=("address",))
        lines = [await line(database, person) for _ in range(2)]
        shown, others = await picture(person), await picture(other)
        for wrong in ([others], [99999], [shown, shown]):
            answer = await post(person, lines[0], picture_ids=wrong)
            assert (answer.status_code, answer.json()["code"]) == (422, "PICTURE_NOT_FOUND")
        assert len((await write(person, lines[0], picture_ids=[shown]))["pictures"]) == 1
        assert (await post(person, lines[1], picture_ids=[shown])).json()["code"] == "PICTURE_NOT_FOUND"

    async def test_in_the_order_that_was_chosen(self, as_user: AsUser, database: Database) -> None:
        person = await as_user(consents=("address",))
        line_id = await line(database, person)
        uploads = []
        for shade in range(3):
            one = await picture(person, shade)
            uploads.append(one)
        written = await write(person, line_id, picture_ids=uploads[::-1])
        again = (await person.client.get("/reviews")).json()["items"][0]
        assert len(set(written["pictures"])) == 3
        assert again["pictures"] == written["pictures"]

    async def test_no_more_than_the_shop_wants(self, as_user: AsUser, database: Database, configure: Configure) -> None:
        configure("review", max_pictures=1)
        person = await as_user(consents=("address",))
        line_id = await line(database, person)
        two = [await picture(person), await picture(person)]
        answer = await post(person, line_id, picture_ids=two)
        assert (answer.status_code, answer.json()["details"]) == (422, {"max_pictures": 1})
        assert (await post(person, line_id, picture_ids=list(range(1, 8)))).json()["code"] == "VALIDATION_FAILED"

    async def test_no_picture_at_all(self, as_user: AsUser) -> None:
        person = await as_user()
        answer = await person.client.post("/reviews/pictures", files={"file": ("a.png", b"no picture", "image/png")})
        assert (answer.status_code, answer.json()["code"]) == (422, "PICTURE_INVALID")


class TestNames:
    async def test_masked_or_hidden(self, as_user: AsUser, database: Database, drain_jobs: DrainJobs) -> None:
        person = await as_user(consents=("address",))
        await person.client.put("/me", json={"nickname": "王小明"})
        tea = await spu(database)
        for hidden in (False, True):
            await write(person, await line(database, person, tea.sku_id), anonymous=hidden)
        await drain_jobs()
        shown = (await (await as_user("小红")).client.get(f"/spus/{tea.id}/reviews")).json()["items"]
        assert [review["author"] for review in shown] == ["匿名顾客", "王**"]
        assert all("user_id" not in review and "line_id" not in review for review in shown)

    async def test_a_shop_that_wants_names(self, as_user: AsUser, database: Database, configure: Configure) -> None:
        configure("review", anonymous=False)
        person = await as_user(consents=("address",))
        line_id = await line(database, person)
        answer = await post(person, line_id, anonymous=True)
        assert (answer.status_code, answer.json()["code"]) == (422, "NOT_ANONYMOUS")
        await write(person, line_id)
