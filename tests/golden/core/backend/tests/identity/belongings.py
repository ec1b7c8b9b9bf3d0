"""What a customer has by being one."""

from tests.belongings import Belongings, Owned, Shop
from tests.identity.samples import ADDRESS
from tests.keys import new_key

PHONE = "13987650001"
ONLY_HIS = {"name": "物主一人", "phone": "13987650002", "detail": "独一路 7 号 8 幢 9 室"}


async def belongings(shop: Shop) -> Belongings:
    shop.configure("identity", max_addresses=1000)
    made = await shop.owner.client.post("/me/addresses", json={**ADDRESS, **ONLY_HIS}, headers=new_key())
    address_id = made.raise_for_status().json()["id"]
    (await shop.owner.client.post("/me/phone", json={"code": f"phone:{PHONE}"})).raise_for_status()
    openid = shop.wechat.identity.openid(shop.owner_name)
    return Belongings(
        own={"/me/addresses": [Owned(address_id)], "address_id": [Owned(address_id)]},
        common={"/me/consents": "address"},
        marks=[openid, PHONE, *ONLY_HIS.values()],
    )
