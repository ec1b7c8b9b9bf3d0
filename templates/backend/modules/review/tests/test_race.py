"""Several processes at once: one review for a line, and no verdict lost between its number and its answer."""

import asyncio
import json
import sys

import sqlalchemy as sa

from app.core.database import Database
from app.core.settings import BACKEND
from app.modules.review.models import Review, ReviewPicture
from tests.catalog.factory import spu
from tests.order.factory import place
from tests.review.bought import complete, line, lines_of, picture, status_of, write
from tests.types import AsUser

PROCESSES = 4


async def race(database: Database, *arguments: object) -> list[list[int]]:
    """What each process printed."""
    racers = [
        await asyncio.create_subprocess_exec(
            sys.executable, "-m", "tests.review.racer", database.url, *map(str, arguments),
            cwd=BACKEND, stdin=asyncio.subprocess.PIPE, stdout=asyncio.subprocess.PIPE,
        )
        for _ in range(PROCESSES)
    ]  # fmt: skip
    results = await asyncio.gather(*(racer.communicate(b"go\n") for racer in racers))
    assert [racer.returncode for racer in racers] == [0] * PROCESSES
    return [json.loads(out) for out, _ in results]


async def test_a_line_gets_one_review(as_user: AsUser, database: Database) -> None:
    person = await as_user(consents=("address",))
    tea = await spu(database, specs={"规格": [f"{number}g" for number in range(6)]})
    order = await place(person, *tea.sku_ids)
    await complete(database, order["id"])
    lines = await lines_of(database, order["id"])
    written = await race(database, "write", person.id, *lines)
    assert sorted(line_id for one in written for line_id in one) == lines
    async with database.read() as session:
        assert sorted(await session.scalars(sa.select(Review.line_id))) == lines


async def test_no_verdict_is_lost(as_user: AsUser, database: Database) -> None:
    person = await as_user(consents=("address",))
    pictures = [await picture(person) for _ in range(6)]
    review = await write(person, await line(database, person), text="", picture_ids=pictures)
    await race(database, "judge", *pictures)
    async with database.read() as session:
        assert set(await session.scalars(sa.select(ReviewPicture.verdict))) == {"pass"}
    assert await status_of(person, review["id"]) == "shown"
