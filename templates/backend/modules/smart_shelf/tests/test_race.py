"""One weight, told by several connections at once, moves the stock once; two shelves of one SKU, each its own."""

import json
from datetime import datetime, timedelta

from app.core import clock
from app.core.database import Database
from app.modules.device.ingesting import take
from app.modules.device.messages import Incoming
from tests.inventory.shelf import check_books, counts, ledger, stocked
from tests.racing import race
from tests.smart_shelf.shelves import grams, notices, row, shelf, slot, tells

PROCESSES = 4


async def tell(database: Database, code: str, at: datetime, pieces: int) -> None:
    said = json.dumps({"at": at.isoformat(), "values": {"left": grams(pieces)}}).encode()
    async with database.begin() as session:
        await take(session, [Incoming(code, said, clock.now())])


async def test_told_at_once(database: Database) -> None:
    """In whatever order they come, the newest is what counts."""
    sku_id, device = (await stocked(database, 40)).sku_id, await shelf(database)
    slot_id = await slot(database, device, sku_id)
    begun = clock.now() - timedelta(minutes=5)
    await tells(database, device, begun, left=grams(30))
    calls = [
        [(device.code, begun + timedelta(seconds=number), 30 - number) for number in range(1, 11)]
        for _ in range(PROCESSES)
    ]
    await race(database, tell, calls)
    assert await counts(database, sku_id) == (30, 0)
    assert (await row(database, slot_id)).pieces == 20
    moved = [line for line in await ledger(database, sku_id) if line.reason == "sensed"]
    assert 1 <= len(moved) <= 10
    await check_books(database, sku_id)


async def test_several_shelves_of_one_sku(database: Database) -> None:
    """Together they take what there is, one notice is written, and what was not there is missing."""
    sku_id = (await stocked(database, 10)).sku_id
    shelves = [await shelf(database, f"shelf-{number}") for number in range(PROCESSES)]
    slot_ids = [await slot(database, device, sku_id) for device in shelves]
    begun = clock.now() - timedelta(minutes=5)
    for device in shelves:
        await tells(database, device, begun, left=grams(5))
    calls = [[(device.code, begun + timedelta(seconds=10), 0)] * 2 for device in shelves]
    await race(database, tell, calls)
    assert await counts(database, sku_id) == (0, 0)
    assert sum([(await row(database, slot_id)).missing for slot_id in slot_ids]) == 5 * PROCESSES - 10
    assert len(await notices(database)) == 1
    await check_books(database, sku_id)
