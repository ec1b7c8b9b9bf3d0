"""Membership at the console."""

from app.core.database import Database
from tests.catalog.factory import category
from tests.member_tier.book import grow, grown, tier
from tests.types import AsUser, OpenConsole

NEW = {
    "name": "钻石",
    "growth": "900",
    "price_percent": "85",
    "points_percent": "200",
    "benefits_text": "专属客服\n\n生日礼 ",
}


async def test_members(as_user: AsUser, console: OpenConsole, database: Database, tiers: dict[str, int]) -> None:
    person = await as_user()
    await grow(database, person, 120)
    browser = await console("member_tier.read")
    page = await browser.text("members/list", tier=str(tiers["银卡"]), q=str(person.id))
    assert "银卡" in page
    for chosen in (str(tiers["金卡"]), "x", "9" * 12):
        assert "没有符合条件的内容" in await browser.text("members/list", tier=chosen)
    assert "没有符合条件的内容" in await browser.text("members/list", q="龙井")
    page = await browser.text("members/detail", pk=person.id)
    for words in ("人工调整", "+120", "测试", "成长值达到"):
        assert words in page


async def test_adjust(as_user: AsUser, console: OpenConsole, database: Database) -> None:
    person = await as_user()
    browser = await console("member_tier.read", "member_tier.adjust")
    nobody = await browser.post("members/create", {"customer": "999", "change": "5", "reason": "补偿"})
    assert (nobody.status_code, "没有这位用户" in nobody.text) == (422, True)
    form = {"customer": str(person.id), "change": "-5", "reason": "补偿"}
    assert "扣减的比顾客现有的成长值多" in (await browser.post("members/create", form)).text
    assert (await browser.post("members/create", {**form, "change": "100"})).status_code == 303
    assert (await browser.act("members", person.id, "adjust", change="-40", reason="多发了")).status_code == 200
    assert (await grown(database, person), await tier(database, person)) == (60, "普通")
    for values, words in (
        ({"change": "-61", "reason": "x"}, "扣减的比顾客现有的成长值多"),
        ({"change": "x", "reason": "x"}, "请填写整数"),
        ({"change": "0", "reason": "x"}, "数量不能为 0"),
    ):
        refused = await browser.act("members", person.id, "adjust", **values)
        assert (refused.status_code, refused.json()["msg"]) == (400, words)


async def test_tiers(as_user: AsUser, console: OpenConsole, database: Database, tiers: dict[str, int]) -> None:
    await grow(database, await as_user(), 100)
    tea = await category(database, "茶叶")
    browser = await console("member_tier.read", "member_tier.edit")
    made = await browser.post("member-tiers/create", {**NEW, "category_ids": str(tea)})
    assert made.status_code == 303
    page = await browser.text("member-tiers/list")
    for words in ("钻石", "8.5 折", "专属客服；生日礼", "茶叶", "全部商品", "其余所有顾客"):
        assert words in page
    tier_id = max(tiers.values()) + 1
    assert (await browser.post(f"member-tiers/edit?pk={tier_id}", {**NEW, "name": "黑钻"})).status_code == 303
    assert "黑钻" in await browser.text("member-tiers/detail", pk=tier_id)
    for change, words in (
        ({"name": "银卡"}, "已有同名或所需成长值相同的等级"),
        ({"growth": "-1"}, "不能小于 0"),
        ({"price_percent": "101"}, "不能大于 100"),
        ({"benefits_text": "长" * 31}, "最多 10 条，每条最多 30 个字"),
    ):
        refused = await browser.post("member-tiers/create", {**NEW, **change})
        assert (refused.status_code, words in refused.text) == (422, True), words
    first = {**NEW, "name": "普通"}
    assert "第一级从 0 成长值开始" in (await browser.post(f"member-tiers/edit?pk={tiers['普通']}", first)).text
    held = await browser.act("member-tiers", tiers["银卡"], "remove")
    assert (held.status_code, held.json()["msg"]) == (400, "还有会员在这个等级，不能删除")
    assert (await browser.act("member-tiers", tier_id, "remove")).status_code == 200


async def test_only_for_those_who_may(console: OpenConsole, tiers: dict[str, int]) -> None:
    reader = await console("member_tier.read")
    for address in ("members/create", "member-tiers/create"):
        assert (await reader.get(address)).status_code == 403
    assert (await reader.act("member-tiers", tiers["金卡"], "remove")).status_code == 400
    other = await console("order.read")
    for address in ("members/list", "member-tiers/list"):
        assert (await other.get(address)).status_code == 403
