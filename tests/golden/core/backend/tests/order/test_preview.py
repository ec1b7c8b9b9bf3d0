"""What an order would cost."""

import httpx

from app.core.context import SYSTEM
from app.core.database import Database
from app.modules.catalog import editing
from tests.catalog.factory import spu
from tests.keys import new_key
from tests.order.factory import address
from tests.types import AsUser, Configure


class TestPreview:
    async def test_anonymous(self, client: httpx.AsyncClient) -> None:
        assert (await client.post("/orders/preview", json={"items": []})).status_code == 401

    async def test_adds_up(self, as_user: AsUser, database: Database) -> None:
        tea = await spu(database, price_fen=6800, specs={"规格": ["50g", "100g"]})
        items = [{"sku_id": tea.sku_ids[0], "quantity": 2}, {"sku_id": tea.sku_ids[1], "quantity": 1}]
        body = (await (await as_user()).client.post("/orders/preview", json={"items": items})).json()
        assert [line["total_fen"] for line in body["lines"]] == [13600, 6900]
        assert body["lines"][0]["specs_text"] == "50g"
        assert (body["goods_fen"], body["discount_fen"], body["freight_fen"]) == (20500, 0, 0)
        assert body["payable_fen"] == 20500

    async def test_the_same_sku_twice_is_one_line(self, as_user: AsUser, database: Database) -> None:
        tea = await spu(database)
        items = [{"sku_id": tea.sku_id, "quantity": 1}, {"sku_id": tea.sku_id, "quantity": 2}]
        body = (await (await as_user()).client.post("/orders/preview", json={"items": items})).json()
        assert [line["quantity"] for line in body["lines"]] == [3]

    async def test_names_what_is_not_sold(self, as_user: AsUser, database: Database) -> None:
        tea = await spu(database)
        async with database.begin() as session:
            await editing.set_on_sale(session, SYSTEM, tea.id, on_sale=False)
        items = [{"sku_id": tea.sku_id, "quantity": 1}, {"sku_id": 99999, "quantity": 1}]
        answer = await (await as_user()).client.post("/orders/preview", json={"items": items})
        assert answer.status_code == 409
        assert answer.json()["code"] == "SKU_UNAVAILABLE"
        assert answer.json()["details"]["sku_ids"] == [tea.sku_id, 99999]

    async def test_too_many_lines(self, as_user: AsUser, database: Database, configure: Configure) -> None:
        configure("order", max_lines=1)
        tea = await spu(database, specs={"规格": ["50g", "100g"]})
        items = [{"sku_id": sku_id, "quantity": 1} for sku_id in tea.sku_ids]
        answer = await (await as_user()).client.post("/orders/preview", json={"items": items})
        assert (answer.status_code, answer.json()["code"]) == (422, "TOO_MANY_LINES")

    async def test_quantity_is_positive(self, as_user: AsUser) -> None:
        items = [{"sku_id": 1, "quantity": -5}]
        answer = await (await as_user()).client.post("/orders/preview", json={"items": items})
        assert (answer.status_code, answer.json()["code"]) == (422, "VALIDATION_FAILED")

    async def test_only_ones_own_address(self, as_user: AsUser, database: Database) -> None:
        person, other = await as_user(consents=("address",)), await as_user("小红", consents=("address",))
        items = [{"sku_id": (await spu(database)).sku_id, "quantity": 1}]
        own, others = await address(person), await address(other)
        answer = await person.client.post("/orders/preview", json={"items": items, "address_id": own})
        assert answer.status_code == 200
        refused = []
        for address_id in (others, others + 1):
            body = {"items": items, "address_id": address_id}
            answer = await person.client.post("/orders/preview", json=body)
            placing = await person.client.post(
                "/orders", json={**body, "expected_payable_fen": 6800}, headers=new_key()
            )
            assert (answer.status_code, answer.json()["code"]) == (422, "ADDRESS_REQUIRED")
            refused += [{**one.json(), "request_id": ""} for one in (answer, placing)]
        assert refused == refused[:1] * 4
