"""Work orders on the wall."""

from app.core.context import SYSTEM
from app.core.database import Database
from app.modules.work_order.on_wall import OrdersOnWall
from app.modules.work_order.opening import Wish, open_order
from tests.types import AsStaff, Hand
from tests.work_order.workshop import acts, opened


async def test_by_age_and_the_oldest(database: Database, as_staff: AsStaff, clock_hand: Hand) -> None:
    for number, days in enumerate((4, 2, 1, 1, 0), 1):  # in the end they are 8, 4, 2, 1 and 0 days old
        async with database.begin() as session:
            await open_order(session, SYSTEM, Wish(f"第 {number} 张", "", "normal", "other"))
        clock_hand.advance(days=days)
    staff = await as_staff("work_order.*")
    (await acts(staff, 3, "take")).raise_for_status()
    (await acts(staff, await opened(staff, title="不修了"), "cancel", reason="报废")).raise_for_status()
    async with database.read() as session:
        panel = await OrdersOnWall().panel(session, 3)
    assert [(one.label, one.value) for one in panel.figures] == [
        ("一天以内", 1),
        ("一到三天", 2),
        ("三到七天", 1),
        ("超过七天", 1),
    ]
    assert [(row.text, row.note, row.kind) for row in panel.rows] == [
        ("第 1 张", "待派工", "bad"),
        ("第 2 张", "待派工", "bad"),
        ("第 3 张", "待接单 · 测试员工", "moves"),
    ]
    assert panel.more == 2
