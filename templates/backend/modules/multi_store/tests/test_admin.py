"""Stores at the console."""

from app.core.database import Database
from tests.multi_store.shops import WULIN, store
from tests.types import OpenConsole

FORM = {
    "code": "HZ1",
    "name": "西湖店",
    "province": "浙江省",
    "city": "杭州市",
    "district": "西湖区",
    "address": "龙井路 18 号",
    "phone": "0571-88880000",
    "latitude": "30.2461",
    "longitude": "120.143",
    "week_text": "09:00-12:00, 13:00-21:00",
    "days_text": "2027-02-17\n2027-02-18 10:00-16:00",
    "active": "on",
}


async def test_opened_changed_and_staffed(console: OpenConsole, database: Database) -> None:
    boss = await console("multi_store.*")
    assert (await boss.post("stores/create", FORM)).status_code == 303
    listed = await boss.text("stores/list")
    for words in ("西湖店", "杭州市西湖区龙井路 18 号", "每天 09:00–12:00、13:00–21:00"):
        assert words in listed
    assert "已被使用" in (await boss.post("stores/create", FORM)).text
    assert "请按说明填写" in (await boss.post("stores/create", {**FORM, "code": "X", "week_text": "early-late"})).text
    assert "2027-02-18 10:00-16:00" in await boss.text("stores/edit", pk=1)
    week = "\n".join(["09:00-21:00"] * 5 + ["", ""])
    assert (await boss.post("stores/edit?pk=1", {**FORM, "week_text": week})).status_code == 303
    assert "周日 休息" in await boss.text("stores/list")
    assert (await boss.act("stores", 1, "staff", **{f"staff_{boss.staff_id}": "on"})).status_code == 200
    assert "测试员工" in await boss.text("stores/detail", pk=1)
    assert (await boss.act("stores", 1, "staff")).status_code == 200
    reader = await console("multi_store.read")
    assert (await reader.act("stores", 1, "staff")).status_code == 400
    assert (await reader.get("stores/create")).status_code == 403
    await store(database, **WULIN)
    assert "武林店" in await reader.text("stores/list")
