"""Stock at stores: adjusted, transferred, and never sold twice."""

from typing import Any

import httpx
import pytest

from app.contracts.stock import OutOfStock
from app.core.context import SYSTEM
from app.core.database import Database
from app.modules.inventory import places
from app.modules.inventory.counting import CountedStock
from app.modules.inventory.schemas import LocalAdjustIn
from tests.inventory.shelf import counts, ledger, stocked
from tests.keys import new_key
from tests.multi_store.shops import WULIN, store, works_at
from tests.racing import race
from tests.types import AsStaff, Configure, OpenConsole, Person

stock = CountedStock()
PROCESSES, ORDERS, PIECES = 3, 12, 10


async def at(database: Database, sku_id: int) -> list[tuple[int, int]]:
    """(available, reserved) in the warehouse and at each store."""
    async with database.read() as session:
        return [(one.available, one.reserved) for one in await places.of_sku(session, sku_id, None)]


async def put(database: Database, sku_id: int, location_id: int, pieces: int) -> None:
    async with database.begin() as session:
        body = LocalAdjustIn(location_id=location_id, change=pieces, reason="received")
        await places.adjust(session, SYSTEM, sku_id, body)


async def post(staff: Person, path: str, **body: Any) -> httpx.Response:  # noqa: ANN401  # JSON
    return await staff.client.post(f"/staff/stock/{path}", json=body, headers=new_key())


async def order(database: Database, order_id: int, sku_id: int, location_id: int) -> bool:
    """Whether the order got its piece."""
    try:
        async with database.begin() as session:
            await stock.reserve(session, "order", order_id, {sku_id: 1}, location_id)
    except OutOfStock:
        return False
    return True


class TestSelling:
    async def test_at_one_place_and_at_no_other(self, database: Database) -> None:
        here = await store(database)
        sku_id = (await stocked(database, 5)).sku_id
        await put(database, sku_id, here, 2)
        async with database.begin() as session:
            assert await stock.available(session, [sku_id], here) == {sku_id: 2}
            assert await stock.available(session, [sku_id]) == {sku_id: 5}
            assert await stock.available(session, [sku_id], 99) == {sku_id: 0}
            with pytest.raises(OutOfStock):
                await stock.reserve(session, "order", 1, {sku_id: 3}, here)
            await stock.reserve(session, "order", 2, {sku_id: 2}, here)
            with pytest.raises(ValueError, match="before"):
                await stock.reserve(session, "order", 2, {sku_id: 2})
        assert await at(database, sku_id) == [(5, 0), (0, 2)]
        async with database.begin() as session:
            await stock.commit(session, "order", 2)
        assert await at(database, sku_id) == [(5, 0), (0, 0)]
        async with database.begin() as session:
            await stock.restore(session, "order", 2)
        assert await at(database, sku_id) == [(5, 0), (2, 0)]
        told = [(move.reason, move.location_id) for move in await ledger(database, sku_id)]
        assert told[-3:] == [("reserved", here), ("committed", here), ("restored", here)]

    async def test_never_more_than_lie_there(self, database: Database) -> None:
        here = await store(database)
        sku_id = (await stocked(database, 100)).sku_id
        await put(database, sku_id, here, PIECES)
        calls = [[(1000 * n + number, sku_id, here) for number in range(ORDERS)] for n in range(PROCESSES)]
        assert (await race(database, order, calls)).count(True) == PIECES
        assert await at(database, sku_id) == [(100, 0), (0, PIECES)]


