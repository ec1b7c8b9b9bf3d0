"""Stock at the console."""

import sqlalchemy as sa

from app.core.database import Database
from app.modules.catalog.models import Sku
from app.modules.inventory.models import StockRow
from tests.catalog.factory import spu
from tests.inventory.shelf import counts, put_in, stocked
from tests.types import OpenConsole


async def code_of(database: Database, sku_id: int) -> str:
    async with database.read() as session:
        return (await session.get_one(Sku, sku_id)).code


async def test_shows_and_narrows(console: OpenConsole, database: Database) -> None:
    made = await stocked(database, 2, 40)
    low, plenty = [await code_of(database, sku_id) for sku_id in made.sku_ids]
    browser = await console("inventory.read")
    text = await browser.text("stock/list")
    assert low in text
    assert plenty in text
    scarce = await browser.text("stock/list", stock="low")
    assert low in scarce
    assert plenty not in scarce
    assert plenty in await browser.text("stock/list", q=plenty)
    assert "没有符合条件的内容" in await browser.text("stock/list", q="没有这个")
    page = await browser.text("stock/detail", pk=made.sku_ids[0])
    assert "入库" in page
    assert "员工 1" in page or "测试员工" in page
    front = await browser.text("")
    assert "库存偏低" in front
    assert "figure-card waits" in front


async def test_adjust(console: OpenConsole, database: Database) -> None:
    [sku_id] = (await stocked(database, 10)).sku_ids
    browser = await console("inventory.read", "inventory.adjust")
    assert (await browser.act("stock", sku_id, "adjust", change="-3", reason="damaged", note="受潮")).status_code == 200
    assert await counts(database, sku_id) == (7, 0)
    assert "受潮" in await browser.text("stock/detail", pk=sku_id)
    for form, words in (
        ({"change": "-8", "reason": "damaged"}, "可售库存不足以扣减"),
        ({"change": "x", "reason": "damaged"}, "请填写整数"),
        ({"change": "0", "reason": "damaged"}, "数量不能为 0"),
        ({"change": "1", "reason": "stolen"}, "请选择"),
        ({}, "请填写整数"),
    ):
        refused = await browser.act("stock", sku_id, "adjust", **form)
        assert (refused.status_code, refused.json()["msg"]) == (400, words)
    assert (await browser.act("stock", sku_id, "low_at", low_at="9")).status_code == 200
    async with database.read() as session:
        assert await session.scalar(sa.select(StockRow.low_at).where(StockRow.sku_id == sku_id)) == 9


async def test_counting_begins(console: OpenConsole, database: Database) -> None:
    sku_id = (await spu(database)).sku_id
    code = await code_of(database, sku_id)
    browser = await console("inventory.read", "inventory.adjust")
    unknown = await browser.post("stock/create", {"code": "?", "change": "5", "reason": "received", "note": ""})
    assert (unknown.status_code, "没有这个规格编码" in unknown.text) == (422, True)
    begun = await browser.post("stock/create", {"code": code, "change": "5", "reason": "received", "note": ""})
    assert begun.status_code == 303
    assert await counts(database, sku_id) == (5, 0)


async def test_only_for_those_who_may(console: OpenConsole, database: Database) -> None:
    [sku_id] = (await stocked(database, 10)).sku_ids
    await put_in(database, sku_id, 1)
    reader = await console("inventory.read")
    assert (await reader.act("stock", sku_id, "adjust", change="1", reason="received")).status_code == 400
    assert (await reader.act("stock", sku_id, "low_at", low_at="1")).status_code == 400
    assert (await reader.get("stock/create")).status_code == 403
    assert (await (await console("catalog.read")).get("stock/list")).status_code == 403
    assert await counts(database, sku_id) == (11, 0)
