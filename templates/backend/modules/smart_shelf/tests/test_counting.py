"""From weights to stock: once, by the shelf's own clock, and never more than can be sold."""

import json
from datetime import timedelta

import pytest

from app.contracts.stock import STOCK
from app.core.database import Database
from app.modules.device.ingesting import take
from app.modules.device.messages import Incoming
from tests.catalog.factory import spu
from tests.inventory.shelf import check_books, counts, ledger, put_in, stocked
from tests.smart_shelf.shelves import grams, row, shelf, slot, tells
from tests.types import Configure, Hand


async def test_what_is_taken_leaves_the_stock_once(database: Database, clock_hand: Hand) -> None:
    sku_id, device = (await stocked(database, 10)).sku_id, await shelf(database)
    slot_id = await slot(database, device, sku_id)
    await tells(database, device, left=grams(8))
    assert await counts(database, sku_id) == (10, 0)  # where counting begins
    clock_hand.advance(seconds=10)
    for _ in range(3):
        await tells(database, device, clock_hand.time, left=grams(6))
    assert await counts(database, sku_id) == (8, 0)
    for seconds in (10, 20):
        clock_hand.advance(seconds=seconds)
        await tells(database, device, left=grams(6))
    assert await counts(database, sku_id) == (8, 0)
    clock_hand.advance(seconds=10)
    await tells(database, device, left=grams(7))
    assert await counts(database, sku_id) == (9, 0)
    moves = [(one.reason, one.subject, one.subject_id, one.available_after) for one in await ledger(database, sku_id)]
    assert moves[1:] == [("sensed", "shelf_slot", slot_id, 8), ("sensed", "shelf_slot", slot_id, 9)]
    await check_books(database, sku_id)


async def test_what_comes_late_changes_nothing(database: Database, clock_hand: Hand) -> None:
    sku_id, device = (await stocked(database, 10)).sku_id, await shelf(database)
    slot_id = await slot(database, device, sku_id)
    now = clock_hand.time
    await tells(database, device, now, left=grams(8))
    await tells(database, device, now - timedelta(minutes=1), left=grams(3))
    await tells(database, device, now, left=grams(3))
    assert await counts(database, sku_id) == (10, 0)
    assert (await row(database, slot_id)).pieces == 8


async def test_several_messages_in_one_go(database: Database, clock_hand: Hand) -> None:
    """The stock moves by what has changed in the end; what was picked meanwhile is counted."""
    first, second = (await stocked(database, 10, 10)).sku_ids
    device = await shelf(database)
    await slot(database, device, first)
    await slot(database, device, second, reading="right")
    begun = clock_hand.time - timedelta(minutes=5)
    told = [(8, 9), (5, 9), (7, 8), (6, 8)]
    bodies = [
        {"at": (begun + timedelta(seconds=n)).isoformat(), "values": {"left": grams(left), "right": grams(right)}}
        for n, (left, right) in enumerate(told)
    ]
    async with database.begin() as session:
        await take(session, [Incoming(device.code, json.dumps(one).encode(), clock_hand.time) for one in bodies])
    assert [await counts(database, sku_id) for sku_id in (first, second)] == [(8, 0), (9, 0)]
    assert [len(await ledger(database, sku_id)) for sku_id in (first, second)] == [2, 2]


@pytest.mark.parametrize(
    ("pieces", "tolerance", "certain"),
    [(3.2, None, True), (3.21, None, False), (2.8, None, True), (3.4, 45, True), (3.1, 5, False),
     (-0.1, None, True), (-1, None, False), (99_999_999, None, False)],
)  # fmt: skip
async def test_what_is_no_whole_number_of_pieces_is_only_counted(
    database: Database,
    clock_hand: Hand,
    pieces: float,
    tolerance: int | None,
    certain: bool,  # noqa: FBT001  # of a table
) -> None:
    sku_id, device = (await stocked(database, 10)).sku_id, await shelf(database)
    slot_id = await slot(database, device, sku_id, tolerance=tolerance)
    await tells(database, device, left=grams(5))
    clock_hand.advance(seconds=10)
    await tells(database, device, left=grams(pieces))
    found = await row(database, slot_id)
    assert (found.uncertain == 0, found.uncertain_at is None) == (certain, certain)
    assert found.pieces == (max(round(pieces), 0) if certain else 5)
    assert found.weight_g == pytest.approx(grams(pieces))
    assert (await counts(database, sku_id))[0] == 10 + (found.pieces - 5)


async def test_the_tolerance_of_the_business(database: Database, configure: Configure, clock_hand: Hand) -> None:
    configure("smart_shelf", tolerance=5)
    sku_id, device = (await stocked(database, 10)).sku_id, await shelf(database)
    slot_id = await slot(database, device, sku_id)
    await tells(database, device, left=grams(5))
    clock_hand.advance(seconds=10)
    await tells(database, device, left=grams(4.1))
    assert (await row(database, slot_id)).uncertain == 1


async def test_kilograms_and_what_is_no_weight(database: Database, clock_hand: Hand) -> None:
    sku_id = (await stocked(database, 10)).sku_id
    plate, door = await shelf(database, "plate-1", type="plate"), await shelf(database, "door-1", type="door")
    slot_id = await slot(database, plate, sku_id, reading="weight")
    await tells(database, plate, weight=0.9)
    clock_hand.advance(seconds=10)
    await tells(database, plate, weight=0.7)
    await tells(database, door, open=True)
    assert (await row(database, slot_id)).pieces == 2
    assert await counts(database, sku_id) == (8, 0)


async def test_what_is_held_for_somebody_does_not_go(database: Database, clock_hand: Hand) -> None:
    """What the stock cannot give is a discrepancy; what is put back fills it up first."""
    sku_id, device = (await stocked(database, 3)).sku_id, await shelf(database)
    slot_id = await slot(database, device, sku_id)
    async with database.begin() as session:
        (keeper,) = STOCK.all()
        await keeper.reserve(session, "order", 1, {sku_id: 2})
    await tells(database, device, left=grams(3))
    for pieces, available, missing in ((0, 0, 2), (1, 0, 1), (2, 0, 0), (3, 1, 0)):
        clock_hand.advance(seconds=10)
        await tells(database, device, left=grams(pieces))
        found = await row(database, slot_id)
        assert await counts(database, sku_id) == (available, 2)
        assert (found.missing, found.missing_since is not None) == (missing, missing > 0)
    await check_books(database, sku_id)


async def test_an_sku_that_nobody_counts_stays_so(database: Database, clock_hand: Hand) -> None:
    sku_id, device = (await spu(database)).sku_id, await shelf(database)
    slot_id = await slot(database, device, sku_id)
    await tells(database, device, left=grams(3))
    clock_hand.advance(seconds=10)
    await tells(database, device, left=grams(1))
    assert ((await row(database, slot_id)).pieces, (await row(database, slot_id)).missing) == (1, 0)
    assert await ledger(database, sku_id) == []
    await put_in(database, sku_id, 4)
    clock_hand.advance(seconds=10)
    await tells(database, device, left=grams(0))
    assert await counts(database, sku_id) == (3, 0)
