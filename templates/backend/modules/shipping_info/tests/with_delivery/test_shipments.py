"""An order that is paid through WeChat and sent: its money is released because WeChat hears of it."""

import pytest

from app.core.database import Database
from devtools.wechat import StandIn
from tests.catalog.factory import spu
from tests.delivery.parcels import SF, YTO, Waiting, pack
from tests.keys import new_key
from tests.order.factory import place
from tests.types import AsStaff, AsUser, Configure, DrainJobs


@pytest.fixture(autouse=True)
def usual_rules(configure: Configure) -> None:
    configure("delivery", freight="0", free_from="0", auto_complete="10d", track_every="2h")
    configure("inventory", uncounted="unlimited")
    configure("payment", mode="direct")
    configure("shipping_info", upload="always")


@pytest.fixture
async def bought(as_user: AsUser, database: Database, wechat: StandIn, drain_jobs: DrainJobs) -> Waiting:
    """Two pieces, paid for in the cashier, to be sent."""
    customer = await as_user(consents=("address",))
    order = await place(customer, (await spu(database)).sku_id, quantity=2)
    (await customer.client.post(f"/orders/{order['id']}/pay", headers=new_key())).raise_for_status()
    wechat.pay(next(iter(wechat.state.transactions)))
    await wechat.deliver_due()
    await drain_jobs()
    rows = (await customer.client.get(f"/orders/{order['id']}/shipments")).json()["left"]
    return Waiting(customer, int(order["id"]), tuple(row["order_line_id"] for row in rows))


async def test_wechat_hears_of_each_parcel(
    bought: Waiting, as_staff: AsStaff, wechat: StandIn, drain_jobs: DrainJobs
) -> None:
    clerk = await as_staff("delivery.*")
    piece = [{"order_line_id": bought.line_ids[0], "quantity": 1}]
    (await pack(clerk, bought.id, pieces=piece, **SF)).raise_for_status()
    await drain_jobs()
    [shipping] = wechat.state.shippings.values()
    assert (shipping.finished, shipping.told["delivery_mode"]) == (False, 2)
    last = (await pack(clerk, bought.id, **YTO)).raise_for_status().json()
    await drain_jobs()
    assert (shipping.finished, shipping.corrected) == (True, False)
    assert [parcel["express_company"] for parcel in shipping.told["shipping_list"]] == ["SF", "YTO"]
    url = f"/staff/shipments/{last['id']}/correct"
    (await clerk.client.post(url, json={**YTO, "tracking_no": "YT1111111111"})).raise_for_status()
    await drain_jobs()
    assert shipping.corrected
    assert shipping.told["shipping_list"][1]["tracking_no"] == "YT1111111111"
    assert shipping.told["shipping_list"][0]["contact"]["receiver_contact"] == "****0000"


async def test_what_the_shop_brought_itself(
    bought: Waiting, as_staff: AsStaff, wechat: StandIn, drain_jobs: DrainJobs
) -> None:
    clerk = (await as_staff("order.*")).client
    (await clerk.post(f"/staff/orders/{bought.id}/complete")).raise_for_status()
    await drain_jobs()
    [shipping] = wechat.state.shippings.values()
    assert (shipping.finished, shipping.told["logistics_type"]) == (True, 2)


async def test_a_shipment_that_wechat_does_not_hear_of_has_still_left(
    bought: Waiting, as_staff: AsStaff, wechat: StandIn, drain_jobs: DrainJobs
) -> None:
    """Shipping information that fails holds nobody up: the parcel is on its way, and staff see what failed."""
    wechat.fail("shipping_info", "10060014")
    staff = await as_staff("delivery.*", "shipping_info.*")
    (await pack(staff, bought.id, **SF)).raise_for_status()
    await drain_jobs()
    assert await bought.status() == "shipped"
    assert wechat.state.shippings == {}
    [item] = (await staff.client.get("/staff/shipping-info")).json()["items"]
    assert (item["status"], item["subject_id"]) == ("failed", bought.id)
