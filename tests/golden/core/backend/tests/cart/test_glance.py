"""What others may know of a cart: that something was put in, and what could be ordered now."""

import pytest
from sqlalchemy.ext.asyncio import AsyncSession

from app.contracts.cart import CartFilled
from app.core import events
from app.core.database import Database
from app.core.jobs import Payload
from app.core.jobs.queue import HANDLERS, Handler
from app.modules.cart.api import Glance, glance
from tests.cart.conftest import Shelf
from tests.catalog.factory import spu
from tests.keys import new_key
from tests.types import AsUser, DrainJobs


async def test_what_could_be_ordered(as_user: AsUser, database: Database, shelf: Shelf) -> None:
    person = await as_user()
    made = await spu(database, price_fen=6800, specs={"规格": ["50g", "100g"]})
    first, second = made.sku_ids
    for sku_id, quantity in ((first, 2), (second, 1)):
        body = {"sku_id": sku_id, "quantity": quantity}
        (await person.client.post("/cart/items", json=body, headers=new_key())).raise_for_status()
    items = (await person.client.get("/cart")).json()["items"]
    prices = {item["sku_id"]: item["price_fen"] for item in items}
    async with database.read() as session:
        seen = await glance(session, person.id)
    assert seen is not None
    assert (seen.pieces, seen.total_fen) == (3, 2 * prices[first] + prices[second])
    shelf.pieces = {first: 0}
    async with database.read() as session:
        seen = await glance(session, person.id)
    assert seen == Glance(1, prices[second], items[0]["name"])
    shelf.pieces = {first: 0, second: 0}
    async with database.read() as session:
        assert await glance(session, person.id) is None
        assert await glance(session, person.id + 1) is None


@pytest.mark.usefixtures("shelf")
async def test_each_time_something_is_put_in_is_told(
    as_user: AsUser, database: Database, drain_jobs: DrainJobs, monkeypatch: pytest.MonkeyPatch
) -> None:
    heard: list[int] = []

    async def hear(_: AsyncSession, payload: Payload) -> None:
        heard.append(payload["user_id"])

    monkeypatch.setitem(HANDLERS, "test.hear", Handler("test.hear", inside=hear))
    monkeypatch.setitem(events._subscribers, CartFilled, ["test.hear"])  # noqa: SLF001  # the test subscribes for itself
    person, made = await as_user(), await spu(database)
    key = new_key()
    for headers in (key, key, new_key()):
        body = {"sku_id": made.sku_id, "quantity": 1}
        (await person.client.post("/cart/items", json=body, headers=headers)).raise_for_status()
    await drain_jobs()
    assert heard == [person.id, person.id]
