"""One of several processes that end the same journeys: python -m tests.marketing_automation.racer URL RUN_ID…

Waits for a line on standard input, then ends each journey several times, all at once.
"""

import asyncio
import sys
from contextlib import suppress

from app.core.database import Database
from app.core.jobs import RetryLater
from app.modules.marketing_automation.runs import end
from app.registry import MODULES

TIMES = 3


async def end_one(database: Database, run_id: int) -> None:
    with suppress(RetryLater):
        async with database.begin() as session:
            await end(session, {"run_id": run_id})


async def main(url: str, *run_ids: int) -> None:
    for module in MODULES:
        module.setup()
    database = Database(url)
    sys.stdin.readline()
    await asyncio.gather(*(end_one(database, run_id) for run_id in run_ids * TIMES))
    await database.close()


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1], *map(int, sys.argv[2:])))
