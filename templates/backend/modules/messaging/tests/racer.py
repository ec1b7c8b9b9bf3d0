"""One of several processes with news for one customer: python -m tests.messaging.racer URL USER_ID DAILY_LIMIT KEY…

Waits for a line on standard input, then tells of each key, all at once. Prints the keys that it was the first to tell.
"""

import asyncio
import json
import sys

import app.registry  # noqa: F401  # with it every table is known
from app.core import business as business_module
from app.core.database import Database
from app.core.jobs import register_outside
from app.modules.messaging.sending import send
from app.modules.messaging.telling import SEND
from tests.messaging.declared import declared, tell_in


def limit(daily_limit: int) -> None:
    rules = business_module.business().model_dump()
    mine = {**rules["modules"].get("messaging", {}), "daily_limit": daily_limit, "quiet_hours": ""}
    rules["modules"] = {**rules["modules"], "messaging": mine}
    business_module._current = business_module.Business.model_validate(rules)  # noqa: SLF001  # the whole process is the test's


async def tell(database: Database, user_id: int, key: str) -> bool:
    async with database.begin() as session:
        return await tell_in(session, user_id, key)


async def main(url: str, user_id: int, daily_limit: int, *keys: str) -> None:
    limit(daily_limit)
    register_outside(SEND, send)
    database = Database(url)
    sys.stdin.readline()
    with declared():
        told = await asyncio.gather(*(tell(database, user_id, key) for key in keys))
    await database.close()
    sys.stdout.write(json.dumps([key for key, first in zip(keys, told, strict=True) if first]))


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]), *sys.argv[4:]))
