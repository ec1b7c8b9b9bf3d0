"""Coupons at the console."""

from typing import Any

import pytest

from app.contracts.marketing import BIRTHDAYS
from app.core.database import Database
from app.modules.coupon.models import CouponTemplate
from tests.catalog.factory import spu
from tests.coupon.factory import claim, claimed, template
from tests.types import AsUser, OpenConsole

FORM: dict[str, Any] = {
    "name": "新人见面礼",
    "amount": "10",
    "fold": "",
    "cap": "",
    "threshold": "50.5",
    "claim_by": "button",
    "total_limit": "",
    "per_user_limit": "1",
    "from_day": "",
    "until_day": "",
    "valid_days": "7",
}
EDITOR = ("coupon.read", "coupon.edit", "coupon.issue")


async def row(database: Database, template_id: int) -> CouponTemplate:
    async with database.read() as session:
        return await session.get_one(CouponTemplate, template_id)


async def test_entered_as_staff_speak(console: OpenConsole, database: Database) -> None:
    tea = await spu(database, "西湖龙井")
    browser = await console(*EDITOR)
    dates = {"valid_days": "", "from_day": "2026-01-01", "until_day": "2099-01-31"}
    percent = {"amount": "", "fold": "8.5", "cap": "30", "threshold": ""}
    form = FORM | percent | dates | {"spu_ids": [str(tea.id)]}
    assert (await browser.post("coupon-templates/create", form)).status_code == 303
    made = await row(database, 1)
    assert (made.kind, made.percent_off, made.cap_fen, made.threshold_fen) == ("percent", 15, 3000, 0)
    assert (made.scope, made.target_ids) == ("spu", [tea.id])
    assert made.valid_until is not None
    assert made.valid_until.isoformat() == "2099-01-31T16:00:00+00:00"
    page = await browser.text("coupon-templates/detail", pk=1)
    for words in ("8.5 折，最多减 ¥30.00", "仅限：西湖龙井", "草稿"):
        assert words in page
    edit = await browser.text("coupon-templates/edit", pk=1)
    assert "8.5" in edit
    assert "2099-01-31" in edit
    assert (await browser.post("coupon-templates/edit?pk=1", FORM)).status_code == 303
    made = await row(database, 1)
    assert (made.kind, made.amount_fen, made.threshold_fen, made.scope) == ("amount", 1000, 5050, "all")
    assert (made.valid_days, made.target_ids) == (7, [])


async def test_refused_in_words(console: OpenConsole) -> None:
    browser = await console(*EDITOR)
    for fields, words in (
        ({"amount": "abc"}, "请填写金额，最多两位小数"),
        ({"amount": "", "fold": "10"}, "请填写 0.1 到 9.9 之间的折扣"),
        ({"amount": "", "fold": "x"}, "请填写 0.1 到 9.9 之间的折扣"),
        ({"amount": ""}, "请填写减免金额"),
        ({"fold": "8"}, "满减券不用填写折扣"),
        ({"valid_days": ""}, "请填写有效期"),
        ({"threshold": "-1"}, "不能小于 0"),
    ):
        answer = await browser.post("coupon-templates/create", FORM | fields)
        assert (answer.status_code, words in answer.text) == (422, True), words


async def test_issued_limited_stopped(console: OpenConsole, database: Database, as_user: AsUser) -> None:
    browser = await console(*EDITOR)
    template_id = await template(database, issued=False)
    key = "coupon-templates"
    assert (await browser.act(key, template_id, "stop")).status_code == 400
    assert (await browser.act(key, template_id, "issue")).status_code == 200
    await claim(await as_user(), template_id)
    assert "已经发放过" in (await browser.post(f"{key}/edit?pk={template_id}", FORM)).text
    for total, status in (("x", 400), ("9", 200)):
        form = {"name": "改名", "per_user_limit": "2", "total_limit": total}
        answer = await browser.post(f"_api/{key}/row-action?pk={template_id}&name=limits", form)
        assert answer.status_code == status
    changed = await row(database, template_id)
    assert (changed.name, changed.total_limit, changed.per_user_limit) == ("改名", 9, 2)
    assert (await browser.act(key, template_id, "stop")).status_code == 200
    assert "已停发" in await browser.text(f"{key}/list", status="stopped")
    assert "改名" in await browser.text("coupons/list", template=str(template_id))
    assert "没有符合条件的内容" in await browser.text("coupons/list", status="used")
    assert "今日用券" in await browser.text("")
    assert await claimed(database, template_id) == 1


async def test_found_by_the_customers_number(console: OpenConsole, database: Database, as_user: AsUser) -> None:
    browser, template_id = await console("coupon.read"), await template(database)
    people = [await as_user(name) for name in ("小明", "小红")]
    for person in people:
        await claim(person, template_id)
    assert "顾客编号" in (page := await browser.text("coupons/list", q=str(people[0].id)))
    assert f"顾客 {people[0].id}" in page
    assert f"顾客 {people[1].id}" not in page
    assert "没有符合条件的内容" in await browser.text("coupons/list", q="小明")


async def test_codes_are_for_those_who_issue(console: OpenConsole, database: Database) -> None:
    browser, reader = await console(*EDITOR), await console("coupon.read")
    template_id = await template(database, claim_by="code")
    for act, status in (({"count": "2", "uses": "1"}, 200), ({"count": "", "uses": "1"}, 400)):
        assert (await browser.act("coupon-templates", template_id, "make_codes", **act)).status_code == status
    assert "最近 2 个" in await browser.text("coupon-templates/detail", pk=template_id)
    assert "最近 2 个" not in await reader.text("coupon-templates/detail", pk=template_id)


async def test_only_for_those_who_may(console: OpenConsole, database: Database) -> None:
    template_id = await template(database)
    reader = await console("coupon.read")
    for action in ("limits", "issue", "stop", "make_codes"):
        assert (await reader.act("coupon-templates", template_id, action)).status_code == 400
    assert (await reader.get("coupon-templates/create")).status_code == 403
    for key in ("coupon-templates", "coupons"):
        assert (await (await console("order.read")).get(f"{key}/list")).status_code == 403


async def test_birthdays_are_not_offered_where_nobody_knows_them(
    console: OpenConsole, monkeypatch: pytest.MonkeyPatch
) -> None:
    browser = await console(*EDITOR)
    monkeypatch.setattr(BIRTHDAYS, "_rows", [])
    page = await browser.text("coupon-templates/create")
    assert ("凭兑换码" in page, "生日赠送" in page) == (True, False)
