from tests.belongings import Belongings, Shop
from tests.supplier.company import BASE, bound, supplier


async def belongings(shop: Shop) -> Belongings:
    """The owner acts for one supplier, the stranger for another: neither may see what is the other's."""
    mine, his = [await supplier(shop.database, bank_account="6222000011112222") for _ in range(2)]
    await bound(shop.database, shop.owner, mine)
    await bound(shop.database, shop.stranger, his)
    return Belongings(common={BASE: mine, "supplier_id": mine}, marks=["6222000011112222"])
