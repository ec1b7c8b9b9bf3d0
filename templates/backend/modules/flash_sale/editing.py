"""What staff do with sales."""

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession

from app.core import audit, clock
from app.core.context import Actor
from app.core.database import changed
from app.modules.catalog.api import skus_by_id
from app.modules.flash_sale.errors import SaleInvalid, SaleStatus
from app.modules.flash_sale.models import FlashSale, FlashSaleItem
from app.modules.flash_sale.queries import find
from app.modules.flash_sale.schemas import SaleIn
from app.modules.flash_sale.states import CLOSED, DRAFT, PUBLISHED, SALE

ENTITY = "flash_sale"


async def create(session: AsyncSession, actor: Actor, body: SaleIn) -> FlashSale:
    """A draft. Raises SaleInvalid."""
    await _check(session, body)
    sale = FlashSale(**body.model_dump(exclude={"items"}), status=SALE.initial, created_at=clock.now())
    sale.items = _items(body)
    session.add(sale)
    await session.flush()
    await audit.record(session, actor, "flash_sale.create", ENTITY, sale.id, title=body.title)
    return sale


async def edit(session: AsyncSession, actor: Actor, sale_id: int, body: SaleIn) -> FlashSale:
    """Everything, while it is a draft. Raises SaleNotFound, SaleStatus, SaleInvalid."""
    sale = await find(session, sale_id)
    await _check(session, body)
    draft = sa.and_(FlashSale.id == sale_id, FlashSale.status == DRAFT)
    if not await changed(session, sa.update(FlashSale).where(draft).values(body.model_dump(exclude={"items"}))):
        raise SaleStatus(status=sale.status)
    await session.execute(sa.delete(FlashSaleItem).where(FlashSaleItem.sale_id == sale_id))
    for item in _items(body):
        item.sale_id = sale_id
        session.add(item)
    await session.flush()
    await audit.record(session, actor, "flash_sale.edit", ENTITY, sale_id, title=body.title)
    session.expire_all()
    return await find(session, sale_id)


async def publish(session: AsyncSession, actor: Actor, sale_id: int) -> FlashSale:
    """Customers see it from now on, and it starts by itself. Raises SaleNotFound, SaleStatus, SaleInvalid."""
    if (await find(session, sale_id)).ends_at <= clock.now():
        raise SaleInvalid("结束时间已经过去")
    return await _move(session, actor, sale_id, PUBLISHED, "flash_sale.publish")


async def close(session: AsyncSession, actor: Actor, sale_id: int) -> FlashSale:
    """It ends now; orders that have the price keep it. Raises SaleNotFound, SaleStatus."""
    return await _move(session, actor, sale_id, CLOSED, "flash_sale.close")


async def _move(session: AsyncSession, actor: Actor, sale_id: int, to: str, action: str) -> FlashSale:
    sale = await find(session, sale_id)
    if not await SALE.move(session, FlashSale, sale_id, to=to):
        raise SaleStatus(status=sale.status)
    await audit.record(session, actor, action, ENTITY, sale_id)
    return await find(session, sale_id)


async def _check(session: AsyncSession, body: SaleIn) -> None:
    """Raises SaleInvalid for a SKU that is not there, or that usually costs no more."""
    skus = await skus_by_id(session, [item.sku_id for item in body.items])
    for item in body.items:
        if item.sku_id not in skus:
            raise SaleInvalid("找不到这个规格", sku_id=item.sku_id)
        if item.price_fen >= skus[item.sku_id].price_fen:
            raise SaleInvalid(f"{skus[item.sku_id].code} 的秒杀价要低于原价", sku_id=item.sku_id)


def _items(body: SaleIn) -> list[FlashSaleItem]:
    return [FlashSaleItem(**item.model_dump(), taken=0) for item in body.items]
