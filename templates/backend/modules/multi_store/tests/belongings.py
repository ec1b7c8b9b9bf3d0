from tests.belongings import Belongings, Shop
from tests.multi_store.shops import SHANGHAI, store, works_at
from tests.types import Person


async def belongings(shop: Shop) -> Belongings:
    """Stores are everybody's, and each has staff of its own."""
    other = await store(shop.database, **{**SHANGHAI, "code": "ELSEWHERE"})

    async def works_there(clerk: Person) -> None:
        await works_at(shop.database, clerk.id, other)

    return Belongings(common={"/stores": other, "store_id": other}, elsewhere=[works_there])
