"""One of several processes whose customers help with one bargain: python -m tests.bargain.racer URL CODE HELPER…

Waits for a line on standard input, then has every helper cut twice over, all at once. Prints what each cut took off.
"""

import asyncio
import json
import sys

import app.registry  # noqa: F401  # with it every table is known
from app.core.database import Database
from app.core.errors import AppError
from app.modules.bargain.bargaining import help_with


async def cut(database: Database, code: str, helper_id: int) -> int:
    try:
        async with database.begin() as session:
            return (await help_with(session, helper_id, code)).cut_fen
    except AppError:
        return 0


async def main(url: str, code: str, *helper_ids: int) -> None:
    database = Database(url)
    sys.stdin.readline()
    cuts = await asyncio.gather(*(cut(database, code, helper_id) for helper_id in helper_ids for _ in range(2)))
    await database.close()
    sys.stdout.write(json.dumps([taken for taken in cuts if taken]))


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1], sys.argv[2], *map(int, sys.argv[3:])))
