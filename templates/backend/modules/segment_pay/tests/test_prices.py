"""Setting prices: a product of the catalogue's with an SKU for each part."""

from typing import Any

import httpx
import pytest
import sqlalchemy as sa

from app.core.database import Database
from app.modules.catalog.models import Category, Sku, Spu
from app.modules.segment_pay.models import SegmentOffer
from tests.course.factory import Made, course, enroll
from tests.segment_pay.factory import CHAPTER_FEN, COVER, WHOLE_FEN, buy, prices, rights, sold, try_order
from tests.types import AsStaff, AsUser, DrainJobs


@pytest.fixture
async def made(database: Database) -> Made:
    return await course(database, cover=COVER)


async def products(database: Database) -> list[tuple[str, bool, list[tuple[str, int]]]]:
    """Of each product its name, whether it is on sale, and what its SKUs are called and cost."""
    async with database.read() as session:
        skus = list(await session.scalars(sa.select(Sku).where(Sku.active).order_by(Sku.position)))
        found = list(await session.scalars(sa.select(Spu).where(Spu.code.is_not(None)).order_by(Spu.id)))
    return [
        (spu.name, spu.on_sale, [(sku.specs_text, sku.price_fen) for sku in skus if sku.spu_id == spu.id])
        for spu in found
    ]


async def test_priced_and_priced_anew(made: Made, as_staff: AsStaff, database: Database) -> None:
    staff, path = (await as_staff("segment_pay.*")).client, f"/staff/courses/{made.id}/prices"
    wanted = prices(made)
    for _ in range(2):
        assert (await staff.put(path, json=wanted)).raise_for_status().json()["whole"] == wanted["whole"]
    parts = [("整门课程", WHOLE_FEN), ("第1章", CHAPTER_FEN), ("第2章", CHAPTER_FEN)]
    assert await products(database) == [("电工上岗证实操", True, parts)]
    fewer = {"chapters": [{"chapter_id": made.chapters[1], "price_fen": 5000}]}
    (await staff.put(path, json=fewer)).raise_for_status()
    assert await products(database) == [("电工上岗证实操", True, [("第2章", 5000)])]
    shown = (await staff.get(path)).json()
    assert (shown["whole"], [one["chapter_id"] for one in shown["chapters"]]) == (None, [made.chapters[1]])
    (await staff.put(path, json=wanted)).raise_for_status()
    async with database.read() as session:
        rows = list(await session.scalars(sa.select(SegmentOffer)))
        categories = list(await session.scalars(sa.select(Category.code).where(Category.code.is_not(None))))
    assert (len(rows), all(row.active for row in rows), categories) == (3, True, ["course"])


async def test_free_again(made: Made, as_staff: AsStaff, database: Database, as_user: AsUser) -> None:
    staff, path = (await as_staff("segment_pay.*")).client, f"/staff/courses/{made.id}/prices"
    (await staff.put(path, json=prices(made))).raise_for_status()
    (await staff.put(path, json={})).raise_for_status()
    assert [(name, on_sale) for name, on_sale, _ in await products(database)] == [("电工上岗证实操", False)]
    person = await as_user()
    await enroll(person, made.id)
    assert (await person.client.get(f"/lessons/{made.closed}")).status_code == 200


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"whole": {"price_fen": 100, "original_price_fen": 99}}, "原价不能低于现价"),
        ({"chapters": [{"chapter_id": 99, "price_fen": 1}]}, "不在这门课程里"),
        ({"chapters": [{"chapter_id": 1, "price_fen": 1}] * 2}, "两个价格"),
    ],
)
async def test_refused(made: Made, as_staff: AsStaff, database: Database, change: dict[str, Any], words: str) -> None:
    staff = (await as_staff("segment_pay.*")).client
    refused = await staff.put(f"/staff/courses/{made.id}/prices", json=prices(made) | change)
    assert (refused.status_code, refused.json()["code"]) == (422, "COURSE_PRICES_INVALID")
    assert words in refused.json()["message"]
    assert await products(database) == []


