"""Group buying at the console."""

import pytest
import sqlalchemy as sa

from app.contracts.payment import PAYMENT, NobodyCollects
from app.core.database import Database
from app.modules.catalog.models import Sku
from app.modules.group_buy.models import GroupBuy
from tests.catalog.factory import spu
from tests.group_buy.factory import activity, group, opening, order, pay, status
from tests.types import AsUser, DrainJobs, OpenConsole

KEY = "group-buys"
FORM = {
    "title": "三人成团",
    "size": "3",
    "hours": "24",
    "max_quantity": "2",
    "per_user_limit": "1",
    "from_time": "2099-01-01T20:00:00",
    "until_time": "2099-01-08T20:00:00",
}


async def code_of(database: Database, sku_id: int) -> str:
    async with database.read() as session:
        return (await session.get_one(Sku, sku_id)).code


async def rows(database: Database) -> list[GroupBuy]:
    async with database.read() as session:
        return list(await session.scalars(sa.select(GroupBuy).order_by(GroupBuy.id)))


async def test_made_and_changed(console: OpenConsole, database: Database) -> None:
    browser = await console("group_buy.*")
    code = await code_of(database, (await spu(database, "西湖龙井")).sku_id)
    form = {**FORM, "table": f"{code} 49.90"}
    assert (await browser.post(f"{KEY}/create", form)).status_code == 303
    (made,) = await rows(database)
    assert (made.size, made.hours, made.max_quantity, made.per_user_limit) == (3, 24, 2, 1)
    assert (made.starts_at.isoformat(), made.items[0].price_fen) == ("2099-01-01T12:00:00+00:00", 4990)
    page = await browser.text(f"{KEY}/detail", pk=1)
    for words in ("三人成团", "草稿", "西湖龙井", "¥49.90"):
        assert words in page
    assert f"{code} 49.90" in await browser.text(f"{KEY}/edit", pk=1)
    assert (await browser.post(f"{KEY}/edit?pk=1", {**form, "size": "5"})).status_code == 303
    assert [row.size for row in await rows(database)] == [5]


async def test_refused_in_words(console: OpenConsole, database: Database) -> None:
    browser = await console("group_buy.*")
    code = await code_of(database, (await spu(database)).sku_id)
    for change, words in (
        ({"table": code}, "第 1 行要写 2 项"),
        ({"table": "没有 59.90"}, "没有这个规格编码：没有"),
        ({"table": f"{code} 68"}, "拼团价要低于原价"),
        ({"size": "1"}, "不能小于 2"),
        ({"until_time": FORM["from_time"]}, "结束时间要晚于开始时间"),
    ):
        answer = await browser.post(f"{KEY}/create", {**FORM, "table": f"{code} 49.90", **change})
        assert (answer.status_code, words in answer.text) == (422, True), words
    assert await rows(database) == []


async def test_published_and_closed(console: OpenConsole, database: Database) -> None:
    browser = await console("group_buy.*")
    activity_id = await activity(database, (await spu(database)).sku_id, published=False)
    assert (await browser.act(KEY, activity_id, "publish")).status_code == 200
    assert (await browser.act(KEY, activity_id, "publish")).status_code == 400
    assert "三人成团" in await browser.text(f"{KEY}/list", state="running")
    for state in ("draft", "coming", "over", "closed"):
        assert "没有符合条件的内容" in await browser.text(f"{KEY}/list", state=state)
    assert (await browser.act(KEY, activity_id, "close")).status_code == 200
    assert "已提前结束" in await browser.text(f"{KEY}/detail", pk=activity_id)


async def test_groups(
    console: OpenConsole,
    database: Database,
    as_user: AsUser,
    drain_jobs: DrainJobs,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(PAYMENT, "one", lambda _default: NobodyCollects())
    sku_id = (await spu(database)).sku_id
    activity_id = await activity(database, sku_id)
    placed = await order(await as_user(consents=("address",)), sku_id, opening(sku_id))
    await pay(database, placed)
    await drain_jobs()
    browser = await console("group_buy.*")
    assert "1 / 3 人" in await browser.text("groups/list", status="forming", activity=str(activity_id))
    page = await browser.text("groups/detail", pk=1)
    for words in ((await group(database)).code, "拼团中", "已参团", "团长"):
        assert words in page
    assert "拼团中" in await browser.text("")
    assert (await browser.act("groups", 1, "disband")).status_code == 200
    assert await status(database, placed) == ("canceled", "group_failed")
    assert (await browser.act("groups", 1, "disband")).status_code == 400
    orders = await (await console("order.read")).text("orders/detail", pk=placed)
    assert "拼团未成功" in orders


async def test_only_for_those_who_may(console: OpenConsole, database: Database) -> None:
    activity_id = await activity(database, (await spu(database)).sku_id)
    reader = await console("group_buy.read")
    assert (await reader.act(KEY, activity_id, "close")).status_code == 400
    assert (await reader.get(f"{KEY}/create")).status_code == 403
    for key in (KEY, "groups"):
        assert (await (await console("order.read")).get(f"{key}/list")).status_code == 403
