"""Who may look at orders, and works at one store, sees and moves those that are picked up there."""

import pytest

from app.core.database import Database
from tests.catalog.factory import spu
from tests.multi_store.shops import WULIN, store, works_at
from tests.order.factory import place
from tests.store_pickup.counter import Waiting, ready
from tests.types import AsStaff, AsUser, DrainJobs, OpenConsole

MAY = ("order.read", "order.complete", "order.cancel")


@pytest.fixture
async def stores(database: Database) -> tuple[int, int]:
    return await store(database), await store(database, **WULIN)


@pytest.fixture
async def orders(
    as_user: AsUser, database: Database, drain_jobs: DrainJobs, stores: tuple[int, int]
) -> tuple[Waiting, Waiting, int]:
    """One at each store, and the id of one that is sent by post and not paid yet."""
    here = await ready(as_user, database, drain_jobs, stores[0])
    there = await ready(as_user, database, drain_jobs, stores[1], name="小红")
    posted = await place(await as_user("小刚", consents=("address",)), (await spu(database)).sku_id)
    return here, there, int(posted["id"])


async def test_by_the_api(
    as_staff: AsStaff, database: Database, stores: tuple[int, int], orders: tuple[Waiting, Waiting, int]
) -> None:
    here, there, posted = orders
    clerk, boss = await as_staff(*MAY, scope="store"), await as_staff("order.*")
    assert (await clerk.client.get("/staff/orders")).json()["items"] == [], "he works nowhere"
    await works_at(database, clerk.id, stores[0])
    for person, seen in ((clerk, [here.id]), (boss, [posted, there.id, here.id])):
        listed = (await person.client.get("/staff/orders")).raise_for_status().json()["items"]
        assert [row["id"] for row in listed] == seen
    for strange in (there.id, posted):
        for method, path in (("GET", ""), ("POST", "/complete"), ("POST", "/cancel")):
            refused = await clerk.client.request(
                method, f"/staff/orders/{strange}{path}", json={} if path == "/cancel" else None
            )
            assert (refused.status_code, refused.json()["code"]) == (404, "ORDER_NOT_FOUND")
    assert (await there.status(), await here.status()) == ("ready_for_pickup", "ready_for_pickup")
    (await clerk.client.get(f"/staff/orders/{here.id}")).raise_for_status()
    (await clerk.client.post(f"/staff/orders/{here.id}/complete")).raise_for_status()
    assert await here.status() == "completed"


async def test_at_the_console(
    console: OpenConsole, database: Database, stores: tuple[int, int], orders: tuple[Waiting, Waiting, int]
) -> None:
    here, there, posted = orders
    clerk, boss = await console(*MAY, scope="store"), await console("order.*")
    await works_at(database, clerk.staff_id, stores[0])
    for waiting, shown in ((here, True), (there, False)):
        number = (await waiting.customer.client.get(f"/orders/{waiting.id}")).json()["order_no"]
        assert (number in await clerk.text("orders/list"), number in await boss.text("orders/list")) == (shown, True)
    assert "今日收款" in await boss.text("")
    front = await clerk.text("")
    assert not [words for words in ("今日收款", "今日订单", "待处理订单") if words in front]
    for strange in (there.id, posted):
        assert (await clerk.get(f"orders/detail?pk={strange}")).status_code == 404
        for action in ("complete", "cancel"):
            assert (await clerk.act("orders", strange, action)).status_code == 400
    assert (await clerk.act("orders", here.id, "complete")).status_code == 200
    assert (await here.status(), await there.status()) == ("completed", "ready_for_pickup")
