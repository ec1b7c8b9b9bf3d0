from tests.belongings import Belongings, Shop


async def belongings(_shop: Shop) -> Belongings:
    """Sales are everybody's, and nobody has to ask for their price."""
    return Belongings(common={"/flash-sales/spus": 1, "inputs.flash_sale": None})
