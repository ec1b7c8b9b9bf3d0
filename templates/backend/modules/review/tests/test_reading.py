"""What everybody reads of a product, and what becomes of it with its writer."""

import sqlalchemy as sa

from app.core.database import Database
from app.core.settings import settings
from app.modules.review import checking
from app.modules.review.content import Verdict
from app.modules.review.models import PictureCheck, Review, ReviewPicture
from app.modules.review.writing import forget_unused
from tests.catalog.factory import spu
from tests.review.bought import line, picture, write
from tests.types import AsUser, DrainJobs, Hand


async def test_pages_figures_and_stars(as_user: AsUser, database: Database, drain_jobs: DrainJobs) -> None:
    person = await as_user(consents=("address",))
    tea, other = await spu(database), await spu(database)
    for stars in (5, 5, 4, 1):
        await write(person, await line(database, person, tea.sku_id), stars=stars)
    await write(person, await line(database, person, other.sku_id), stars=1)
    await drain_jobs()
    path = f"/spus/{tea.id}/reviews"
    first = (await person.client.get(path, params={"limit": 3})).json()
    rest = (await person.client.get(path, params={"limit": 3, "cursor": first["next_cursor"]})).json()
    assert [row["stars"] for row in first["items"] + rest["items"]] == [1, 4, 5, 5]
    assert rest["next_cursor"] is None
    for page in (first, rest):
        assert (page["total"], page["average"]) == (4, 3.8)
        assert page["counts"] == {"1": 1, "2": 0, "3": 0, "4": 1, "5": 2}
    good = (await person.client.get(path, params={"stars": 5})).json()
    assert ([row["stars"] for row in good["items"]], good["total"]) == ([5, 5], 4)
    nothing = (await person.client.get("/spus/99999/reviews")).json()
    assert (nothing["items"], nothing["average"], nothing["total"]) == ([], None, 0)


async def test_pictures_of_nothing_are_removed(
    as_user: AsUser, database: Database, drain_jobs: DrainJobs, clock_hand: Hand
) -> None:
    person = await as_user(consents=("address",))
    kept = await write(person, await line(database, person), picture_ids=[await picture(person)])
    await picture(person)
    for hours, left in ((23, 2), (2, 1)):
        clock_hand.advance(hours=hours)
        async with database.begin() as session:
            await forget_unused(session, {})
            assert await session.scalar(sa.select(sa.func.count()).select_from(ReviewPicture)) == left
    await drain_jobs()
    async with database.read() as session:
        [name] = await session.scalars(sa.select(ReviewPicture.name))
    assert kept["pictures"][0].endswith(name)
    assert (settings().media_dir / name).exists()


async def test_answers_about_nothing_are_removed(database: Database, clock_hand: Hand) -> None:
    async with database.begin() as session:
        await checking.answered(session, "nobody's", Verdict("pass", 100))
    for hours, left in ((23, 1), (2, 0)):
        clock_hand.advance(hours=hours)
        async with database.begin() as session:
            await forget_unused(session, {})
            assert await session.scalar(sa.select(sa.func.count()).select_from(PictureCheck)) == left


async def test_copied_and_forgotten_with_the_account(
    as_user: AsUser, database: Database, drain_jobs: DrainJobs
) -> None:
    person = await as_user(consents=("address",))
    other = await as_user("小红", consents=("address",))
    tea = await spu(database)
    written = await write(person, await line(database, person, tea.sku_id), picture_ids=[await picture(person)])
    await write(other, await line(database, other, tea.sku_id))
    await picture(person)
    await drain_jobs()
    copy = (await person.client.get("/me/export")).json()["reviews"]
    assert [review["text"] for review in copy["written"]] == ["很香，回购了"]
    assert len(copy["pictures_without_review"]) == 1
    file = settings().media_dir / written["pictures"][0].partition("/media/")[2]
    assert file.exists()
    assert (await person.client.delete("/me")).status_code == 204
    await drain_jobs()
    assert not file.exists()
    async with database.read() as session:
        assert [row.user_id for row in await session.scalars(sa.select(Review))] == [other.id]
        assert (await session.scalars(sa.select(PictureCheck))).all() == []
