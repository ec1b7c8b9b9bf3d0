"""Presales at the console."""

import sqlalchemy as sa

from app.core.database import Database
from app.modules.catalog.models import Sku
from app.modules.presale.models import Presale
from devtools.wechat import StandIn
from tests.catalog.factory import spu
from tests.presale.factory import activity, booked
from tests.types import AsUser, DrainJobs, OpenConsole

KEY = "presale-activities"
FORM = {
    "title": "明前茶预售",
    "price": "50",
    "deposit": "10",
    "stock": "10",
    "per_user_limit": "2",
    "starts_at_time": "2099-01-01T20:00:00",
    "ends_at_time": "2099-01-05T20:00:00",
    "balance_from_time": "2099-01-06T20:00:00",
    "balance_until_time": "2099-01-08T20:00:00",
    "ships_at_time": "2099-01-10T20:00:00",
}


async def code_of(database: Database, sku_id: int) -> str:
    async with database.read() as session:
        return (await session.get_one(Sku, sku_id)).code


async def rows(database: Database) -> list[Presale]:
    async with database.read() as session:
        return list(await session.scalars(sa.select(Presale).order_by(Presale.id)))


async def test_made_and_changed(console: OpenConsole, database: Database) -> None:
    browser = await console("presale.*")
    form = {**FORM, "code": await code_of(database, (await spu(database, "西湖龙井")).sku_id)}
    assert (await browser.post(f"{KEY}/create", form)).status_code == 303
    (made,) = await rows(database)
    assert (made.price_fen, made.deposit_fen, made.stock, made.per_user_limit) == (5000, 1000, 10, 2)
    assert made.ships_at.isoformat() == "2099-01-10T12:00:00+00:00"
    page = await browser.text(f"{KEY}/detail", pk=1)
    for words in ("明前茶预售", "草稿", "西湖龙井", "¥50.00", "¥10.00", "2099-01-08 20:00:00"):
        assert words in page
    assert form["code"] in await browser.text(f"{KEY}/edit", pk=1)
    assert (await browser.post(f"{KEY}/edit?pk=1", {**form, "deposit": "9.9"})).status_code == 303
    assert [row.deposit_fen for row in await rows(database)] == [990]


async def test_refused_in_words(console: OpenConsole, database: Database) -> None:
    browser = await console("presale.*")
    code = await code_of(database, (await spu(database)).sku_id)
    for change, words in (
        ({"code": "没有"}, "没有这个规格编码"),
        ({"price": "x"}, "x 不是金额"),
        ({"deposit": "10.01"}, "定金不能超过总价的 20%"),
        ({"price": "68.01"}, "预售价不能高于原价"),
        ({"ships_at_time": FORM["starts_at_time"]}, "发货时间要晚于尾款开始时间"),
    ):
        answer = await browser.post(f"{KEY}/create", {**FORM, "code": code, **change})
        assert (answer.status_code, words in answer.text) == (422, True), words
    assert await rows(database) == []


async def test_published_and_closed(console: OpenConsole, database: Database) -> None:
    browser = await console("presale.*")
    activity_id = await activity(database, (await spu(database)).sku_id, published=False)
    assert (await browser.act(KEY, activity_id, "publish")).status_code == 200
    assert (await browser.act(KEY, activity_id, "publish")).status_code == 400
    assert "明前茶预售" in await browser.text(f"{KEY}/list", state="running")
    for state in ("draft", "coming", "over", "closed"):
        assert "没有符合条件的内容" in await browser.text(f"{KEY}/list", state=state)
    assert (await browser.act(KEY, activity_id, "close")).status_code == 200
    assert "已提前结束" in await browser.text(f"{KEY}/detail", pk=activity_id)


async def test_bookings(  # fixtures
    console: OpenConsole, database: Database, as_user: AsUser, wechat: StandIn, drain_jobs: DrainJobs
) -> None:
    activity_id = await activity(database, (await spu(database)).sku_id)
    booking_id, _ = await booked(await as_user(), wechat, drain_jobs)
    browser = await console("presale.*")
    assert "待付尾款" in await browser.text("presales/list", status="booked", activity=str(activity_id))
    page = await browser.text("presales/detail", pk=booking_id)
    for words in ("明前茶预售", "¥10.00", "¥40.00"):
        assert words in page
    assert "待付尾款" in await browser.text("")
    assert (await browser.act("presales", booking_id, "refund")).status_code == 200
    assert (await browser.act("presales", booking_id, "refund")).status_code == 400
    assert "已退款" in await browser.text("presales/detail", pk=booking_id)


async def test_only_for_those_who_may(console: OpenConsole, database: Database) -> None:
    activity_id = await activity(database, (await spu(database)).sku_id)
    reader = await console("presale.read")
    assert (await reader.act(KEY, activity_id, "close")).status_code == 400
    assert (await reader.get(f"{KEY}/create")).status_code == 403
    for key in (KEY, "presales"):
        assert (await (await console("order.read")).get(f"{key}/list")).status_code == 403
