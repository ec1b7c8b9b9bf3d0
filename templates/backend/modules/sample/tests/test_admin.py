"""Samples at the console."""

from app.core.database import Database
from tests.rfq.asked import opened, seller
from tests.sample.sent import EVERYTHING, MINE, picture, resends, sends
from tests.types import AsStaff, AsUser, OpenConsole


async def test_from_the_form_to_the_verdict(
    console: OpenConsole, as_staff: AsStaff, as_user: AsUser, database: Database
) -> None:
    boss, clerk, (supplier_id, person) = (
        await as_staff(*EVERYTHING),
        await console(*EVERYTHING),
        await seller(as_user, database),
    )
    other, _ = await seller(as_user, database, "乙")
    rfq_id = await opened(boss, supplier_id)
    form = {"rfq_id": str(rfq_id), "supplier_id": str(supplier_id), "item": "轴承", "quantity": "5", "note": "先做五件"}
    assert (await clerk.post("samples/create", {**form, "item": ""})).status_code == 422
    stranger = await clerk.post("samples/create", {**form, "supplier_id": str(other)})
    assert "没有参加这份询价" in stranger.text
    assert (await clerk.post("samples/create", form)).status_code in {200, 303}
    assert (await clerk.act("samples", 1, "receive")).status_code == 400
    (await sends(person, 1)).raise_for_status()
    (await person.client.post(f"{MINE}/1/photos", files=picture())).raise_for_status()
    assert (await clerk.act("samples", 1, "receive")).status_code == 200
    assert "等待检验" in await clerk.text("")
    assert (await clerk.act("samples", 1, "fail", verdict="")).status_code == 400
    assert (await clerk.act("samples", 1, "fail", verdict="圆度超差")).status_code == 200
    (await resends(person, 1)).raise_for_status()
    page = await clerk.text("samples/detail", pk=2)
    for words in ("v2", "已寄出", "SF1234567890", "圆度超差", "先做五件", "甲厂", "重新寄样"):
        assert words in page
    assert "供应商照片" in await clerk.text("samples/detail", pk=1)
    page = await clerk.text("samples/list?status=sent")
    assert ("已寄出" in page, "还没有内容" in page) == (True, False)
    for action in ("receive", "pass"):
        assert (await clerk.act("samples", 2, action, verdict="")).status_code == 200
    reader = await console("sample.read")
    assert (await reader.act("samples", 2, "fail", verdict="x")).status_code in {400, 403}
    assert "判定合格" in await reader.text("samples/detail", pk=2)
