"""Orders and the goods they hold."""

import asyncio

from app.core.database import Database
from tests.catalog.factory import spu
from tests.inventory.shelf import counts, put_in
from tests.keys import new_key
from tests.order.factory import place, wish
from tests.types import AsUser


async def test_holds_and_gives_back(as_user: AsUser, database: Database) -> None:
    person = await as_user(consents=("address",))
    tea = await spu(database)
    await put_in(database, tea.sku_id, 5)
    order = await place(person, tea.sku_id, quantity=2)
    assert await counts(database, tea.sku_id) == (3, 2)
    for _ in range(2):
        await person.client.post(f"/orders/{order['id']}/cancel", json={})
        assert await counts(database, tea.sku_id) == (5, 0)


async def test_two_for_the_last_one(as_user: AsUser, database: Database) -> None:
    tea = await spu(database)
    await put_in(database, tea.sku_id, 1)
    people = [await as_user(name, consents=("address",)) for name in ("小明", "小红")]
    bodies = [await wish(person, tea.sku_id) for person in people]
    answers = await asyncio.gather(
        *(
            person.client.post("/orders", json=body, headers=new_key())
            for person, body in zip(people, bodies, strict=True)
        )
    )
    assert sorted(answer.status_code for answer in answers) == [201, 409]
    refused = next(answer.json() for answer in answers if answer.status_code == 409)
    assert refused["code"] == "OUT_OF_STOCK"
    assert refused["details"]["lines"] == [{"sku_id": tea.sku_id, "available": 0}]
    assert await counts(database, tea.sku_id) == (0, 1)


async def test_one_short_line_leaves_nothing_behind(as_user: AsUser, database: Database) -> None:
    person = await as_user(consents=("address",))
    tea = await spu(database, specs={"规格": ["50g", "100g"]})
    await put_in(database, tea.sku_ids[0], 5)
    await put_in(database, tea.sku_ids[1], 1)
    body = await wish(person, *tea.sku_ids, quantity=2)
    answer = await person.client.post("/orders", json=body, headers=new_key())
    assert (answer.status_code, answer.json()["code"]) == (409, "OUT_OF_STOCK")
    assert await counts(database, tea.sku_ids[0]) == (5, 0)
    assert (await person.client.get("/orders")).json()["items"] == []


async def test_preview_tells_before(as_user: AsUser, database: Database) -> None:
    tea = await spu(database)
    await put_in(database, tea.sku_id, 1)
    items = [{"sku_id": tea.sku_id, "quantity": 3}]
    body = (await (await as_user()).client.post("/orders/preview", json={"items": items})).json()
    assert [(row["sku_id"], row["code"]) for row in body["problems"]] == [(tea.sku_id, "OUT_OF_STOCK")]