class TestStaff:
    async def test_brought_from_place_to_place(self, as_staff: AsStaff, database: Database) -> None:
        here, there = await store(database), await store(database, **WULIN)
        sku_id = (await stocked(database, 5)).sku_id
        keeper = await as_staff("inventory.*")
        moved = await post(keeper, f"{sku_id}/transfer", source_id=None, target_id=here, pieces=3, note="铺货")
        assert [one["available"] for one in moved.raise_for_status().json()["items"]] == [2, 3, 0]
        (await post(keeper, f"{sku_id}/transfer", source_id=here, target_id=there, pieces=1)).raise_for_status()
        assert await at(database, sku_id) == [(2, 0), (2, 0), (1, 0)]
        short = await post(keeper, f"{sku_id}/transfer", source_id=there, target_id=None, pieces=2)
        assert (short.status_code, short.json()["code"], short.json()["details"]) == (
            409,
            "STOCK_TOO_LOW",
            {"available": 1},
        )
        assert await at(database, sku_id) == [(2, 0), (2, 0), (1, 0)]
        assert [move.reason for move in await ledger(database, sku_id)].count("transferred") == 4

    async def test_the_same_request_twice(self, as_staff: AsStaff, database: Database) -> None:
        here = await store(database)
        sku_id = (await stocked(database, 5)).sku_id
        keeper, key = await as_staff("inventory.*"), new_key()
        body = {"source_id": None, "target_id": here, "pieces": 2}
        for _ in range(3):
            await keeper.client.post(f"/staff/stock/{sku_id}/transfer", json=body, headers=key)
        assert await at(database, sku_id) == [(3, 0), (2, 0)]

    async def test_adjusted(self, as_staff: AsStaff, database: Database) -> None:
        here = await store(database)
        sku_id = (await stocked(database, 5)).sku_id
        keeper = await as_staff("inventory.*")
        url = f"{sku_id}/locations/adjust"
        (await post(keeper, url, location_id=here, change=4, reason="received")).raise_for_status()
        low = await post(keeper, url, location_id=here, change=-5, reason="damaged")
        assert (low.status_code, low.json()["details"]) == (409, {"available": 4})
        nowhere = await post(keeper, url, location_id=99, change=1, reason="received")
        assert (nowhere.status_code, nowhere.json()["code"]) == (404, "LOCATION_NOT_FOUND")
        unknown = await post(keeper, "77/locations/adjust", location_id=here, change=1, reason="received")
        assert unknown.json()["code"] == "SKU_NOT_FOUND"
        listed = (await keeper.client.get(f"/staff/stock/{sku_id}/locations")).json()["items"]
        assert [(one["name"], one["available"]) for one in listed] == [("总仓", 5), ("西湖店", 4)]

    async def test_of_one_store(self, as_staff: AsStaff, database: Database) -> None:
        here, there = await store(database), await store(database, **WULIN)
        sku_id = (await stocked(database, 5)).sku_id
        keeper = await as_staff("inventory.read", "inventory.adjust", scope="store")
        await works_at(database, keeper.id, here)
        listed = (await keeper.client.get(f"/staff/stock/{sku_id}/locations")).json()["items"]
        assert [one["name"] for one in listed] == ["西湖店"]
        mine = await post(keeper, f"{sku_id}/locations/adjust", location_id=here, change=2, reason="received")
        assert mine.status_code == 200
        for path, body in (
            ("locations/adjust", {"location_id": there, "change": 1, "reason": "received"}),
            ("transfer", {"source_id": None, "target_id": here, "pieces": 1}),
            ("transfer", {"source_id": here, "target_id": there, "pieces": 1}),
            ("adjust", {"change": 1, "reason": "received"}),
        ):
            assert (await post(keeper, f"{sku_id}/{path}", **body)).status_code == 403
        assert (await keeper.client.get(f"/staff/stock/{sku_id}")).status_code == 403
        assert await counts(database, sku_id) == (5, 0)

    @pytest.mark.parametrize("body", [{"source_id": 1, "target_id": 1, "pieces": 1}, {"source_id": 1, "target_id": 2}])
    async def test_bad_input(self, as_staff: AsStaff, body: dict[str, int]) -> None:
        assert (await post(await as_staff("inventory.*"), "1/transfer", **body)).status_code == 422


async def test_console(console: OpenConsole, database: Database, configure: Configure) -> None:
    configure("inventory", low_at=5)
    here, there = await store(database), await store(database, **WULIN)
    sku_id = (await stocked(database, 5)).sku_id
    await put(database, sku_id, here, 4)
    keeper = await console("inventory.*")
    assert "西湖店" in await keeper.text("local-stock/list")
    assert (await keeper.act("local-stock", 1, "adjust", change="2", reason="received")).status_code == 200
    assert (await keeper.act("local-stock", 1, "transfer", target=str(there), pieces="3")).status_code == 200
    assert (await keeper.act("local-stock", 1, "transfer", target="", pieces="9")).status_code == 400
    assert await at(database, sku_id) == [(5, 0), (3, 0), (3, 0)]
    assert (await keeper.act("stock", sku_id, "transfer", target=str(here), pieces="1")).status_code == 200
    assert await at(database, sku_id) == [(4, 0), (4, 0), (3, 0)]
    assert "西湖店 · 调拨" in await keeper.text("stock/detail", pk=sku_id)
    reader = await console("inventory.read")
    assert (await reader.act("local-stock", 1, "adjust", change="2", reason="received")).status_code == 400
