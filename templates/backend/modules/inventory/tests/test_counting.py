"""Reserving, committing and releasing, as the modules that sell call them."""

import pytest
import sqlalchemy as sa
from sqlalchemy.exc import DBAPIError

from app.contracts.stock import STOCK, OutOfStock, UnlimitedStock
from app.core.database import Database
from app.modules.inventory.counting import CountedStock
from tests.catalog.factory import spu
from tests.inventory.shelf import check_books, counts, ledger, put_in, stocked
from tests.types import Configure

stock = CountedStock()


async def reserve(database: Database, subject_id: int, quantities: dict[int, int]) -> None:
    async with database.begin() as session:
        await stock.reserve(session, "order", subject_id, quantities)


async def commit(database: Database, subject_id: int) -> None:
    async with database.begin() as session:
        await stock.commit(session, "order", subject_id)


async def release(database: Database, subject_id: int) -> None:
    async with database.begin() as session:
        await stock.release(session, "order", subject_id)


async def available(database: Database, *sku_ids: int) -> dict[int, int | None]:
    async with database.read() as session:
        return await stock.available(session, sku_ids)


@pytest.mark.usefixtures("app")
def test_is_the_shops_stock() -> None:
    assert isinstance(STOCK.one(UnlimitedStock()), CountedStock)


class TestReserve:
    async def test_holds_and_sells(self, database: Database) -> None:
        sku_id = (await stocked(database, 5)).sku_id
        await reserve(database, 1, {sku_id: 2})
        assert await counts(database, sku_id) == (3, 2)
        await commit(database, 1)
        assert await counts(database, sku_id) == (3, 0)
        reasons = [(move.reason, move.subject, move.subject_id) for move in await ledger(database, sku_id)]
        assert reasons == [("received", None, None), ("reserved", "order", 1), ("committed", "order", 1)]
        await check_books(database, sku_id)

    async def test_gives_back(self, database: Database) -> None:
        sku_id = (await stocked(database, 5)).sku_id
        await reserve(database, 1, {sku_id: 2})
        await release(database, 1)
        assert await counts(database, sku_id) == (5, 0)
        await check_books(database, sku_id)

    async def test_each_step_counts_once(self, database: Database) -> None:
        sku_id = (await stocked(database, 5)).sku_id
        for _ in range(3):
            await reserve(database, 1, {sku_id: 2})
        assert await counts(database, sku_id) == (3, 2)
        for _ in range(3):
            await commit(database, 1)
            await release(database, 1)  # sold is sold
        await reserve(database, 1, {sku_id: 2})
        assert await counts(database, sku_id) == (3, 0)
        assert len(await ledger(database, sku_id)) == 3

    async def test_subjects_are_apart(self, database: Database) -> None:
        sku_id = (await stocked(database, 5)).sku_id
        async with database.begin() as session:
            for subject in ("order", "booking"):
                await stock.reserve(session, subject, 1, {sku_id: 1})
            await stock.release(session, "booking", 1)
            await stock.release(session, "order", 2)
        assert await counts(database, sku_id) == (4, 1)

    async def test_all_or_none(self, database: Database) -> None:
        plenty, few, none = (await stocked(database, 9, 1, 1)).sku_ids
        await reserve(database, 1, {none: 1})
        with pytest.raises(OutOfStock) as refusal:
            await reserve(database, 2, {plenty: 3, few: 2, none: 1})
        assert refusal.value.details == {
            "lines": [{"sku_id": few, "available": 1}, {"sku_id": none, "available": 0}],
        }
        assert [await counts(database, sku_id) for sku_id in (plenty, few, none)] == [(9, 0), (1, 0), (0, 1)]

    async def test_nothing_stays_when_the_caller_carries_on(self, database: Database) -> None:
        plenty, few = (await stocked(database, 9, 1)).sku_ids
        async with database.begin() as session:
            with pytest.raises(OutOfStock):
                await stock.reserve(session, "order", 1, {plenty: 3, few: 2})
            await stock.reserve(session, "order", 2, {plenty: 1})
        assert await counts(database, plenty) == (8, 1)
        await check_books(database, plenty)

    async def test_another_number_is_a_mistake(self, database: Database) -> None:
        sku_id = (await stocked(database, 5)).sku_id
        await reserve(database, 1, {sku_id: 2})
        with pytest.raises(ValueError, match="order 1 has reserved 2"):
            await reserve(database, 1, {sku_id: 3})
        await release(database, 1)
        with pytest.raises(ValueError, match="order 1 has released 2"):
            await reserve(database, 1, {sku_id: 2})
        assert await counts(database, sku_id) == (5, 0)


