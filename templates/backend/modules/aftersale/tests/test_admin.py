"""Cases at the console."""

import sqlalchemy as sa

from app.core.audit import AuditEntry
from app.core.database import Database
from app.modules.catalog.models import Sku
from tests.aftersale.factory import ask, asked, bought, failed, seen, send_back
from tests.catalog.factory import spu
from tests.types import AsUser, DrainJobs, OpenConsole


async def test_one_case(console: OpenConsole, database: Database, as_user: AsUser) -> None:
    person = await as_user(consents=("address", "aftersale"))
    made = await spu(database, "西湖龙井", price_fen=6800, specs={"规格": ["50g"]})
    order = await bought(person, database, made.sku_id, quantity=2, status="shipped")
    said = {"description": "<b>罐子压扁了</b>", "phone": "13900001111"}
    case = (await ask(person, order, "return_refund", 1, reason="damaged", **said)).json()
    reader = await console("aftersale.read")
    assert case["aftersale_no"] in await reader.text("aftersales/list", status="waiting")
    assert case["aftersale_no"] in await reader.text("aftersales/list", kind="return_refund")
    assert "没有符合条件的内容" in await reader.text("aftersales/list", status="done")
    page = await reader.text("aftersales/detail", pk=case["id"])
    for words in ("待审核", "退货退款", "西湖龙井", "商品破损", "商家责任", "¥68.00", "139****1111", "&lt;b&gt;"):
        assert words in page, words
    assert "13900001111" not in page
    manager = await console("aftersale.read", "personal.reveal")
    assert "13900001111" in await manager.text("aftersales/detail", pk=case["id"])
    async with database.read() as session:
        seen_by = sa.select(sa.func.count()).select_from(AuditEntry).where(AuditEntry.action == "aftersale.reveal")
        assert await session.scalar(seen_by) == 1


async def test_from_agreement_to_new_goods(console: OpenConsole, database: Database, as_user: AsUser) -> None:
    person = await as_user(consents=("address",))
    order = await bought(person, database, (await spu(database)).sku_id, status="shipped")
    case = await asked(person, order, "exchange", 1)
    reader, clerk = await console("aftersale.read"), await console("aftersale.*")
    assert (await reader.act("aftersales", case, "agree")).status_code == 400
    assert (await clerk.act("aftersales", case, "agree", fault="yes")).status_code == 200
    assert (await clerk.act("aftersales", case, "agree")).status_code == 400
    await send_back(person, case)
    assert (await clerk.act("aftersales", case, "receive", sellable="no")).status_code == 200
    assert (await clerk.act("aftersales", case, "reship", courier="", tracking_no="")).status_code == 400
    waybill = {"courier": "顺丰速运", "tracking_no": "SF12345"}
    assert (await clerk.act("aftersales", case, "reship", **waybill)).status_code == 200
    assert (await seen(person, case))["status"] == "reshipped"
    assert "SF12345" in await clerk.text("aftersales/detail", pk=case)


async def test_several_in_a_list(console: OpenConsole, database: Database, as_user: AsUser) -> None:
    """Each with the forms of its actions."""
    person = await as_user(consents=("address",))
    sku_id = (await spu(database, price_fen=6800)).sku_id
    clerk = await console("aftersale.*")
    for kind in ("refund_only", "return_refund", "exchange"):
        order = await bought(person, database, sku_id, status="shipped")
        await asked(person, order, kind, 1)
    page = await clerk.text("aftersales/list")
    assert page.count("最多 ¥68.00") == 2


async def test_refusing(console: OpenConsole, database: Database, as_user: AsUser) -> None:
    person = await as_user(consents=("address",))
    order = await bought(person, database, (await spu(database)).sku_id, status="shipped")
    clerk = await console("aftersale.*")
    first = await asked(person, order, "return_refund", 1)
    assert (await clerk.act("aftersales", first, "reject")).status_code == 400
    assert (await clerk.act("aftersales", first, "reject", reason="超出范围")).status_code == 200
    second = await asked(person, order, "return_refund", 1)
    await clerk.act("aftersales", second, "agree", yuan="1.00")
    await send_back(person, second)
    assert (await clerk.act("aftersales", second, "refuse", reason="不是我们的商品")).status_code == 200
    assert (await seen(person, second))["answer"] == "不是我们的商品"


async def test_money(console: OpenConsole, database: Database, as_user: AsUser, drain_jobs: DrainJobs) -> None:
    person = await as_user(consents=("address",))
    order = await bought(person, database, (await spu(database, price_fen=6800)).sku_id, quantity=2)
    case = await asked(person, order, "refund_only", 1)
    clerk = await console("aftersale.*")
    for yuan in ("abc", "68.01", "-1"):
        assert (await clerk.act("aftersales", case, "agree", yuan=yuan)).status_code == 400
    assert (await clerk.act("aftersales", case, "agree", yuan="60.00")).status_code == 200
    await failed(database, order["id"], f"aftersale:{case}:1")
    await drain_jobs()
    assert "退款异常" in await clerk.text("aftersales/detail", pk=case)
    assert (await clerk.act("aftersales", case, "retry")).status_code == 200
    await failed(database, order["id"], f"aftersale:{case}:1")
    await drain_jobs()
    assert (await clerk.act("aftersales", case, "settle", note="银行转账")).status_code == 200
    page = await clerk.text("aftersales/detail", pk=case)
    for words in ("已完成", "¥60.00", "线下了结：银行转账"):
        assert words in page


async def test_instead_of_an_exchange(console: OpenConsole, database: Database, as_user: AsUser) -> None:
    person = await as_user(consents=("address",))
    order = await bought(person, database, (await spu(database)).sku_id, status="shipped")
    case = await asked(person, order, "exchange", 1)
    clerk = await console("aftersale.*")
    await clerk.act("aftersales", case, "agree")
    await send_back(person, case)
    await clerk.act("aftersales", case, "receive", sellable="yes")
    assert (await clerk.act("aftersales", case, "refund", yuan="")).status_code == 200
    assert (await seen(person, case))["status"] == "refunding"


async def test_first_page(console: OpenConsole, database: Database, as_user: AsUser) -> None:
    person = await as_user(consents=("address",))
    order = await bought(person, database, (await spu(database)).sku_id)
    await asked(person, order, "refund_only", 1)
    assert "等待您审核" in await (await console("aftersale.read")).text("")
    assert "待处理售后" not in await (await console("catalog.read")).text("")


async def test_exempt_products(console: OpenConsole, database: Database) -> None:
    made = await spu(database, "手工月饼")
    async with database.read() as session:
        code = (await session.get_one(Sku, made.sku_id)).code
    keeper = await console("aftersale.read", "aftersale.rules")
    answer = await keeper.post("return-exemptions/create", {"code": "NO-SUCH", "why": "perishable"})
    assert "没有这个规格编码" in answer.text
    await keeper.post("return-exemptions/create", {"code": code, "why": "perishable"})
    page = await keeper.text("return-exemptions/list")
    assert "手工月饼" in page
    assert "鲜活易腐" in page
    reader = await console("aftersale.read")
    assert (await reader.act("return-exemptions", made.id, "remove")).status_code == 400
    assert (await keeper.act("return-exemptions", made.id, "remove")).status_code == 200
    assert "手工月饼" not in await keeper.text("return-exemptions/list")
