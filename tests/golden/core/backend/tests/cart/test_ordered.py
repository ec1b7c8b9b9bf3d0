"""What was ordered leaves the cart."""

import pytest

from app.contracts.order import OrderCreated, OrderedLine
from app.core.database import Database
from app.core.events import emit
from tests.catalog.factory import spu
from tests.keys import new_key
from tests.types import AsUser, DrainJobs, Person


async def quantities(user: Person) -> dict[int, int]:
    items = (await user.client.get("/cart")).json()["items"]
    return {item["sku_id"]: item["quantity"] for item in items}


@pytest.mark.usefixtures("shelf")
async def test_ordered_pieces_leave(as_user: AsUser, database: Database, drain_jobs: DrainJobs) -> None:
    user, other = await as_user("小明"), await as_user("小红")
    made = await spu(database, specs={"规格": ["50g", "100g", "250g"]})
    ordered, more, kept = made.sku_ids
    for person in (user, other):
        for sku_id in made.sku_ids:
            await person.client.post("/cart/items", json={"sku_id": sku_id, "quantity": 2}, headers=new_key())
    lines = (OrderedLine(ordered, made.id, 2, 200), OrderedLine(more, made.id, 2, 200), OrderedLine(999, 1, 1, 1))
    async with database.begin() as session:
        await emit(session, OrderCreated(1, "20260101", user.id, 401, lines, "cart"))
    await user.client.post("/cart/items", json={"sku_id": more, "quantity": 1}, headers=new_key())
    await drain_jobs()
    assert await quantities(user) == {more: 1, kept: 2}
    assert await quantities(other) == dict.fromkeys(made.sku_ids, 2)


@pytest.mark.usefixtures("shelf")
async def test_bought_past_the_cart(as_user: AsUser, database: Database, drain_jobs: DrainJobs) -> None:
    user = await as_user()
    made = await spu(database)
    await user.client.post("/cart/items", json={"sku_id": made.sku_id, "quantity": 2}, headers=new_key())
    lines = (OrderedLine(made.sku_id, made.id, 2, 200),)
    async with database.begin() as session:
        await emit(session, OrderCreated(1, "20260101", user.id, 200, lines, "direct"))
    await drain_jobs()
    assert await quantities(user) == {made.sku_id: 2}
