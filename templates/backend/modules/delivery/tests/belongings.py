from tests.belongings import Belongings, Owned, Shop
from tests.catalog.factory import spu
from tests.delivery.parcels import paid, send_all
from tests.order.factory import place


async def belongings(shop: Shop) -> Belongings:
    """An order on its way."""
    order = await place(shop.owner, (await spu(shop.database)).sku_id)
    waiting = await paid(shop.owner, order["id"], shop.database, shop.drain_jobs)
    shipment_id = await send_all(shop.database, waiting.id, tracking_no="SF7778889990")
    await shop.drain_jobs()
    return Belongings(
        own={"/orders": [Owned(waiting.id)], "/shipments": [Owned(shipment_id)]},
        common={"inputs.freight": None},
        marks=["SF7778889990", order["order_no"]],
    )
