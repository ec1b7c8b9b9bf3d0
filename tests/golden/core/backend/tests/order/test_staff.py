"""What staff see and do, and what their roles keep from them."""

import httpx
import pytest
import sqlalchemy as sa

from app.core.audit import AuditEntry
from app.core.database import Database
from tests.catalog.factory import spu
from tests.order.factory import ADDRESS, place
from tests.types import AsStaff, AsUser


@pytest.fixture
async def order_id(as_user: AsUser, database: Database) -> int:
    return int((await place(await as_user(consents=("address",)), (await spu(database)).sku_id))["id"])


class TestReading:
    async def test_anonymous(self, client: httpx.AsyncClient) -> None:
        assert (await client.get("/staff/orders")).status_code == 401

    async def test_not_permitted(self, as_staff: AsStaff) -> None:
        assert (await (await as_staff("catalog.edit")).client.get("/staff/orders")).status_code == 403

    async def test_masked(self, as_staff: AsStaff, order_id: int) -> None:
        clerk = (await as_staff("order.read")).client
        (listed,) = (await clerk.get("/staff/orders")).json()["items"]
        shown = (await clerk.get(f"/staff/orders/{order_id}")).json()
        for order in (listed, shown):
            assert order["address"] == {"name": "王**", "phone": "138****0000", "text": "浙江省杭州市西湖区文一路****"}
            assert order["can"] == []

    async def test_in_full_is_on_record(self, as_staff: AsStaff, order_id: int, database: Database) -> None:
        manager = await as_staff("order.*", "personal.reveal")
        shown = (await manager.client.get(f"/staff/orders/{order_id}")).json()
        assert shown["address"]["phone"] == ADDRESS["phone"]
        async with database.read() as session:
            entry = await session.scalar(sa.select(AuditEntry).where(AuditEntry.action == "order.reveal"))
        assert entry is not None
        assert (entry.actor_id, entry.entity_id) == (manager.id, order_id)


class TestActing:
    @pytest.mark.parametrize("action", ["confirm", "complete", "cancel"])
    async def test_not_permitted(self, as_staff: AsStaff, order_id: int, action: str) -> None:
        others = {"order.confirm", "order.complete", "order.cancel", "order.read"} - {f"order.{action}"}
        clerk = (await as_staff(*sorted(others))).client
        assert (await clerk.post(f"/staff/orders/{order_id}/{action}", json={})).status_code == 403

    async def test_an_unpaid_order_is_not_completed(self, as_staff: AsStaff, order_id: int) -> None:
        clerk = (await as_staff("order.complete")).client
        answer = await clerk.post(f"/staff/orders/{order_id}/complete")
        assert (answer.status_code, answer.json()["code"]) == (409, "WRONG_STATUS")
        assert answer.json()["details"] == {"status": "pending_payment"}

    async def test_cancel(self, as_staff: AsStaff, as_user: AsUser, order_id: int) -> None:
        clerk = (await as_staff("order.cancel")).client
        (await clerk.post(f"/staff/orders/{order_id}/cancel", json={"reason": "缺货"})).raise_for_status()
        seen = (await (await as_user()).client.get(f"/orders/{order_id}")).json()
        assert (seen["status"], seen["cancel_reason"]) == ("canceled", "staff")
        again = await clerk.post(f"/staff/orders/{order_id}/cancel", json={})
        assert again.status_code == 409
