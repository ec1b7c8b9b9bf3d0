"""Flash sales at the console."""

import sqlalchemy as sa

from app.core.database import Database
from app.modules.catalog.models import Sku
from app.modules.flash_sale.models import FlashSale
from tests.catalog.factory import spu
from tests.flash_sale.factory import sale
from tests.types import OpenConsole

KEY = "flash-sales"
TIMES = {"from_time": "2099-01-01T20:00:00", "until_time": "2099-01-01T22:00:00"}


async def code_of(database: Database, sku_id: int) -> str:
    async with database.read() as session:
        return (await session.get_one(Sku, sku_id)).code


async def sales(database: Database) -> list[FlashSale]:
    async with database.read() as session:
        return list(await session.scalars(sa.select(FlashSale).order_by(FlashSale.id)))


async def test_made_and_changed(console: OpenConsole, database: Database) -> None:
    browser = await console("flash_sale.*")
    code = await code_of(database, (await spu(database, "西湖龙井")).sku_id)
    form = {"title": "晚八点场", "table": f"{code} 59.90 100 2", **TIMES}
    assert (await browser.post(f"{KEY}/create", form)).status_code == 303
    (made,) = await sales(database)
    assert (made.status, made.starts_at.isoformat()) == ("draft", "2099-01-01T12:00:00+00:00")
    (item,) = made.items
    assert (item.price_fen, item.stock, item.per_user_limit) == (5990, 100, 2)
    page = await browser.text(f"{KEY}/detail", pk=1)
    for words in ("晚八点场", "草稿", "西湖龙井", "¥59.90", "2099-01-01 20:00:00"):
        assert words in page
    assert f"{code} 59.90 100 2" in await browser.text(f"{KEY}/edit", pk=1)
    changed = {**form, "title": "晚九点场", "table": f"{code}，49.9，50，1"}
    assert (await browser.post(f"{KEY}/edit?pk=1", changed)).status_code == 303
    (made,) = await sales(database)
    assert (made.title, made.items[0].price_fen) == ("晚九点场", 4990)


async def test_refused_in_words(console: OpenConsole, database: Database) -> None:
    browser = await console("flash_sale.*")
    code = await code_of(database, (await spu(database)).sku_id)
    for change, words in (
        ({"table": f"{code} 59.90"}, "第 1 行要写 4 项"),
        ({"table": "没有 59.90 1 1"}, "没有这个规格编码：没有"),
        ({"table": f"{code} x 1 1"}, "x 不是金额"),
        ({"table": f"{code} 5 0 1"}, "必须大于 0"),
        ({"table": f"{code} 68 1 1"}, "秒杀价要低于原价"),
        ({"until_time": TIMES["from_time"]}, "结束时间要晚于开始时间"),
        ({"table": f"{code} 5 1 1\n{code} 6 1 1"}, "同一规格只能出现一次"),
    ):
        form = {"title": "晚八点场", "table": f"{code} 59.90 1 1", **TIMES, **change}
        answer = await browser.post(f"{KEY}/create", form)
        assert (answer.status_code, words in answer.text) == (422, True), words
    assert await sales(database) == []


async def test_published_and_closed(console: OpenConsole, database: Database) -> None:
    browser = await console("flash_sale.*")
    sale_id = await sale(database, (await spu(database)).sku_id, published=False)
    assert (await browser.act(KEY, sale_id, "publish")).status_code == 200
    assert (await browser.act(KEY, sale_id, "publish")).status_code == 400
    assert "晚八点场" in await browser.text(f"{KEY}/list", state="running")
    for state in ("draft", "coming", "over", "closed"):
        assert "没有符合条件的内容" in await browser.text(f"{KEY}/list", state=state)
    assert "今日秒杀" in await browser.text("")
    assert (await browser.act(KEY, sale_id, "close")).status_code == 200
    assert "已提前结束" in await browser.text(f"{KEY}/detail", pk=sale_id)


async def test_only_for_those_who_may(console: OpenConsole, database: Database) -> None:
    sale_id = await sale(database, (await spu(database)).sku_id)
    reader = await console("flash_sale.read")
    assert (await reader.act(KEY, sale_id, "close")).status_code == 400
    assert (await reader.get(f"{KEY}/create")).status_code == 403
    assert (await (await console("order.read")).get(f"{KEY}/list")).status_code == 403
