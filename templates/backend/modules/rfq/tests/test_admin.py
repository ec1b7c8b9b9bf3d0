"""Requests at the console."""

from app.core.database import Database
from tests.rfq.asked import EVERYTHING, opened, quoted, seller, written
from tests.types import AsStaff, AsUser, OpenConsole

FORM = {"title": "一季度轴承", "until": "2099-01-15T17:00", "note": "送货上门"}
LINES = "深沟球轴承 6204\t200\t套\n骨架油封，33，件，25×40×7，2099-01-15"


async def test_from_the_form_to_the_award(console: OpenConsole, as_user: AsUser, database: Database) -> None:
    clerk = await console(EVERYTHING)
    (first, one), (second, two) = [await seller(as_user, database, name) for name in ("甲", "乙")]
    form = {**FORM, "supplier_ids": [str(first), str(second)], "lines_text": LINES}
    assert (await clerk.post("rfqs/create", form)).status_code in {200, 303}
    page = await clerk.text("rfqs/list")
    for words in ("一季度轴承", "草稿", "0 / 2", "2099-01-15 17:00:00"):
        assert words in page
    assert (await clerk.act("rfqs", 1, "award", supplier=str(first))).status_code == 400
    upload = "_api/rfqs/row-action?pk=1&name=attach"
    for given, status in (({}, 400), ({"file": ("a.txt", b"x")}, 400), ({"file": ("图纸.pdf", b"%PDF-1.7")}, 200)):
        assert (await clerk.post(upload, files=given or None)).status_code == status
    assert "图纸.pdf" in await clerk.text("rfqs/detail", pk=1)
    assert (await clerk.act("rfqs", 1, "open")).status_code == 200
    changed = await clerk.post("rfqs/edit?pk=1", {**form, "lines_text": LINES.replace("200", "300")})
    assert changed.status_code in {200, 303}
    await quoted(one, 1, 380, 125)
    await quoted(two, 1, 370, None, remark="只做轴承")
    assert (await clerk.act("rfqs", 1, "close")).status_code == 200
    page = await clerk.text("rfqs/detail", pk=1)
    for words in ("第 2 版", "甲厂", "¥1140.00", "¥3.80", "未报", "缺第 2 行", "只做轴承", "最低", "送货上门"):
        assert words in page
    assert "等待定标" in await clerk.text("")
    assert (await clerk.act("rfqs", 1, "award", supplier="")).status_code == 400
    assert (await clerk.act("rfqs", 1, "award", supplier="", line_3=str(second))).status_code == 200
    page = await clerk.text("rfqs/detail", pk=1)
    assert "¥1110.00" in page
    assert "已定标" in page


async def test_wrong_forms(console: OpenConsole, as_user: AsUser, database: Database) -> None:
    clerk, (supplier_id, _) = await console(EVERYTHING), await seller(as_user, database)
    form = {**FORM, "supplier_ids": [str(supplier_id)], "lines_text": LINES}
    for wrong, words in (
        ({"lines_text": "轴承，没有"}, "第 1 行：请填写整数"),
        ({"lines_text": "轴承，1，件，a，2099-01-01，7，8"}, "第 1 行：多了一列"),
        ({"lines_text": " "}, "请填写"),
    ):
        answer = await clerk.post("rfqs/create", {**form, **wrong})
        assert (answer.status_code, words in answer.text) == (422, True), wrong
    nobody = await clerk.post("rfqs/create", {key: value for key, value in form.items() if key != "supplier_ids"})
    assert nobody.status_code == 422
    reader = await console("rfq.read")
    assert (await reader.post("rfqs/create", form)).status_code in {302, 303, 403}
    assert "还没有内容" in await clerk.text("rfqs/list")


async def test_canceled_and_narrowed(
    console: OpenConsole, as_staff: AsStaff, as_user: AsUser, database: Database
) -> None:
    boss, clerk, (supplier_id, _) = (
        await as_staff(EVERYTHING),
        await console(EVERYTHING),
        await seller(as_user, database),
    )
    await written(boss, supplier_id, title="草稿的")
    rfq_id = await opened(boss, supplier_id, title="发出的")
    page = await clerk.text("rfqs/list?status=open")
    assert ("发出的" in page, "草稿的" in page) == (True, False)
    assert (await clerk.act("rfqs", rfq_id, "cancel", reason="")).status_code == 400
    assert (await clerk.act("rfqs", rfq_id, "cancel", reason="不做了")).status_code == 200
    assert (await clerk.act("rfqs", rfq_id, "close")).status_code == 400
    assert "不做了" in await clerk.text("rfqs/detail", pk=rfq_id)
    refused = await clerk.post(
        f"rfqs/edit?pk={rfq_id}", {**FORM, "supplier_ids": [str(supplier_id)], "lines_text": LINES}
    )
    assert refused.status_code in {302, 303, 403, 422}
