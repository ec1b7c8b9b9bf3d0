"""WeChat hears that the customer has it, and releases the money."""

from app.core.database import Database
from devtools.wechat import StandIn
from tests.keys import new_key
from tests.multi_store.shops import store
from tests.store_pickup.counter import clerk_of, ordered, verify
from tests.types import AsStaff, AsUser, Configure, DrainJobs


async def test_handed_over_at_the_counter(  # noqa: PLR0917  # from the cashier to the counter
    as_user: AsUser,
    as_staff: AsStaff,
    database: Database,
    wechat: StandIn,
    drain_jobs: DrainJobs,
    configure: Configure,
) -> None:
    configure("shipping_info", upload="always")
    configure("payment", mode="direct")
    store_id = await store(database)
    order = await ordered(as_user, database, store_id)
    (await order.customer.client.post(f"/orders/{order.id}/pay", headers=new_key())).raise_for_status()
    wechat.pay(next(iter(wechat.state.transactions)))
    await wechat.deliver_due()
    await drain_jobs()
    assert await order.status() == "ready_for_pickup"
    assert wechat.state.shippings == {}
    (await verify(await clerk_of(as_staff, database, store_id), await order.code())).raise_for_status()
    await drain_jobs()
    [shipping] = wechat.state.shippings.values()
    assert (shipping.finished, shipping.told["logistics_type"]) == (True, 4)
    assert shipping.told["shipping_list"][0]["item_desc"] == "西湖龙井*1"
