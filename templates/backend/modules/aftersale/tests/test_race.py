"""The same pieces, asked back from several processes at once."""

import asyncio
import json
import sys
from typing import Any

from app.core.database import Database
from app.core.settings import BACKEND
from tests.aftersale.factory import balances, bought
from tests.catalog.factory import spu
from tests.types import AsUser

PROCESSES = 3
PIECES = 2
"""Of nine or seven, asked for by each."""


async def race(database: Database, user_id: int, order: dict[str, Any], tries: int, what: str) -> list[str]:
    """What each try came to."""
    racers = [
        await asyncio.create_subprocess_exec(
            sys.executable, "-m", "tests.aftersale.racer", database.url, str(user_id), str(order["id"]),
            str(order["line_ids"][0]), str(PIECES), str(tries), what,
            cwd=BACKEND, stdin=asyncio.subprocess.PIPE, stdout=asyncio.subprocess.PIPE,
        )
        for _ in range(PROCESSES)
    ]  # fmt: skip
    results = await asyncio.gather(*(racer.communicate(b"go\n") for racer in racers))
    assert [racer.returncode for racer in racers] == [0] * PROCESSES
    return [word for out, _ in results for word in json.loads(out)]


async def test_one_case_for_a_line(as_user: AsUser, database: Database) -> None:
    person = await as_user(consents=("address",))
    order = await bought(person, database, (await spu(database)).sku_id, quantity=9)
    words = await race(database, person.id, order, 6, "ask")
    assert sorted(words) == ["AFTERSALE_OPEN"] * (PROCESSES * 6 - 1) + ["asked"]
    assert await balances(database, order["id"]) == [(PIECES, 0, 0), (0, 0, 0)]


async def test_never_more_than_was_bought(as_user: AsUser, database: Database) -> None:
    """Each case is paid back at once, so that the next may be opened."""
    person = await as_user(consents=("address",))
    order = await bought(person, database, (await spu(database, price_fen=3333)).sku_id, quantity=7)
    words = await race(database, person.id, order, 2, "refund")
    assert sorted(words) == ["QUANTITY_EXCEEDED"] * (PROCESSES * 2 - 3) + ["asked"] * 3
    assert await balances(database, order["id"]) == [(0, 6, 6 * 3333), (0, 0, 0)]
