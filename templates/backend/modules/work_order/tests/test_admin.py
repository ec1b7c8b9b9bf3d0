"""Work orders and reports at the console."""

import httpx

from app.core.business import business
from tests.types import AsStaff, Configure, Hand, OpenConsole
from tests.work_order.workshop import EVERYTHING, acts, completed, in_progress, made_ready, opened, reported, sees


async def test_from_the_form_to_the_archive(console: OpenConsole, as_staff: AsStaff) -> None:
    clerk, boss = await console(EVERYTHING), await as_staff(EVERYTHING)
    form = {"title": "主轴异响", "asset": "CNC-01", "urgency": "urgent", "list": "repair", "wording": "夜班发现"}
    assert (await clerk.post("work-orders/create", form)).status_code in {200, 303}
    page = await clerk.text("work-orders/list")
    for words in ("主轴异响", "待派工", "紧急", "CNC-01", "0 分钟"):
        assert words in page
    assert (await clerk.act("work-orders", 1, "accept", note="")).status_code == 400  # not yet
    assert (await clerk.act("work-orders", 1, "assign", worker="nobody")).status_code == 400
    assert (await clerk.act("work-orders", 1, "assign", worker=str(boss.id))).status_code == 200
    assert (await clerk.act("work-orders", 1, "start")).status_code == 200
    assert (await clerk.act("work-orders", 1, "hold", reason="parts", note="三天")).status_code == 200
    assert (await clerk.act("work-orders", 1, "resume")).status_code == 200
    refused = await clerk.act("work-orders", 1, "complete", result="好了")
    assert (refused.status_code, "检查项或签名" in refused.text) == (400, True)
    await made_ready(boss, 1)
    assert (await clerk.act("work-orders", 1, "complete", result="换了轴承")).status_code == 200
    assert (await clerk.act("work-orders", 1, "reject", reason="")).status_code == 400
    assert (await clerk.act("work-orders", 1, "reject", reason="还在响")).status_code == 200
    await made_ready(boss, 1)
    still = {"downtime_from": "2026-11-20T08:00", "downtime_to": "2026-11-20T10:30"}
    for wrong in ({**still, "downtime_to": "soon"}, {**still, "downtime_to": ""}):
        assert (await clerk.act("work-orders", 1, "complete", result="x", **wrong)).status_code == 400
    assert (await clerk.act("work-orders", 1, "complete", result="又调了间隙", **still)).status_code == 200
    assert (await clerk.act("work-orders", 1, "accept", note="很好")).status_code == 200
    paper = await clerk.act("work-orders", 1, "record")
    assert (paper.status_code, paper.headers["content-type"]) == (200, "application/pdf")
    assert (await clerk.act("work-orders", 1, "archive")).status_code == 200
    page = await clerk.text("work-orders/detail", pk=1)
    for words in (
        "夜班发现",
        "等备件：三天",
        "还在响",
        "又调了间隙",
        "断电挂牌",
        "必做",
        "2026-11-20 10:30:00",
        "已归档",
        "测试员工",
    ):
        assert words in page


async def test_which_checklist(console: OpenConsole, as_staff: AsStaff) -> None:
    clerk, boss = await console(EVERYTHING), await as_staff(EVERYTHING)
    for chosen, label in (("*", "维修后检查"), ("service", "月度保养"), ("-", "")):
        form = {"title": "x", "asset": "", "urgency": "normal", "list": chosen, "wording": ""}
        assert (await clerk.post("work-orders/create", form)).status_code in {200, 303}
        newest = (await boss.client.get("/staff/work-orders")).raise_for_status().json()["items"][0]
        assert (await sees(boss, newest["id"]))["checklist"] == label


async def test_canceled(console: OpenConsole, as_staff: AsStaff) -> None:
    boss, clerk = await as_staff(EVERYTHING), await console(EVERYTHING)
    order_id = await opened(boss)
    assert (await clerk.act("work-orders", order_id, "cancel", reason="")).status_code == 400
    assert (await clerk.act("work-orders", order_id, "cancel", reason="重复")).status_code == 200
    assert (await clerk.act("work-orders", order_id, "cancel", reason="重复")).status_code == 400


