"""Stores as customers find them."""

from datetime import UTC, datetime

import httpx

from app.core.database import Database
from tests.multi_store.shops import SHANGHAI, WULIN, store
from tests.types import Configure, Hand

AT_WULIN = {"latitude": 30.2750, "longitude": 120.1640}


async def names(client: httpx.AsyncClient, **query: object) -> list[str]:
    answer = await client.get("/stores", params={name: str(value) for name, value in query.items()})
    return [item["name"] for item in answer.raise_for_status().json()["items"]]


async def test_the_nearest_first(client: httpx.AsyncClient, database: Database, configure: Configure) -> None:
    for fields in (SHANGHAI, {}, WULIN):
        await store(database, **fields)
    assert await names(client) == ["静安店", "西湖店", "武林店"]
    assert await names(client, **AT_WULIN) == ["武林店", "西湖店", "静安店"]
    answer = (await client.get("/stores", params=AT_WULIN)).json()["items"]
    assert answer[0]["distance_m"] < 200 < answer[1]["distance_m"] < 5000
    assert (await client.get("/stores")).json()["items"][0]["distance_m"] is None
    configure("multi_store", listed=1)
    assert await names(client, **AT_WULIN) == ["武林店"]


async def test_by_city(client: httpx.AsyncClient, database: Database) -> None:
    for fields in (SHANGHAI, {}, WULIN):
        await store(database, **fields)
    cities = (await client.get("/stores/cities")).json()["items"]
    assert [(city["city"], city["stores"]) for city in cities] == [("杭州市", 2), ("上海市", 1)]
    assert await names(client, city="上海市") == ["静安店"]
    assert await names(client, city="北京市") == []


async def test_closed_down(client: httpx.AsyncClient, database: Database, configure: Configure) -> None:
    await store(database, active=False)
    await store(database, **WULIN)
    assert await names(client) == ["武林店", "西湖店"]
    assert [item["open"] for item in (await client.get("/stores")).json()["items"]][1] is False
    configure("multi_store", closed="hide")
    assert await names(client) == ["武林店"]


async def test_one_store(client: httpx.AsyncClient, database: Database, clock_hand: Hand) -> None:
    clock_hand.time = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)  # ten o'clock in China
    exceptions: dict[str, list[str]] = {"2026-11-24": [], "2026-11-01": []}
    store_id = await store(database, exceptions=exceptions)
    shown = (await client.get(f"/stores/{store_id}", params=AT_WULIN)).json()
    assert (shown["open"], shown["today"], shown["changes_at"]) == (True, "09:00–21:00", "2026-11-23T21:00:00+08:00")
    assert shown["week"][0] == {"day": "周一", "hours": "09:00–21:00"}
    assert shown["exceptions"] == [{"day": "2026-11-24", "hours": "休息"}]
    assert shown["distance_m"] > 0
    assert (await client.get("/stores/99")).json()["code"] == "STORE_NOT_FOUND"


async def test_bad_place(client: httpx.AsyncClient) -> None:
    assert (await client.get("/stores", params={"latitude": "91", "longitude": "0"})).status_code == 422
