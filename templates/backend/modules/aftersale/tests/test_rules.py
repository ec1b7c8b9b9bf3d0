"""The seven days, and what the law exempts from them."""

import httpx
import pytest
import sqlalchemy as sa

from app.core.database import Database
from app.modules.catalog.models import Category, Spu
from tests.aftersale.factory import ask, bought, done, wish
from tests.catalog.factory import spu
from tests.keys import new_key
from tests.types import AsStaff, AsUser, Configure, Hand, Person


@pytest.fixture
async def person(as_user: AsUser) -> Person:
    return await as_user(consents=("address",))


class TestWindow:
    async def test_from_its_completion(
        self, person: Person, database: Database, configure: Configure, clock_hand: Hand
    ) -> None:
        configure("aftersale", return_window="5d", exchange_window="12d")
        order = await bought(person, database, (await spu(database)).sku_id, quantity=3, status="completed")
        clock_hand.advance(days=4, hours=23)
        assert (await ask(person, order, "return_refund", 1)).status_code == 201
        other = await bought(person, database, (await spu(database)).sku_id, status="completed")
        clock_hand.advance(days=6)
        refused = await ask(person, other, "return_refund", 1)
        assert (refused.status_code, refused.json()["code"]) == (409, "AFTERSALE_WINDOW_CLOSED")
        assert refused.json()["details"]["until"]
        choices = (await person.client.get(f"/aftersales/choices?order_id={other['id']}")).json()
        assert [kind["id"] for kind in choices["kinds"]] == ["exchange"]
        clock_hand.advance(days=7)
        assert (await ask(person, other, "exchange", 1)).json()["code"] == "AFTERSALE_WINDOW_CLOSED"

    async def test_none_while_it_is_on_its_way(self, person: Person, database: Database, clock_hand: Hand) -> None:
        order = await bought(person, database, (await spu(database)).sku_id, status="shipped")
        clock_hand.advance(days=20)
        assert (await ask(person, order, "return_refund", 1)).status_code == 201

    async def test_afterwards_staff_open_one(
        self, person: Person, as_staff: AsStaff, database: Database, clock_hand: Hand
    ) -> None:
        order = await bought(person, database, (await spu(database)).sku_id, status="completed")
        clock_hand.advance(days=20)
        body = {**wish(order, "return_refund", 1), "description": "电话里答应的"}
        clerk = await as_staff("aftersale.open", "aftersale.read", "aftersale.review")
        key = new_key()
        first, again = [
            (await clerk.client.post("/staff/aftersales", json=body, headers=key)).raise_for_status().json()
            for _ in range(2)
        ]
        assert first == again
        shown = (await person.client.get(f"/aftersales/{first['id']}")).json()
        assert (shown["status"], shown["history"][0]["actor"]) == ("applied", f"staff:{clerk.id}")
        assert (await done(clerk, first["id"], "agree"))["status"] == "agreed"


class TestExempt:
    async def mark(self, staff: Person, spu_id: int, why: str = "perishable") -> httpx.Response:
        return await staff.client.put(f"/staff/aftersales/exemptions/{spu_id}", json={"why": why})

    async def test_a_product(self, person: Person, as_staff: AsStaff, database: Database) -> None:
        staff = await as_staff("aftersale.*")
        tea = await spu(database)
        assert (await self.mark(staff, tea.id)).status_code == 204
        assert (await self.mark(staff, tea.id, "opened")).status_code == 204
        listed = (await staff.client.get("/staff/aftersales/exemptions")).json()
        assert listed == [{"spu_id": tea.id, "why": "opened"}]
        order = await bought(person, database, tea.sku_id, status="shipped")
        refused = await ask(person, order, "return_refund", 1)
        assert (refused.status_code, refused.json()["code"]) == (409, "NOT_RETURNABLE")
        assert refused.json()["details"] == {"sku_ids": [tea.sku_id]}
        choices = (await person.client.get(f"/aftersales/choices?order_id={order['id']}")).json()
        assert choices["lines"][0]["returnable"] is False
        assert (await ask(person, order, "return_refund", 1, reason="quality")).status_code == 201

    async def test_not_before_it_is_sent(self, person: Person, as_staff: AsStaff, database: Database) -> None:
        tea = await spu(database)
        await self.mark(await as_staff("aftersale.*"), tea.id)
        order = await bought(person, database, tea.sku_id)
        assert (await ask(person, order, "refund_only", 1)).status_code == 201

    async def test_no_longer(self, person: Person, as_staff: AsStaff, database: Database) -> None:
        staff = await as_staff("aftersale.*")
        tea = await spu(database)
        await self.mark(staff, tea.id)
        for _ in range(2):
            assert (await staff.client.delete(f"/staff/aftersales/exemptions/{tea.id}")).status_code == 204
        order = await bought(person, database, tea.sku_id, status="shipped")
        assert (await ask(person, order, "return_refund", 1)).status_code == 201

    async def test_no_such_product(self, as_staff: AsStaff) -> None:
        answer = await self.mark(await as_staff("aftersale.*"), 99999)
        assert (answer.status_code, answer.json()["code"]) == (404, "SPU_NOT_FOUND")

    async def test_a_category_and_those_below(self, person: Person, database: Database, configure: Configure) -> None:
        configure("aftersale", no_return_categories=["fresh"])
        tea = await spu(database)
        order = await bought(person, database, tea.sku_id, quantity=2, status="shipped")
        async with database.begin() as session:
            above = Category(code="fresh", name="生鲜")
            session.add(above)
            await session.flush()
            below = Category(code=None, name="时令", parent_id=above.id)
            session.add(below)
            await session.flush()
            await session.execute(sa.update(Spu).where(Spu.id == tea.id).values(category_id=below.id))
        assert (await ask(person, order, "return_refund", 1)).json()["code"] == "NOT_RETURNABLE"
        configure("aftersale", no_return_categories=["frozen"])
        assert (await ask(person, order, "return_refund", 1)).status_code == 201