class TestTakeBack:
    """Some of what was sold comes back; what is left with the subject is given back by `restore`, nothing twice."""

    async def take_back(self, database: Database, case: int, quantities: dict[int, int]) -> None:
        async with database.begin() as session:
            await stock.take_back(session, "order", 1, quantities, by=("return", case))

    async def test_some_and_then_the_rest(self, database: Database) -> None:
        sku_id = (await stocked(database, 10)).sku_id
        await reserve(database, 1, {sku_id: 3})
        await commit(database, 1)
        for _ in range(2):
            await self.take_back(database, 7, {sku_id: 2})
            assert await counts(database, sku_id) == (9, 0)
        for _ in range(2):
            async with database.begin() as session:
                await stock.restore(session, "order", 1)
            assert await counts(database, sku_id) == (10, 0)
        await check_books(database, sku_id)

    async def test_what_has_left_stays_sold(self, database: Database) -> None:
        made = await stocked(database, 10, 10)
        first, second = made.sku_ids
        await reserve(database, 1, {first: 3, second: 2})
        await commit(database, 1)
        for _ in range(2):
            async with database.begin() as session:
                await stock.restore(session, "order", 1, gone={first: 2, second: 2})
            assert [await counts(database, sku_id) for sku_id in made.sku_ids] == [(8, 0), (8, 0)]
        await self.take_back(database, 7, {first: 2})
        assert await counts(database, first) == (10, 0)
        for sku_id in made.sku_ids:
            await check_books(database, sku_id)

    async def test_all_of_it(self, database: Database) -> None:
        sku_id = (await stocked(database, 10)).sku_id
        await reserve(database, 1, {sku_id: 3})
        await commit(database, 1)
        await self.take_back(database, 7, {sku_id: 3})
        async with database.begin() as session:
            await stock.restore(session, "order", 1)
        assert await counts(database, sku_id) == (10, 0)
        assert [move.reason for move in await ledger(database, sku_id)][-1] == "returned"

    async def test_what_nobody_counts(self, database: Database) -> None:
        sku_id = (await spu(database)).sku_id
        await self.take_back(database, 7, {sku_id: 1})
        assert await available(database, sku_id) == {sku_id: 0}


class TestUncounted:
    async def test_is_sold_out(self, database: Database) -> None:
        sku_id = (await spu(database)).sku_id
        assert await available(database, sku_id) == {sku_id: 0}
        with pytest.raises(OutOfStock):
            await reserve(database, 1, {sku_id: 1})

    async def test_or_unlimited(self, database: Database, configure: Configure) -> None:
        configure("inventory", uncounted="unlimited")
        counted = (await stocked(database, 2)).sku_id
        free = (await spu(database)).sku_id
        assert await available(database, counted, free) == {counted: 2, free: None}
        await reserve(database, 1, {free: 1000, counted: 1})
        await put_in(database, free, 5)  # counted from now on: what was sold before is not taken from it
        await commit(database, 1)
        assert await available(database, counted, free) == {counted: 1, free: 5}


class TestLedger:
    @pytest.mark.parametrize("change", ["UPDATE inventory_move SET note = 'x'", "DELETE FROM inventory_move"])
    async def test_is_append_only(self, database: Database, change: str) -> None:
        await stocked(database, 5)
        with pytest.raises(DBAPIError, match="append only"):
            async with database.begin() as session:
                await session.execute(sa.text(change))


async def test_what_comes_in_counts_once(database: Database) -> None:
    """Where it was put; a SKU that nobody counts stays so."""
    sku_id, uncounted = (await stocked(database, 5)).sku_id, (await spu(database)).sku_id
    for location_id, by in ((None, 1), (None, 1), (7, 2), (7, 2)):
        async with database.begin() as session:
            pieces = {sku_id: 3, uncounted: 3}
            await stock.receive(session, pieces, by=("purchase_receipt", by), location_id=location_id)
            await UnlimitedStock().receive(session, pieces, by=("purchase_receipt", by))
    assert await counts(database, sku_id) == (8, 0)
    assert [(move.reason, move.subject, move.location_id) for move in await ledger(database, sku_id)][1:] == [
        ("received", "purchase_receipt", None),
        ("received", "purchase_receipt", 7),
    ]
    async with database.read() as session:
        assert await stock.available(session, [sku_id], 7) == {sku_id: 3}
        assert await stock.available(session, [uncounted]) != {uncounted: 3}
