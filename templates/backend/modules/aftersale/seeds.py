"""Demo data: products that cannot be returned without a reason."""

from sqlalchemy.ext.asyncio import AsyncSession

from app.core.context import SYSTEM
from app.core.module import SeedData
from app.modules.aftersale import exemptions
from app.modules.aftersale.reasons import EXEMPTIONS
from app.modules.catalog.api import sku_ids_by_code, skus_by_id


async def seed(session: AsyncSession, data: SeedData) -> None:
    """Write `no_return`, why by the code of one of the product's SKUs.

    Raises KeyError for a code that is not there, ValueError for a reason that the law does not know.
    """
    wanted = data.rows.get("no_return", {})
    sku_ids = await sku_ids_by_code(session, wanted)
    skus = await skus_by_id(session, sku_ids.values())
    for code, why in wanted.items():
        if why not in EXEMPTIONS:
            raise ValueError(f"{why} ≠ {', '.join(EXEMPTIONS)}")
        await exemptions.put(session, SYSTEM, skus[sku_ids[code]].spu_id, why)
