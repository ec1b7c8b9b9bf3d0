"""Inspections at the console."""

from tests.qc.inspections import EVERYTHING, sees
from tests.traceability import batches
from tests.types import AsStaff, OpenConsole

KEY = "inspections"


async def test_from_the_form_to_the_verdict(console: OpenConsole, as_staff: AsStaff) -> None:
    boss, clerk = await as_staff(*EVERYTHING), await console(*EVERYTHING)
    await batches.created(boss)
    form = {"plan": "outgoing", "batch": "B-1"}
    assert "找不到这个批次" in (await clerk.post(f"{KEY}/create", {**form, "batch": "NOBODY"})).text
    assert (await clerk.post(f"{KEY}/create", form)).status_code in {200, 303}
    assert (await clerk.act(KEY, 1, "judge", note="")).status_code == 400
    assert (await clerk.act(KEY, 1, "record", r1="厚", r2="")).status_code == 400
    assert (await clerk.act(KEY, 1, "record", r1="80.5", r2="yes", r3="")).status_code == 200
    upload = {"file": ("a.png", batches.picture(), "image/png")}
    assert (await clerk.post(f"_api/{KEY}/row-action?pk=1&name=photo", files=upload)).status_code == 200
    assert (await clerk.act(KEY, 1, "photo")).status_code == 400
    assert (await clerk.act(KEY, 1, "judge", note="抽检")).status_code == 200
    page = await clerk.text(f"{KEY}/detail", pk=1)
    for words in ("轴径", "79.98 – 80.02 mm", "80.5 mm", "≤ 0.8 μm", "选检", "不合格", "抽检", "测试员工", "照片 1"):
        assert words in page
    assert "1 次不合格" in await clerk.text("")
    assert (await clerk.act(KEY, 1, "repeat")).status_code == 200
    assert (await clerk.act(KEY, 1, "concede", reason="")).status_code == 400
    assert (await clerk.act(KEY, 1, "concede", reason="客户同意")).status_code == 200
    assert (await clerk.act(KEY, 2, "cancel", reason="不必了")).status_code == 200
    assert [(await sees(boss, one))["status"] for one in (1, 2)] == ["conceded", "canceled"]
    listed = await clerk.text(f"{KEY}/list?status=conceded")
    assert ("让步接收" in listed, "B-1" in listed) == (True, True)
    assert "B-1" not in await clerk.text(f"{KEY}/list?kind=iqc")


async def test_only_who_may(console: OpenConsole, as_staff: AsStaff) -> None:
    await batches.created(await as_staff(*EVERYTHING))
    reader = await console("qc.read")
    assert (await reader.post(f"{KEY}/create", {"plan": "outgoing", "batch": "B-1"})).status_code in {302, 303, 403}
    assert "没有数据" in await reader.text(f"{KEY}/list") or "共 0" in await reader.text(f"{KEY}/list")
