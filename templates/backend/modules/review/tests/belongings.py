from collections.abc import Mapping
from typing import Any

from tests.belongings import Belongings, Owned, Shop
from tests.catalog.factory import spu
from tests.order.factory import place
from tests.review.bought import complete, line, lines_of, picture, write
from tests.types import Person


async def belongings(shop: Shop) -> Belongings:
    """A review that is being checked, an order that can be reviewed, and a picture for it."""
    shop.configure("review", window="30d", max_pictures=6)
    await write(shop.owner, await line(shop.database, shop.owner), text="还没有展示的评价")
    order = await place(shop.owner, (await spu(shop.database)).sku_id)
    await complete(shop.database, order["id"])

    async def own_line(person: Person) -> Mapping[str, Any]:
        return {"line_id": await line(shop.database, person)}

    return Belongings(
        own={
            "/orders": [Owned(order["id"])],
            "line_id": [Owned(line_id) for line_id in await lines_of(shop.database, order["id"])],
            "picture_ids": [Owned(await picture(shop.owner), own_line)],
        },
        marks=[order["order_no"], "还没有展示的评价"],
    )
