"""Where customers pay online, nobody's word counts but WeChat's."""

from fastapi import FastAPI

from app.core.database import Database
from tests.catalog.factory import spu
from tests.order.factory import place
from tests.types import AsStaff, AsUser, Configure, DrainJobs, Hand


async def test_staff_cannot_say_that_it_is_paid(as_user: AsUser, as_staff: AsStaff, database: Database) -> None:
    order = await place(await as_user(consents=("address",)), (await spu(database)).sku_id)
    owner = (await as_staff("*")).client
    answer = await owner.post(f"/staff/orders/{order['id']}/confirm")
    assert (answer.status_code, answer.json()["code"]) == (409, "PAID_ONLINE")
    assert "confirm" not in (await owner.get(f"/staff/orders/{order['id']}")).json()["can"]


async def test_the_deadline_is_the_shops_own(
    as_user: AsUser, database: Database, configure: Configure, clock_hand: Hand, drain_jobs: DrainJobs
) -> None:
    configure("order", payment_timeout="10m")
    person = await as_user(consents=("address",))
    order = await place(person, (await spu(database)).sku_id)
    for minutes, status in ((9, "pending_payment"), (2, "canceled")):
        clock_hand.advance(minutes=minutes)
        await drain_jobs()
        assert (await person.client.get(f"/orders/{order['id']}")).json()["status"] == status


def test_paying_stands_in_the_document(app: FastAPI) -> None:
    operations = app.openapi()["paths"]["/api/v1/orders/{order_id}/pay"]
    assert sorted(operations) == ["get", "post"]