async def test_bad_forms(console: OpenConsole) -> None:
    clerk = await console(EVERYTHING)
    answer = await clerk.post("work-orders/create", {"title": "x" * 70, "urgency": "urgent", "list": "*"})
    assert "最多 60 个字" in answer.text
    reader = await console("work_order.read")
    assert (await reader.post("work-orders/create", {"title": "x", "urgency": "urgent", "list": "*"})).status_code in {
        302,
        303,
        403,
    }
    assert "没有数据" in await clerk.text("work-orders/list") or "共 0" in await clerk.text("work-orders/list")


async def test_narrowed(console: OpenConsole, as_staff: AsStaff, clock_hand: Hand) -> None:
    boss = await as_staff(EVERYTHING)
    await opened(boss, title="急活", priority="urgent")
    await in_progress(boss, boss, title="慢活")
    clerk = await console(EVERYTHING)
    clock_hand.advance(hours=5)
    late = await clerk.text("work-orders/list?status=overdue")
    assert ("急活" in late, "慢活" in late, "超时" in late) == (True, False, True)
    his = await clerk.text(f"work-orders/list?worker={boss.id}")
    assert ("急活" in his, "慢活" in his) == (False, True)
    assert "急活" not in await clerk.text("work-orders/list?worker=nobody")
    assert "慢活" not in await clerk.text("work-orders/list?priority=urgent")
    assert "已超时" in await clerk.text("")


async def test_reports(console: OpenConsole, client: httpx.AsyncClient, as_staff: AsStaff) -> None:
    await reported(client, pictures=1)
    await reported(client, description="刀库门关不严")
    clerk = await console(EVERYTHING)
    assert "等待受理" in await clerk.text("")
    assert (await clerk.act("repair-requests", 1, "approve", title="", priority="soon")).status_code == 400
    assert (await clerk.act("repair-requests", 1, "approve", title="油封漏油", priority="high")).status_code == 200
    assert (await clerk.act("repair-requests", 1, "approve", title="", priority="high")).status_code == 400
    assert (await clerk.act("repair-requests", 2, "refuse", reason="")).status_code == 400
    assert (await clerk.act("repair-requests", 2, "refuse", reason="不是故障")).status_code == 200
    page = await clerk.text("repair-requests/list")
    for words in ("已派修", "未受理", "W20"):
        assert words in page
    order = await sees(await as_staff(EVERYTHING), 1)
    assert (order["title"], len(order["pictures"])) == ("油封漏油", 1)
    assert "不是故障" in await clerk.text("repair-requests/detail", pk=2)


async def test_accepted_ones_are_counted_no_more(console: OpenConsole, as_staff: AsStaff) -> None:
    boss, clerk = await as_staff(EVERYTHING), await console(EVERYTHING)
    order_id = await completed(boss, boss)
    (await acts(boss, order_id, "accept", note="")).raise_for_status()
    assert "主轴异响" not in await clerk.text("work-orders/list?status=running")
    assert "没有超时" in await clerk.text("")


async def test_kept_to_ones_own(console: OpenConsole, as_staff: AsStaff, configure: Configure) -> None:
    """As in the list of the API: nobody finds by its number what he does not see in his list."""
    boss = await as_staff(EVERYTHING)
    other = await in_progress(boss, boss, title="别人的活")
    clerk = await console("work_order.read", "work_order.work")
    assert "别人的活" in await clerk.text("work-orders/list")
    [(name, role)] = [
        (name, one) for name, one in business().roles.items() if len(one.can) == 2 and "测试" in one.label
    ]
    configure(roles={name: {**role.model_dump(), "scope": "self"}})
    assert "别人的活" not in await clerk.text("work-orders/list")
    assert (await clerk.get("work-orders/detail", pk=other)).status_code == 404
    free = await opened(boss, title="没人的活")
    assert "没人的活" in await clerk.text("work-orders/detail", pk=free)
