"""What is picked up comes from the shelf of that store, and from no other."""

from app.core.context import SYSTEM
from app.core.database import Database
from app.modules.inventory import places
from app.modules.inventory.schemas import LocalAdjustIn
from tests.inventory.shelf import counts, stocked
from tests.keys import new_key
from tests.multi_store.shops import WULIN, store
from tests.store_pickup.counter import ordered
from tests.types import AsUser


async def at(database: Database, sku_id: int) -> dict[str, tuple[int, int]]:
    """(available, reserved) at each place."""
    async with database.read() as session:
        return {one.name: (one.available, one.reserved) for one in await places.of_sku(session, sku_id, None)}


async def test_from_the_stores_shelf(as_user: AsUser, database: Database) -> None:
    here, there = await store(database), await store(database, **WULIN)
    sku_id = (await stocked(database, 5)).sku_id
    async with database.begin() as session:
        body = LocalAdjustIn(location_id=here, change=1, reason="received")
        await places.adjust(session, SYSTEM, sku_id, body)
    person = await as_user()
    wanted = {"items": [{"sku_id": sku_id, "quantity": 1}]}
    shown = (await person.client.post("/orders/preview", json=wanted)).json()
    assert [one["name"] for one in shown["offers"]["pickup"]] == ["西湖店"]
    short = {**wanted, "inputs": {"pickup": {"store_id": there}}}
    shown = (await person.client.post("/orders/preview", json=short)).json()
    assert [problem["code"] for problem in shown["problems"]] == ["OUT_OF_STOCK"]
    refused = await person.client.post("/orders", json={**short, "expected_payable_fen": 6800}, headers=new_key())
    assert (refused.status_code, refused.json()["code"]) == (409, "OUT_OF_STOCK")
    order = await ordered(as_user, database, here, sku_id=sku_id)
    assert await at(database, sku_id) == {"总仓": (5, 0), "西湖店": (0, 1), "武林店": (0, 0)}
    (await order.customer.client.post(f"/orders/{order.id}/cancel", json={})).raise_for_status()
    assert await at(database, sku_id) == {"总仓": (5, 0), "西湖店": (1, 0), "武林店": (0, 0)}
    assert await counts(database, sku_id) == (5, 0)
