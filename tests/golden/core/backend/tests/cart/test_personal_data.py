import pytest

from app.core.database import Database
from tests.catalog.factory import spu
from tests.keys import new_key
from tests.types import AsUser


@pytest.mark.usefixtures("shelf")
async def test_copied_and_forgotten_with_the_account(as_user: AsUser, database: Database) -> None:
    user, other = await as_user("小明"), await as_user("小红")
    sku_id = (await spu(database)).sku_id
    for person in (user, other):
        await person.client.post("/cart/items", json={"sku_id": sku_id, "quantity": 2}, headers=new_key())
    copy = (await user.client.get("/me/export")).json()["cart"]
    assert [(line["name"], line["quantity"]) for line in copy] == [("西湖龙井", 2)]
    assert (await user.client.delete("/me")).status_code == 204
    again = await as_user("小明")
    assert (await again.client.get("/cart")).json()["items"] == []
    assert len((await other.client.get("/cart")).json()["items"]) == 1
