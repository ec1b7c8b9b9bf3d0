"""Batches at the console."""

from tests.traceability.batches import EVERYTHING, PDF, created, sees
from tests.types import AsStaff, OpenConsole

FORM = {
    "number": "B-1",
    "item": "主轴",
    "quantity": "20",
    "unit": "件",
    "made": "2026-11-20T09:00:00",
    "origin": "宁波",
    "line": "一号线",
    "sku_id": "",
    "parents": "",
}
KEY = "batches"


async def test_from_the_form_to_the_public(console: OpenConsole, as_staff: AsStaff) -> None:
    boss, clerk = await as_staff(EVERYTHING), await console(EVERYTHING)
    await created(boss, "STEEL", item="圆钢")
    assert (await clerk.post(f"{KEY}/create", {**FORM, "parents": "STEEL"})).status_code in {200, 303}
    seen = await sees(boss, 2)
    assert (seen["made_at"], [one["number"] for one in seen["made_of"]]) == ("2026-11-20T01:00:00Z", ["STEEL"])
    assert (await clerk.post(f"{KEY}/edit?pk=2", {**FORM, "quantity": "18"})).status_code in {200, 303}
    told = {"kind": "processed", "text": "精磨", "place": "一车间"}
    assert (await clerk.act(KEY, 2, "event", **told)).status_code == 200
    assert (await clerk.act(KEY, 2, "event", kind="note", text="返工", place="", hidden="1")).status_code == 200
    assert (await clerk.act(KEY, 2, "event", kind="made", text="", place="")).status_code == 400
    upload = {"file": ("a.pdf", PDF, "application/pdf")}
    url = f"_api/{KEY}/row-action?pk=2&name=report"
    assert (await clerk.post(url, {"title": "出厂检验"}, files=upload)).status_code == 200
    assert (await clerk.post(url, {"title": "出厂检验"}, files=upload)).status_code == 400
    assert (await clerk.act(KEY, 2, "report", title="x")).status_code == 400
    assert (await clerk.act(KEY, 2, "check")).status_code == 200
    assert (await clerk.act(KEY, 2, "publish")).status_code == 200
    page = await clerk.text(f"{KEY}/detail", pk=2)
    for words in ("主轴", "18 件", "圆钢", "精磨", "返工", "出厂检验", "已公开", "6 条，完整", "测试员工", "/trace/"):
        assert words in page
    paper = await clerk.act(KEY, 2, "labels")
    assert (paper.status_code, paper.headers["content-type"]) == (200, "application/pdf")
    assert (await clerk.act(KEY, 2, "withdraw", reason="")).status_code == 400
    assert (await clerk.act(KEY, 2, "withdraw", reason="开裂")).status_code == 200
    assert "用在这些批次里" in await clerk.text(f"{KEY}/detail", pk=1)


async def test_held(console: OpenConsole, as_staff: AsStaff) -> None:
    batch_id = await created(await as_staff(EVERYTHING))
    clerk = await console(EVERYTHING)
    assert "没有被扣留" in await clerk.text("")
    assert (await clerk.act(KEY, batch_id, "hold", reason="")).status_code == 400
    assert (await clerk.act(KEY, batch_id, "hold", reason="裂纹")).status_code == 200
    assert (await clerk.act(KEY, batch_id, "publish")).status_code == 400
    assert "等待处理" in await clerk.text("")
    assert "B-1" in await clerk.text(f"{KEY}/list?status=held")
    assert "裂纹" in await clerk.text(f"{KEY}/detail", pk=batch_id)
    assert (await clerk.act(KEY, batch_id, "release", reason="复检合格")).status_code == 200
    assert "B-1" not in await clerk.text(f"{KEY}/list?status=held")


async def test_bad_forms(console: OpenConsole) -> None:
    clerk = await console(EVERYTHING)
    for change, words in (
        ({"number": "二〇"}, "填写有误"),
        ({"quantity": "0"}, "不能小于 1"),
        ({"made": ""}, "此字段为必填项"),
        ({"item": ""}, "请填写品名"),
        ({"parents": "NOBODY"}, "没有这个来源批次"),
    ):
        answer = await clerk.post(f"{KEY}/create", {**FORM, **change})
        assert (answer.status_code, words in answer.text) == (422, True), words
    assert (await clerk.post(f"{KEY}/create", FORM)).status_code in {200, 303}
    assert "批号已被使用" in (await clerk.post(f"{KEY}/create", FORM)).text
    assert "请填写品名" in (await clerk.post(f"{KEY}/edit?pk=1", {**FORM, "item": ""})).text
    reader = await console("traceability.read")
    assert (await reader.post(f"{KEY}/create", {**FORM, "number": "B-2"})).status_code in {302, 303, 403}
    assert (await reader.act(KEY, 1, "publish")).status_code in {400, 403}
