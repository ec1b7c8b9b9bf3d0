from app.core.database import Database
from tests.delivery.parcels import send_all, waiting
from tests.types import AsUser, DrainJobs


async def test_a_copy_of_what_was_sent(as_user: AsUser, database: Database, drain_jobs: DrainJobs) -> None:
    order = await waiting(as_user, database, drain_jobs)
    await send_all(database, order.id)
    copy = (await order.customer.client.get("/me/export")).json()["deliveries"]
    assert [(row["order_id"], row["courier"], row["tracking_no"]) for row in copy] == [
        (order.id, "顺丰速运", "SF1234567890")
    ]
    assert (await (await as_user("小红")).client.get("/me/export")).json()["deliveries"] == []


async def test_the_consent_names_the_courier(as_user: AsUser) -> None:
    items = (await (await as_user()).client.get("/me/consents")).json()["items"]
    [text] = [item["text"] for item in items if item["purpose"] == "address"]
    assert "快递公司" in text
