"""Documents and reconciliations at the console."""

from app.core.database import Database
from devtools.erp_connector.standin import Control, StandIn
from tests.erp_connector.erp import BASE, DAY, EVERYTHING, put
from tests.types import AsStaff, Configure, DrainJobs, OpenConsole


async def test_what_failed_is_sent_again(
    console: OpenConsole, database: Database, drain_jobs: DrainJobs, erp: StandIn, configure: Configure
) -> None:
    configure("erp_connector", attempts=1)
    clerk = await console(EVERYTHING)
    assert "没有推送失败" in await clerk.text("")
    erp.control = Control(fail=1)
    await put(database, 1)
    await drain_jobs()
    assert "等待处理" in await clerk.text("")
    page = await clerk.text("erp-documents/list?status=failed")
    for words in ("INV-1", "推送失败", "ERP 回答 500", "¥1.00"):
        assert words in page
    assert (await clerk.act("erp-documents", 1, "retry")).status_code == 200
    assert (await clerk.act("erp-documents", 1, "retry")).status_code == 400
    await drain_jobs()
    page = await clerk.text("erp-documents/detail", pk=1)
    for words in ("已推送", "ERP-00001", "主轴"):
        assert words in page
    assert "INV-1" not in await clerk.text("erp-documents/list?kind=order")


async def test_a_day(
    console: OpenConsole, as_staff: AsStaff, database: Database, drain_jobs: DrainJobs, erp: StandIn
) -> None:
    boss, clerk = await as_staff(EVERYTHING), await console(EVERYTHING)
    await put(database, 1)
    await drain_jobs()
    erp.booked.clear()
    (await boss.client.post(f"{BASE}/reconciliations", json={"day": DAY.isoformat()})).raise_for_status()
    await drain_jobs()
    assert "有差异" in await clerk.text("erp-reconciliations/list")
    assert "INV-1：ERP 里没有（¥1.00 / —）" in await clerk.text("erp-reconciliations/detail", pk=1)
    sheet = await clerk.act("erp-reconciliations", 1, "export")
    assert (sheet.status_code, "INV-1" in sheet.text) == (200, True)
    await put(database, 2)
    await drain_jobs()
    assert (await clerk.act("erp-reconciliations", 1, "again")).status_code == 200
    await drain_jobs()
    assert "2 / 1" in await clerk.text("erp-reconciliations/list")
    reader = await console("erp_connector.read")
    assert (await reader.act("erp-reconciliations", 1, "again")).status_code in {400, 403}
