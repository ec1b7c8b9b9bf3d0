"""What staff do with sales, and what their roles keep from them."""

import httpx
import pytest

from app.core.database import Database
from tests.catalog.factory import spu
from tests.flash_sale.factory import body, order, sale
from tests.keys import new_key
from tests.types import AsStaff, AsUser


async def test_anonymous(client: httpx.AsyncClient) -> None:
    assert (await client.get("/staff/flash-sales")).status_code == 401


async def test_not_permitted(as_staff: AsStaff, database: Database) -> None:
    sale_id = await sale(database, (await spu(database)).sku_id, published=False)
    reader = (await as_staff("flash_sale.read")).client
    assert (await reader.get(f"/staff/flash-sales/{sale_id}")).status_code == 200
    for action in ("publish", "close"):
        assert (await reader.post(f"/staff/flash-sales/{sale_id}/{action}")).status_code == 403
    stranger = (await as_staff("order.read")).client
    assert (await stranger.get("/staff/flash-sales")).status_code == 403


async def test_made_changed_published_closed(as_staff: AsStaff, database: Database) -> None:
    tea, other = await spu(database), await spu(database, "碧螺春")
    editor = (await as_staff("flash_sale.*")).client
    made = (await editor.post("/staff/flash-sales", json=body(tea.sku_id), headers=new_key())).json()
    sale_id = made["id"]
    assert made["state"] == "draft"
    changed = await editor.put(f"/staff/flash-sales/{sale_id}", json=body(other.sku_id, stock=5, starts_in=1))
    assert [item["name"] for item in changed.raise_for_status().json()["items"]] == ["碧螺春"]
    assert (await editor.post(f"/staff/flash-sales/{sale_id}/publish")).json()["state"] == "coming"
    for path, method in ((f"/staff/flash-sales/{sale_id}/publish", "POST"), (f"/staff/flash-sales/{sale_id}", "PUT")):
        answer = await editor.request(method, path, json=body(tea.sku_id) if method == "PUT" else None)
        assert (answer.status_code, answer.json()["code"]) == (409, "FLASH_SALE_STATUS")
    assert (await editor.post(f"/staff/flash-sales/{sale_id}/close")).json()["state"] == "closed"
    assert (await editor.post(f"/staff/flash-sales/{sale_id}/close")).status_code == 409
    listed = (await editor.get("/staff/flash-sales")).json()["items"]
    assert [(row["id"], row["state"]) for row in listed] == [(sale_id, "closed")]


async def test_made_once(as_staff: AsStaff, database: Database) -> None:
    editor = (await as_staff("flash_sale.*")).client
    wanted, key = body((await spu(database)).sku_id), new_key()
    ids = [(await editor.post("/staff/flash-sales", json=wanted, headers=key)).json()["id"] for _ in range(3)]
    assert len(set(ids)) == 1


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"lasts": 0}, "VALIDATION_FAILED"),
        ({"stock": 0}, "VALIDATION_FAILED"),
        ({"per_user_limit": 0}, "VALIDATION_FAILED"),
        ({"price_fen": 6800}, "FLASH_SALE_INVALID"),
    ],
)
async def test_refused(as_staff: AsStaff, database: Database, change: dict[str, int], code: str) -> None:
    editor = (await as_staff("flash_sale.*")).client
    wanted = body((await spu(database)).sku_id, **change)
    answer = await editor.post("/staff/flash-sales", json=wanted, headers=new_key())
    assert (answer.status_code, answer.json()["code"]) == (422, code)


async def test_what_is_not_there(as_staff: AsStaff) -> None:
    editor = (await as_staff("flash_sale.*")).client
    answer = await editor.post("/staff/flash-sales", json=body(999), headers=new_key())
    assert (answer.status_code, answer.json()["code"]) == (422, "FLASH_SALE_INVALID")
    assert (await editor.get("/staff/flash-sales/999")).status_code == 404
    assert (await editor.get("/staff/flash-sales/999/takes")).status_code == 404


async def test_a_sale_that_is_past_is_not_published(as_staff: AsStaff, database: Database) -> None:
    sale_id = await sale(database, (await spu(database)).sku_id, published=False, starts_in=-3, lasts=1)
    editor = (await as_staff("flash_sale.*")).client
    answer = await editor.post(f"/staff/flash-sales/{sale_id}/publish")
    assert (answer.status_code, answer.json()["code"]) == (422, "FLASH_SALE_INVALID")


async def test_who_took_what(as_staff: AsStaff, as_user: AsUser, database: Database) -> None:
    tea = await spu(database)
    sale_id = await sale(database, tea.sku_id)
    customer = await as_user(consents=("address",))
    placed = await order(customer, tea.sku_id)
    reader = (await as_staff("flash_sale.read")).client
    (row,) = (await reader.get(f"/staff/flash-sales/{sale_id}/takes")).json()["items"]
    assert (row["order_id"], row["user_id"], row["status"]) == (placed["id"], customer.id, "held")
