"""Pieces that something else has counted."""

from app.core.database import Database
from app.modules.inventory import api
from tests.catalog.factory import spu
from tests.inventory.shelf import check_books, counts, ledger, put_in, stocked
from tests.racing import race


async def moved(database: Database, sku_id: int, change: int) -> int | None:
    """How many pieces really came or went."""
    async with database.begin() as session:
        came = await api.move_counted(session, sku_id, change, by=("shelf_slot", 5))
        return None if came is None else came.pieces


async def test_as_many_go_as_there_are(database: Database) -> None:
    sku_id = (await stocked(database, 5)).sku_id
    assert [await moved(database, sku_id, change) for change in (-2, 4, -9, -1, 0)] == [-2, 4, -7, 0, 0]
    assert await counts(database, sku_id) == (0, 0)
    lines = [
        (line.reason, line.subject, line.subject_id, line.available_after) for line in await ledger(database, sku_id)
    ]
    assert lines[1:] == [("sensed", "shelf_slot", 5, number) for number in (3, 7, 0)]
    await check_books(database, sku_id)


async def test_what_nobody_counts(database: Database) -> None:
    sku_id = (await spu(database)).sku_id
    assert await moved(database, sku_id, 3) is None
    async with database.read() as session:
        assert await api.levels(session, [sku_id]) == {}


async def test_low(database: Database) -> None:
    sku_id = (await stocked(database, 5)).sku_id
    async with database.read() as session:
        (level,) = (await api.levels(session, [sku_id])).values()
    assert (level.available, level.low_at, level.low) == (5, 5, True)
    await put_in(database, sku_id, 1)
    async with database.begin() as session:
        came = await api.move_counted(session, sku_id, -1, by=("shelf_slot", 5))
    assert came is not None
    assert (came.before.low, came.after.low, came.pieces) == (False, True, -1)


async def test_several_at_once_take_what_there_is(database: Database) -> None:
    sku_id = (await stocked(database, 10)).sku_id
    taken = await race(database, moved, [[(sku_id, -3)] * 2 for _ in range(4)])
    assert sorted(pieces or 0 for pieces in taken) == [-3, -3, -3, -1, 0, 0, 0, 0]
    assert await counts(database, sku_id) == (0, 0)
    await check_books(database, sku_id)
