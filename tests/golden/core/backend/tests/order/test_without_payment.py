"""Where money changes hands outside, staff confirm that it has come."""

import pytest

from app.contracts.payment import PAYMENT, NobodyCollects
from app.core.database import Database
from tests.catalog.factory import spu
from tests.order.factory import place
from tests.types import AsStaff, AsUser


@pytest.fixture(autouse=True)
def nobody_collects(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(PAYMENT, "one", lambda _default: NobodyCollects())


async def test_staff_confirm_and_complete(as_user: AsUser, as_staff: AsStaff, database: Database) -> None:
    person = await as_user(consents=("address",))
    order = await place(person, (await spu(database)).sku_id)
    assert (order["can"], order["expires_at"]) == (["cancel"], None)
    clerk = (await as_staff("order.*")).client
    confirmed = (await clerk.post(f"/staff/orders/{order['id']}/confirm")).raise_for_status().json()
    assert (confirmed["status"], confirmed["can"]) == ("paid", ["complete"])
    assert (await clerk.post(f"/staff/orders/{order['id']}/confirm")).status_code == 409
    (await clerk.post(f"/staff/orders/{order['id']}/complete")).raise_for_status()
    done = (await person.client.get(f"/orders/{order['id']}")).json()
    assert [row["status"] for row in done["history"]] == ["pending_payment", "paid", "completed"]
    assert (await person.client.get("/orders?status=completed")).json()["items"][0]["id"] == order["id"]
