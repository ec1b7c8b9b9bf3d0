"""All friends help at the same second, and the shop has several processes."""

import asyncio
import json
import sys

from app.core.database import Database
from app.core.settings import BACKEND
from tests.bargain.factory import FLOOR_FEN, USUAL_FEN, activity, cuts, record, start
from tests.catalog.factory import spu
from tests.types import AsUser

PROCESSES, FRIENDS, HELPS = 4, 30, 20


async def test_exactly_to_the_floor(database: Database, as_user: AsUser) -> None:
    await activity(database, (await spu(database, price_fen=USUAL_FEN)).sku_id, helps=HELPS)
    code = await start(await as_user())
    friends = [(await as_user(f"好友{number}")).id for number in range(FRIENDS)]
    racers = [
        await asyncio.create_subprocess_exec(
            sys.executable, "-m", "tests.bargain.racer", database.url, code, *map(str, friends[number::PROCESSES]),
            cwd=BACKEND, stdin=asyncio.subprocess.PIPE, stdout=asyncio.subprocess.PIPE,
        )
        for number in range(PROCESSES)
    ]  # fmt: skip
    results = await asyncio.gather(*(racer.communicate(b"go\n") for racer in racers))
    assert [racer.returncode for racer in racers] == [0] * PROCESSES
    taken = [cut for out, _ in results for cut in json.loads(out)]
    assert (len(taken), sum(taken)) == (HELPS, USUAL_FEN - FLOOR_FEN)
    assert sorted(await cuts(database)) == sorted(taken)
    row = await record(database, code)
    assert (row.status, row.cuts, row.price_fen) == ("success", HELPS, FLOOR_FEN)
