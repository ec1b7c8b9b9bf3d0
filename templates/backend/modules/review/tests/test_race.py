"""Several processes at once: one review for a line, and no verdict lost between its number and its answer."""

import random

import sqlalchemy as sa

from app.core.database import Database
from app.modules.review import checking, writing
from app.modules.review.content import Verdict
from app.modules.review.errors import AlreadyReviewed
from app.modules.review.models import Review, ReviewPicture
from app.modules.review.schemas import ReviewIn
from tests.catalog.factory import spu
from tests.order.factory import place
from tests.racing import race
from tests.review.bought import complete, line, lines_of, picture, status_of, write
from tests.types import AsUser

PROCESSES = 4


async def review(database: Database, user_id: int, line_id: int) -> int | None:
    """The line's id, if this was its review."""
    try:
        async with database.begin() as session:
            await writing.write(session, user_id, ReviewIn(line_id=line_id, stars=5, text="好"))
    except AlreadyReviewed:
        return None
    return line_id


async def note_number(database: Database, picture_id: int) -> None:
    async with database.begin() as session:
        await checking.sent(session, picture_id, f"trace-{picture_id}")


async def note_verdict(database: Database, picture_id: int) -> None:
    async with database.begin() as session:
        await checking.answered(session, f"trace-{picture_id}", Verdict("pass", 100))


async def note(database: Database, what: str, picture_id: int) -> None:
    await {"number": note_number, "verdict": note_verdict}[what](database, picture_id)


async def test_a_line_gets_one_review(as_user: AsUser, database: Database) -> None:
    person = await as_user(consents=("address",))
    tea = await spu(database, specs={"规格": [f"{number}g" for number in range(6)]})
    order = await place(person, *tea.sku_ids)
    await complete(database, order["id"])
    lines = await lines_of(database, order["id"])
    written = await race(database, review, [[(person.id, line_id) for line_id in lines]] * PROCESSES)
    assert sorted(line_id for line_id in written if line_id) == lines
    async with database.read() as session:
        assert sorted(await session.scalars(sa.select(Review.line_id))) == lines


async def test_no_verdict_is_lost(as_user: AsUser, database: Database) -> None:
    person = await as_user(consents=("address",))
    pictures = [await picture(person) for _ in range(6)]
    made = await write(person, await line(database, person), text="", picture_ids=pictures)
    told = [(what, picture_id) for what in ("number", "verdict") for picture_id in pictures] * 2
    await race(database, note, [random.sample(told, len(told)) for _ in range(PROCESSES)])
    async with database.read() as session:
        assert set(await session.scalars(sa.select(ReviewPicture.verdict))) == {"pass"}
    assert await status_of(person, made["id"]) == "shown"
