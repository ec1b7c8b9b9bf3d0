"""One of several processes that act on reviews: python -m tests.review.racer URL write|judge …

Waits for a line on standard input. `write USER_ID LINE_ID…`: writes a review of each line, all at once, and prints
those lines for which it succeeded. `judge PICTURE_ID…`: notes for each picture, in any order, WeChat's number and its
verdict, twice.
"""

import asyncio
import json
import random
import sys

import app.registry  # noqa: F401  # with it every table is known
from app.core import jobs
from app.core.database import Database
from app.modules.review import checking, writing
from app.modules.review.content import Verdict
from app.modules.review.errors import AlreadyReviewed
from app.modules.review.schemas import ReviewIn


async def _ignore(job: jobs.JobContext, payload: jobs.Payload) -> None:
    del job, payload


async def write(database: Database, user_id: int, line_id: int) -> bool:
    try:
        async with database.begin() as session:
            await writing.write(session, user_id, ReviewIn(line_id=line_id, stars=5, text="好"))
    except AlreadyReviewed:
        return False
    return True


async def judge(database: Database, picture_id: int, step: int) -> None:
    async with database.begin() as session:
        if step % 2:
            await checking.sent(session, picture_id, f"trace-{picture_id}")
        else:
            await checking.answered(session, f"trace-{picture_id}", Verdict("pass", 100))


async def main(url: str, what: str, *numbers: int) -> None:
    for name in (checking.CHECK_TEXT, checking.CHECK_OVERDUE):
        jobs.register_outside(name, _ignore)  # rows are only written here
    database = Database(url)
    sys.stdin.readline()
    if what == "write":
        user_id, *lines = numbers
        written = await asyncio.gather(*(write(database, user_id, line_id) for line_id in lines))
        sys.stdout.write(json.dumps([line_id for line_id, done in zip(lines, written, strict=True) if done]))
    else:
        steps = [(picture_id, step) for picture_id in numbers for step in range(4)]
        random.shuffle(steps)
        await asyncio.gather(*(judge(database, *step) for step in steps))
        sys.stdout.write("[]")
    await database.close()


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1], sys.argv[2], *map(int, sys.argv[3:])))
