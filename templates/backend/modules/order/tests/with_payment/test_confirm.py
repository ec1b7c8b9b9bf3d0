"""Where customers pay online, nobody's word counts but WeChat's."""

from app.core.database import Database
from tests.catalog.factory import spu
from tests.order.factory import place
from tests.types import AsStaff, AsUser


async def test_staff_cannot_say_that_it_is_paid(as_user: AsUser, as_staff: AsStaff, database: Database) -> None:
    order = await place(await as_user(consents=("address",)), (await spu(database)).sku_id)
    owner = (await as_staff("*")).client
    answer = await owner.post(f"/staff/orders/{order['id']}/confirm")
    assert (answer.status_code, answer.json()["code"]) == (409, "PAID_ONLINE")
    assert "confirm" not in (await owner.get(f"/staff/orders/{order['id']}")).json()["can"]
