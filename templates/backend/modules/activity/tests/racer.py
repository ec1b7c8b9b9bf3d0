"""One of several processes whose accounts share an address: python -m tests.activity.racer URL LIMIT USER_ID…

Waits for a line on standard input, then lets every account take part twice over, all at once. Prints the ids of the
accounts that were let in.
"""

import asyncio
import json
import sys
from unittest.mock import patch

import app.registry  # noqa: F401  # with it every table is known
from app.core.database import Database
from app.modules.activity.api import Claim, LimitReached, enter
from app.modules.activity.limits import address_mark
from app.modules.activity.settings import ActivitySettings


async def take_part(database: Database, user_id: int, subject_id: int) -> int | None:
    try:
        async with database.begin() as session:
            await enter(session, Claim("test", 1, user_id, "order", subject_id), [("address", address_mark("此处"))])
    except LimitReached:
        return None
    return user_id


async def main(url: str, limit: int, *user_ids: int) -> None:
    rules = ActivitySettings(accounts_per_phone=1, accounts_per_address=limit)
    database = Database(url)
    sys.stdin.readline()
    tries = (take_part(database, user_id, 10 * user_id + turn) for user_id in user_ids for turn in range(2))
    with patch.object(ActivitySettings, "load", return_value=rules):
        let_in = await asyncio.gather(*tries)
    await database.close()
    sys.stdout.write(json.dumps([user_id for user_id in let_in if user_id is not None]))


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1], *map(int, sys.argv[2:])))
