from tests.belongings import Belongings, Owned, Shop
from tests.multi_store.shops import store
from tests.store_pickup.counter import ready


async def belongings(shop: Shop) -> Belongings:
    """An order that waits at a store's counter."""
    shop.configure("store_pickup", offered=10, wrong_codes=10)
    shop.configure("multi_store", listed=50, closed="show")
    store_id = await store(shop.database, code="COUNTER")
    waiting = await ready(shop.as_user, shop.database, shop.drain_jobs, store_id, name=shop.owner_name)
    code = await waiting.code()
    return Belongings(
        own={"/orders": [Owned(waiting.id)], "code": [Owned(code)]},
        common={"inputs.pickup": {"store_id": store_id}},
        marks=[code],
    )
