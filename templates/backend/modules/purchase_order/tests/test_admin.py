"""Purchase orders at the console."""

from app.core.database import Database
from tests.purchase_order.ordered import EVERYTHING, picture, reports, seller
from tests.types import AsUser, OpenConsole

FORM = {"award": "", "title": "一季度轴承", "note": "送货上门"}
LINES = "深沟球轴承 6204\t200\t套\t3.80\n骨架油封，33，件，1.25，25×40×7，2099-01-15"


async def test_from_the_form_to_the_last_delivery(console: OpenConsole, as_user: AsUser, database: Database) -> None:
    clerk, (supplier_id, person) = await console(EVERYTHING), await seller(as_user, database)
    form = {**FORM, "supplier_id": str(supplier_id), "lines_text": LINES}
    assert (await clerk.post("purchase-orders/create", form)).status_code in {200, 303}
    page = await clerk.text("purchase-orders/list")
    for words in ("一季度轴承", "草稿", "¥801.25", "甲厂", "待确认"):
        assert words in page
    assert (await clerk.act("purchase-orders", 1, "receive", quantity_1="1")).status_code == 400
    assert (await clerk.act("purchase-orders", 1, "place")).status_code == 200
    assert "供应商还没有确认" in await clerk.text("")
    milestone = (await reports(person, 1, "confirmed")).raise_for_status().json()["id"]
    (await person.client.post(f"/supplier/milestones/{milestone}/photos", files=picture())).raise_for_status()
    for wrong in ({}, {"quantity_1": "viele"}, {"quantity_1": "0"}, {"quantity_1": "211"}):
        assert (await clerk.act("purchase-orders", 1, "receive", **wrong)).status_code == 400
    received = {"quantity_1": "200", "lot_1": "B2611", "quantity_2": "", "note": "SH-1"}
    assert (await clerk.act("purchase-orders", 1, "receive", **received)).status_code == 200
    bill = {"number": "25332000001", "yuan": "801.25", "dated_on": "2026-11-22"}
    for wrong in ({"yuan": "viel"}, {"dated_on": ""}, {"number": ""}, {"yuan": "900"}):
        assert (await clerk.act("purchase-orders", 1, "bill", **{**bill, **wrong})).status_code == 400
    assert (await clerk.act("purchase-orders", 1, "bill", **bill)).status_code == 200
    page = await clerk.text("purchase-orders/detail", pk=1)
    for words in ("B2611", "SH-1", "25332000001", "待收货", "已确认", "送货上门", "85%", "100%", "要求 2099-01-15"):
        assert words in page
    assert (await clerk.act("purchase-orders", 1, "receive", quantity_2="33")).status_code == 200
    assert "已完成" in await clerk.text("purchase-orders/list?status=completed")


async def test_held_and_closed(console: OpenConsole, as_user: AsUser, database: Database) -> None:
    clerk, (supplier_id, _) = await console(EVERYTHING), await seller(as_user, database)
    form = {**FORM, "supplier_id": str(supplier_id), "lines_text": LINES}
    for _ in range(2):
        assert (await clerk.post("purchase-orders/create", form)).status_code in {200, 303}
    assert (await clerk.act("purchase-orders", 1, "place")).status_code == 200
    for action, status in (("hold", 400), ("close", 400), ("cancel", 400)):
        assert (await clerk.act("purchase-orders", 1, action, reason="")).status_code == status
    for action in ("hold", "reopen", "close", "reopen"):
        assert (await clerk.act("purchase-orders", 1, action, reason="等图纸")).status_code == 200
    assert (await clerk.act("purchase-orders", 1, "reopen")).status_code == 400
    assert (await clerk.act("purchase-orders", 2, "cancel", reason="不要了")).status_code == 200
    page = await clerk.text("purchase-orders/list?status=running")
    assert ("待收货待开票" in page, "不要了" in await clerk.text("purchase-orders/detail", pk=2)) == (True, True)
    reader = await console("purchase_order.read")
    assert (await reader.act("purchase-orders", 1, "hold", reason="x")).status_code in {400, 403}
    export, form = "_api/purchase-orders/action?name=export&all=1", {"scope": "all", "format": "xlsx", "filename": "x"}
    assert (await reader.post(export, form)).status_code == 400
    exported = await clerk.post(export, form)
    assert exported.headers["content-type"].startswith("application/vnd.openxmlformats")


async def test_wrong_forms(console: OpenConsole, as_user: AsUser, database: Database) -> None:
    clerk, (supplier_id, _) = await console(EVERYTHING), await seller(as_user, database)
    form = {**FORM, "supplier_id": str(supplier_id), "lines_text": LINES}
    for wrong, words in (
        ({"lines_text": "轴承，1，件，3.805"}, "第 1 行：单价不对"),
        ({"lines_text": "轴承，x，件，3.8"}, "第 1 行：请填写整数"),
        ({"lines_text": "轴承，1，件，1，a，2099-01-01，7，8"}, "第 1 行：多了一列"),
        ({"lines_text": " "}, "请填写"),
        ({"title": ""}, "请填写"),
        ({"supplier_id": "999"}, ""),
    ):
        answer = await clerk.post("purchase-orders/create", {**form, **wrong})
        assert (answer.status_code, words in answer.text) == (422, True), wrong
