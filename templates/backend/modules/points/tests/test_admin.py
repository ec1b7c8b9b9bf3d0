"""Points at the console."""

from app.core.context import SYSTEM
from app.core.database import Database
from app.modules.order import moves
from tests.catalog.factory import spu
from tests.points.book import balance, give
from tests.points.test_spending import pay_with
from tests.types import AsUser, OpenConsole


async def test_shows_the_ledger_in_words(as_user: AsUser, console: OpenConsole, database: Database) -> None:
    person = await as_user(consents=("address",))
    await give(database, person, 120)
    order = await pay_with(person, (await spu(database)).sku_id, 20)
    async with database.begin() as session:
        await moves.cancel_unpaid(session, order["id"], SYSTEM, "staff")
    browser = await console("points.read")
    assert "120" in await browser.text("points/list")
    assert "没有符合条件的内容" in await browser.text("points/list", balance="owed")
    assert "120" in await browser.text("points/list", balance="some", q=str(person.id))
    for term in ("龙井", "9" * 12):
        assert "没有符合条件的内容" in await browser.text("points/list", q=term)
    page = await browser.text("points/detail", pk=person.id)
    for words in ("人工调整", "下单抵扣", "订单取消退回", "+120", "-20"):
        assert words in page


async def test_adjust(as_user: AsUser, console: OpenConsole, database: Database) -> None:
    person = await as_user()
    await give(database, person, 10)
    browser = await console("points.read", "points.adjust")
    assert (await browser.act("points", person.id, "adjust", change="5", reason="补偿")).status_code == 200
    page = await browser.text("points/detail", pk=person.id)
    assert "补偿" in page
    assert "测试员工" in page
    for form, words in (
        ({"change": "-16", "reason": "x"}, "积分不足"),
        ({"change": "x", "reason": "x"}, "请填写整数"),
        ({"change": "0", "reason": "x"}, "数量不能为 0"),
        ({}, "请填写整数"),
    ):
        refused = await browser.act("points", person.id, "adjust", **form)
        assert (refused.status_code, refused.json()["msg"]) == (400, words)
    assert (await browser.act("points", person.id, "adjust", change="1", reason="")).status_code == 400
    assert await balance(database, person) == 15


async def test_first_points(as_user: AsUser, console: OpenConsole, database: Database) -> None:
    person = await as_user()
    browser = await console("points.read", "points.adjust")
    nobody = await browser.post("points/create", {"customer": "999", "change": "5", "reason": "补偿"})
    assert (nobody.status_code, "没有这位用户" in nobody.text) == (422, True)
    given = await browser.post("points/create", {"customer": str(person.id), "change": "5", "reason": "补偿"})
    assert given.status_code == 303
    assert await balance(database, person) == 5


async def test_only_for_those_who_may(as_user: AsUser, console: OpenConsole, database: Database) -> None:
    person = await as_user()
    await give(database, person, 10)
    reader = await console("points.read")
    assert (await reader.act("points", person.id, "adjust", change="1", reason="x")).status_code == 400
    assert (await reader.get("points/create")).status_code == 403
    assert (await (await console("order.read")).get("points/list")).status_code == 403
    assert await balance(database, person) == 10
