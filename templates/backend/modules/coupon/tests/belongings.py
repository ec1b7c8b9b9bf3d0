from tests.belongings import Belongings, Owned, Shop
from tests.coupon.factory import held, template


async def belongings(shop: Shop) -> Belongings:
    """A coupon that could be used; those that are given away are there for everybody."""
    coupon_id = await held(shop.database, shop.owner)
    given = await template(shop.database)
    return Belongings(
        own={"inputs.coupon": [Owned(coupon_id)]},
        common={"/coupons": None, "template_id": given},
    )
