"""Orders at the console."""

import pytest
import sqlalchemy as sa

from app.core.audit import AuditEntry
from app.core.database import Database
from app.modules.order.models import NUMBER_DIGITS, Order
from app.modules.order.queries import numbered
from tests.catalog.factory import spu
from tests.order.factory import place
from tests.types import AsUser, OpenConsole


async def reveals(database: Database) -> int:
    async with database.read() as session:
        counted = sa.select(sa.func.count()).select_from(AuditEntry).where(AuditEntry.action == "order.reveal")
        return await session.scalar(counted) or 0


async def test_one_order(console: OpenConsole, database: Database, as_user: AsUser) -> None:
    made = await spu(database, specs={"规格": ["50g"]})
    order = await place(await as_user(consents=("address",)), made.sku_id, quantity=2)
    reader = await console("order.read")
    assert order["order_no"] in await reader.text("orders/list", status="pending_payment")
    assert "没有符合条件的内容" in await reader.text("orders/list", status="completed")
    page = await reader.text("orders/detail", pk=order["id"])
    for words in ("待付款", "¥136.00", "50g", "王**", "138****0000", "已脱敏", "用户"):
        assert words in page
    assert "13800000000" not in page
    assert "文一路1号" not in page
    assert await reveals(database) == 0
    manager = await console("order.read", "personal.reveal")
    page = await manager.text("orders/detail", pk=order["id"])
    assert "13800000000" in page
    assert "文一路1号2幢" in page
    assert await reveals(database) == 1
    assert "13800000000" not in await manager.text("orders/list")
    assert await reveals(database) == 1


async def test_found_by_number(console: OpenConsole, database: Database, as_user: AsUser) -> None:
    made, customer = await spu(database), await as_user(consents=("address",))
    one, other = [(await place(customer, made.sku_id))["order_no"] for _ in range(2)]
    reader = await console("order.read")
    assert len(one) == NUMBER_DIGITS
    day = await reader.text("orders/list", q=one[:8])
    assert (one in day, other in day) == (True, True)
    alone = await reader.text("orders/list", q=f" {one} ")
    assert (one in alone.replace(f'value=" {one} "', ""), other in alone) == (True, False)
    for nobody in ("19991231", "龙井", "x" + one[1:], one + "0", "²"):
        assert "没有符合条件的内容" in await reader.text("orders/list", q=nobody)


async def test_found_by_the_end_of_the_number(console: OpenConsole, database: Database, as_user: AsUser) -> None:
    made, customer = await spu(database), await as_user(consents=("address",))
    numbers = ["202611220000012345", "202611220000912345", "202611221234500000"]
    for number in numbers:
        order = await place(customer, made.sku_id)
        async with database.begin() as session:
            await session.execute(sa.update(Order).where(Order.id == order["id"]).values(order_no=number))
    reader = await console("order.read")
    for part, found in (
        ("2345", numbers[:2]),
        (" 12345 ", numbers[:2]),
        ("912345", numbers[1:2]),
        ("202611", []),
        ("2026112", numbers),
        ("20261122123", numbers[2:]),
        ("0912345", []),
        ("345", []),
    ):
        page = (await reader.text("orders/list", q=part)).replace(f'value="{part}"', "")
        assert [number for number in numbers if number in page] == found, part


@pytest.mark.parametrize("part", ["2345", "912345", "20261122"])
async def test_finding_by_number_reads_an_index(database: Database, part: str) -> None:
    query = sa.select(Order.id).where(numbered(part))
    async with database.read() as session:
        bind = session.get_bind()
        words = "EXPLAIN" if bind.dialect.name == "postgresql" else "EXPLAIN QUERY PLAN"
        if words == "EXPLAIN":
            await session.execute(sa.text("SET LOCAL enable_seqscan = off"))  # few rows are read faster without
        text = str(query.compile(bind, compile_kwargs={"literal_binds": True})).replace("%%", "%")
        plan = str((await session.execute(sa.text(f"{words} {text}"))).all())
    assert ("ix_order_order_tail" in plan) == (len(part) < 7)
    assert not [whole for whole in ("SCAN order_order", "Seq Scan") if whole in plan]


async def test_actions(console: OpenConsole, database: Database, as_user: AsUser) -> None:
    made = await spu(database)
    customer = await as_user(consents=("address",))
    order = await place(customer, made.sku_id)
    reader = await console("order.read")
    for action in ("confirm", "complete", "cancel"):
        assert (await reader.act("orders", order["id"], action)).status_code == 400
    keeper = await console("order.read", "order.cancel")
    assert "取消订单" in await keeper.text("orders/detail", pk=order["id"])
    assert (await keeper.act("orders", order["id"], "cancel")).status_code == 200
    assert (await keeper.act("orders", order["id"], "cancel")).status_code == 400
    assert "店员取消" in await keeper.text("orders/detail", pk=order["id"])
    assert (await customer.client.get(f"/orders/{order['id']}")).json()["status"] == "canceled"


async def test_first_page(console: OpenConsole, database: Database, as_user: AsUser) -> None:
    await place(await as_user(consents=("address",)), (await spu(database)).sku_id)
    front = await (await console("order.read")).text("")
    for words in ("今日订单", "今日收款", "待处理订单", "¥0.00"):
        assert words in front
    assert "今日收款" not in await (await console("catalog.read")).text("")
