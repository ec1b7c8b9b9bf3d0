"""Orders at the counter, at the console."""

from app.core.database import Database
from tests.multi_store.shops import store
from tests.store_pickup.counter import ready
from tests.types import AsUser, DrainJobs, OpenConsole


async def test_verified(console: OpenConsole, as_user: AsUser, database: Database, drain_jobs: DrainJobs) -> None:
    order = await ready(as_user, database, drain_jobs, await store(database))
    code = await order.code()
    clerk = await console("store_pickup.*")
    assert "顾客可以来提货" in await clerk.text("")
    listed = await clerk.text("pickups/list", status="ready")
    for words in ("西湖店", "西湖龙井 ×1", "待提货"):
        assert words in listed
    assert code not in listed
    for wrong, words in (("123", "8 位数字"), (f"{(int(code) + 1) % 10**8:08d}", "不正确")):
        assert words in (await clerk.act("pickups", 1, "verify", code=wrong)).text
    reader = await console("store_pickup.read")
    assert (await reader.act("pickups", 1, "verify", code=code)).status_code == 400
    assert (await clerk.act("pickups", 1, "verify", code=code)).status_code == 200
    assert (await clerk.act("pickups", 1, "verify", code=code)).status_code == 400
    assert await order.status() == "completed"
    assert "已提货" in await reader.text("pickups/list", status="picked")
