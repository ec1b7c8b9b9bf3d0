"""Shelves at the console."""

from app.core.database import Database
from app.modules.smart_shelf import replenishing
from tests.inventory.shelf import put_in, stocked
from tests.inventory.test_admin import code_of
from tests.smart_shelf.shelves import grams, row, shelf, slot, tells
from tests.types import Configure, Hand, OpenConsole


async def test_set_up_and_settled(console: OpenConsole, database: Database, clock_hand: Hand) -> None:
    device, sku_id = await shelf(database), (await stocked(database, 1)).sku_id
    boss, code = await console("smart_shelf.*"), await code_of(database, sku_id)
    form = {"device_id": str(device.id), "reading": "left", "code": code, "piece_g": "100"}
    form |= {"tare_g": "", "tolerance": ""}
    for change, words in (
        ({"code": "nothing"}, "找不到这个规格的商品"),
        ({"piece_g": "-5"}, "必须大于 0"),
        ({"reading": "weight"}, "没有这个称重测点"),
    ):
        answer = await boss.post("shelf-slots/create", {**form, **change})
        assert answer.status_code == 422
        assert words in answer.text
    assert (await boss.post("shelf-slots/create", form)).status_code == 303
    assert "已经是一个货位" in (await boss.post("shelf-slots/create", form)).text
    shown = await boss.text("shelf-slots/list")
    for words in ("一号货架 · left", "西湖龙井 1g", "尚未称出", "离线"):
        assert words in shown
    assert (await boss.post("shelf-slots/edit?pk=1", {**form, "tare_g": "500"})).status_code == 303
    assert "没有这个称重测点" in (await boss.post("shelf-slots/edit?pk=1", {**form, "reading": "weight"})).text
    for pieces in (3, 0, 0.5):
        clock_hand.advance(seconds=10)
        await tells(database, device, left=grams(pieces))
    for which in ("missing", "uncertain"):
        assert "一号货架" in await boss.text("shelf-slots/list", which=which)
    front = await boss.text("")
    assert "1 个货位有差异待处理" in front
    assert (await boss.act("shelf-slots", 1, "remove")).status_code == 400
    assert (await boss.act("shelf-slots", 1, "settle", note="x" * 101)).status_code == 400
    assert (await boss.act("shelf-slots", 1, "settle", note="已盘点")).status_code == 200
    assert (await row(database, 1)).missing == 0
    assert (await boss.act("shelf-slots", 1, "settle", note="")).status_code == 400
    assert "一号货架" not in await boss.text("shelf-slots/list", which="missing")
    assert (await boss.act("shelf-slots", 1, "remove")).status_code == 200
    assert "一号货架" not in await boss.text("shelf-slots/list")


async def test_heat_and_what_to_replenish(console: OpenConsole, database: Database, clock_hand: Hand) -> None:
    reader = await console("smart_shelf.read")
    assert "还没有取货记录" in await reader.text("shelf-heat")
    device, sku_id = await shelf(database), (await stocked(database, 7)).sku_id
    await slot(database, device, sku_id)
    for pieces in (7, 4):
        clock_hand.advance(seconds=10)
        await tells(database, device, left=grams(pieces))
    shown = await reader.text("shelf-heat")
    for words in ("一号货架 · left", "西湖龙井 1g", ">3</td>"):
        assert words in shown
    listed = await reader.text("replenishments/list", state="open")
    for words in ("西湖龙井 1g", "待补货"):
        assert words in listed
    assert "figure-card waits" in await reader.text("")
    await put_in(database, sku_id, 10)
    async with database.begin() as session:
        await replenishing.sweep(session, {})
    assert "西湖龙井" not in await reader.text("replenishments/list", state="open")
    assert "西湖龙井" in await reader.text("replenishments/list", state="ended")
    assert "货位没有差异" in await reader.text("")


async def test_who_may_only_look(console: OpenConsole, database: Database, configure: Configure) -> None:
    device, reader = await shelf(database), await console("smart_shelf.read")
    slot_id = await slot(database, device, (await stocked(database, 1)).sku_id)
    assert (await reader.get("shelf-slots/create")).status_code == 403
    for name in ("settle", "remove"):
        assert (await reader.act("shelf-slots", slot_id, name)).status_code == 400
    configure("smart_shelf", weights={})
    assert "一号货架" in await reader.text("shelf-slots/list")
    stranger = await console("device.read")
    for page in ("shelf-slots/list", "shelf-heat", "replenishments/list"):
        assert (await stranger.get(page)).status_code == 403