async def test_a_cover_first(database: Database, as_staff: AsStaff) -> None:
    bare = await course(database)
    refused = await (await as_staff("segment_pay.*")).client.put(f"/staff/courses/{bare.id}/prices", json=prices(bare))
    assert (refused.status_code, "封面" in refused.json()["message"]) == (422, True)


async def test_chapters_of_one_name(database: Database, as_staff: AsStaff) -> None:
    made, staff = await course(database, cover=COVER), (await as_staff("segment_pay.*", "course.*")).client
    for chapter in made.chapters:
        (await staff.put(f"/staff/chapters/{chapter}", json={"title": "练习"})).raise_for_status()
    (await staff.put(f"/staff/courses/{made.id}/prices", json=prices(made))).raise_for_status()
    assert [name for name, _ in (await products(database))[0][2]] == ["整门课程", "练习", "练习（2）"]


async def test_a_renamed_chapter_stays_bought(
    database: Database, as_staff: AsStaff, as_user: AsUser, drain_jobs: DrainJobs
) -> None:
    """Its SKU is another one then; what it opens is not."""
    one, person = await sold(database), await as_user()
    await buy(person, database, drain_jobs, one.chapters[0])
    staff = (await as_staff("segment_pay.*", "course.*")).client
    (await staff.put(f"/staff/chapters/{one.made.chapters[0]}", json={"title": "绪论"})).raise_for_status()
    (await staff.put(f"/staff/courses/{one.id}/prices", json=prices(one.made))).raise_for_status()
    (_, first, _) = (await person.client.get(f"/courses/{one.id}/offers")).json()["items"]
    assert (first["title"], first["owned"], first["sku_id"] == one.chapters[0]) == ("绪论", True, False)
    assert (await try_order(person, first["sku_id"])).json()["code"] == "ALREADY_ENTITLED"
    assert await rights(database, person) == [(one.made.chapters[0], "active")]


async def test_for_sale_as_long_as_the_course_is(
    made: Made, as_staff: AsStaff, database: Database, drain_jobs: DrainJobs
) -> None:
    staff = (await as_staff("segment_pay.*", "course.*")).client
    (await staff.put(f"/staff/courses/{made.id}/prices", json=prices(made))).raise_for_status()
    for action, on_sale in (("retire", False), ("publish", True)):
        (await staff.post(f"/staff/courses/{made.id}/{action}")).raise_for_status()
        await drain_jobs()
        assert [row[1] for row in await products(database)] == [on_sale]


async def test_a_draft_is_not_for_sale(database: Database, as_staff: AsStaff, drain_jobs: DrainJobs) -> None:
    draft = await course(database, cover=COVER, published=False)
    staff = (await as_staff("segment_pay.*", "course.*")).client
    (await staff.put(f"/staff/courses/{draft.id}/prices", json=prices(draft))).raise_for_status()
    assert [row[1] for row in await products(database)] == [False]
    (await staff.post(f"/staff/courses/{draft.id}/publish")).raise_for_status()
    await drain_jobs()
    assert [row[1] for row in await products(database)] == [True]


async def test_off_sale_it_is_not_free(database: Database, as_user: AsUser, client: httpx.AsyncClient) -> None:
    """Whoever takes the product off sale in the catalogue gives nothing away."""
    one, person = await sold(database), await as_user()
    async with database.begin() as session:
        await session.execute(sa.text("UPDATE catalog_spu SET on_sale = false"))
    assert (
        await person.client.post(f"/courses/{one.id}/enrollment", headers={"Idempotency-Key": "k" * 9})
    ).status_code == 402
    assert (await client.get(f"/courses/{one.id}")).json()["price_fen"] == WHOLE_FEN


async def test_not_permitted(made: Made, as_staff: AsStaff) -> None:
    reader = (await as_staff("segment_pay.read")).client
    assert (await reader.put(f"/staff/courses/{made.id}/prices", json=prices(made))).status_code == 403
    assert (await reader.get("/staff/courses/99/prices")).status_code == 404
