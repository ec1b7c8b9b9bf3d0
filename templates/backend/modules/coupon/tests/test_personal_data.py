from app.core.database import Database
from tests.catalog.factory import spu
from tests.coupon.factory import claim as claim_from
from tests.coupon.factory import claimed, held, order_with, template
from tests.types import AsUser


async def test_copied_and_forgotten_with_the_account(as_user: AsUser, database: Database) -> None:
    user, other = await as_user("小明"), await as_user("小红")
    template_id = await template(database, name="见面礼")
    for person in (user, other):
        await claim_from(person, template_id)
    (copy,) = (await user.client.get("/me/export")).json()["coupons"]
    assert (copy["name"], copy["worth"], copy["status"]) == ("见面礼", "立减 ¥10.00", "unused")
    assert (await user.client.delete("/me")).status_code == 204
    assert (await (await as_user("小明")).client.get("/me/coupons")).json()["items"] == []
    assert len((await other.client.get("/me/coupons")).json()["items"]) == 1
    assert await claimed(database, template_id) == 2


async def test_held_by_an_unpaid_order(as_user: AsUser, database: Database) -> None:
    person = await as_user(consents=("address",))
    order = await order_with(person, await held(database, person), (await spu(database)).sku_id)
    assert (await person.client.delete("/me")).status_code == 409
    assert (await person.client.get("/me/export")).json()["coupons"][0]["order_id"] == order["id"]
    await person.client.post(f"/orders/{order['id']}/cancel", json={})
    assert (await person.client.delete("/me")).status_code == 204
