"""One cart, filled from several processes at once."""

import asyncio
import json
import sys

from app.core.database import Database
from app.core.settings import BACKEND
from tests.catalog.factory import spu
from tests.types import AsUser

PROCESSES, SKUS_EACH, MAX_LINES = 4, 6, 5


async def test_never_more_lines_than_fit(as_user: AsUser, database: Database) -> None:
    user = await as_user()
    sizes = [f"{number}g" for number in range(PROCESSES * SKUS_EACH)]
    sku_ids = (await spu(database, specs={"规格": sizes})).sku_ids
    racers = [
        await asyncio.create_subprocess_exec(
            sys.executable, "-m", "tests.cart.racer", database.url, str(user.id), str(MAX_LINES),
            *map(str, sku_ids[number::PROCESSES]),
            cwd=BACKEND, stdin=asyncio.subprocess.PIPE, stdout=asyncio.subprocess.PIPE,
        )
        for number in range(PROCESSES)
    ]  # fmt: skip
    results = await asyncio.gather(*(racer.communicate(b"go\n") for racer in racers))
    assert [racer.returncode for racer in racers] == [0] * PROCESSES
    added = [sku_id for out, _ in results for sku_id in json.loads(out)]
    items = (await user.client.get("/cart")).json()["items"]
    assert len(added) == MAX_LINES
    assert {item["sku_id"] for item in items} == set(added)
