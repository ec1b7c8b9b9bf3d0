"""Sending at the console."""

from app.core.database import Database
from tests.delivery.parcels import SF, YTO, send_all, waiting
from tests.types import AsUser, DrainJobs, OpenConsole


async def test_orders_that_wait(
    console: OpenConsole, as_user: AsUser, database: Database, drain_jobs: DrainJobs
) -> None:
    order = await waiting(as_user, database, drain_jobs, lines=2, quantity=2)
    clerk = await console("delivery.read", "delivery.send")
    assert "付款后 48 小时内要发货" in await clerk.text("")
    assert "西湖龙井 50g ×2" in await clerk.text("to-ship/list")
    reader = await console("delivery.read")
    assert (await reader.act("to-ship", order.id, "send", **SF)).status_code == 400
    pieces = {f"piece_{order.line_ids[0]}": "1", f"piece_{order.line_ids[1]}": "0"}
    bad = await clerk.act("to-ship", order.id, "send", **SF, **{**pieces, f"piece_{order.line_ids[0]}": "x"})
    assert "整数" in bad.text
    assert (await clerk.act("to-ship", order.id, "send", courier="SF", tracking_no="1", **pieces)).status_code == 400
    assert (await clerk.act("to-ship", order.id, "send", **SF, **pieces)).status_code == 200
    assert [piece["quantity"] for piece in (await order.seen())["left"]] == [1, 2]
    rest = {f"piece_{order.line_ids[0]}": "1", f"piece_{order.line_ids[1]}": "2"}
    assert (await clerk.act("to-ship", order.id, "send", **YTO, **rest)).status_code == 200
    assert "西湖龙井" not in await clerk.text("to-ship/list")
    assert await order.status() == "shipped"


async def test_parcels(console: OpenConsole, as_user: AsUser, database: Database, drain_jobs: DrainJobs) -> None:
    order = await waiting(as_user, database, drain_jobs)
    shipment_id = await send_all(database, order.id)
    clerk = await console("delivery.*")
    listed = await clerk.text("shipments/list", status="shipped")
    for words in ("顺丰速运", "SF1234567890", "运输中", "西湖龙井 50g*1"):
        assert words in listed
    assert "还没有物流信息" in await clerk.text("shipments/detail", pk=shipment_id)
    assert (await clerk.act("shipments", shipment_id, "correct", **YTO)).status_code == 200
    assert (await clerk.act("shipments", shipment_id, "send", **SF)).status_code == 400
    assert (await clerk.act("shipments", shipment_id, "delivered")).status_code == 200
    assert (await clerk.act("shipments", shipment_id, "delivered")).status_code == 400
    assert "圆通速递" in await clerk.text("shipments/list", status="delivered")


async def test_freight_rules(console: OpenConsole) -> None:
    boss = await console("delivery.read", "delivery.rules")
    form = {
        "province": "浙江", "city": "", "delivers": "on", "by": "weight",
        "first": "1000", "first_yuan": "6", "next": "500", "next_yuan": "2.5", "free_from_yuan": "99",
    }  # fmt: skip
    assert (await boss.post("freight-rules/create", form)).status_code == 303
    listed = await boss.text("freight-rules/list")
    for words in ("浙江", "首 1000 克 ¥6.00，续 500 克 ¥2.50", "满 ¥99.00"):
        assert words in listed
    assert "已经有一条运费规则" in (await boss.post("freight-rules/create", form)).text
    assert "最多两位小数" in (await boss.post("freight-rules/create", {**form, "first_yuan": "六"})).text
    assert (await boss.post("freight-rules/edit?pk=1", {**form, "city": "杭州"})).status_code == 303
    assert "浙江杭州" in await boss.text("freight-rules/list")
    assert (await boss.act("freight-rules", 1, "remove")).status_code == 200
    assert "浙江" not in await boss.text("freight-rules/list")
    assert "freight-rules/create" not in await (await console("delivery.read")).text("freight-rules/list")
