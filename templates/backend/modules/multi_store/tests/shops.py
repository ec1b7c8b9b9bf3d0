"""Stores for tests."""

from typing import Any

from app.core.context import SYSTEM
from app.core.database import Database
from app.modules.multi_store import keeping
from app.modules.multi_store.schemas import StoreIn

WEEK = [[["09:00", "21:00"]]] * 7
WEST_LAKE = {
    "code": "HZ1",
    "name": "西湖店",
    "province": "浙江省",
    "city": "杭州市",
    "district": "西湖区",
    "address": "龙井路 18 号",
    "phone": "0571-88880000",
    "latitude": 30.2461,
    "longitude": 120.1430,
    "week": WEEK,
}
WULIN = {
    **WEST_LAKE,
    "code": "HZ2",
    "name": "武林店",
    "address": "体育场路 1 号",
    "latitude": 30.2741,
    "longitude": 120.1644,
}
SHANGHAI = {
    **WEST_LAKE, "code": "SH1", "name": "静安店", "province": "上海市", "city": "上海市", "district": "静安区",
    "address": "南京西路 1 号", "latitude": 31.2304, "longitude": 121.4737,
}  # fmt: skip


async def store(database: Database, **fields: Any) -> int:  # noqa: ANN401  # JSON
    """The id of a new store; the one at the West Lake unless `fields` says otherwise."""
    async with database.begin() as session:
        return (await keeping.create(session, SYSTEM, StoreIn.model_validate({**WEST_LAKE, **fields}))).id


async def works_at(database: Database, staff_id: int, *store_ids: int) -> None:
    async with database.begin() as session:
        for store_id in store_ids:
            there = (await keeping.staff_of(session, [store_id]))[store_id]
            await keeping.set_staff(session, SYSTEM, store_id, [*there, staff_id])
