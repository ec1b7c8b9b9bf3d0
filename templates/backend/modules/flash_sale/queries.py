"""Reading flash sales."""

from collections.abc import Collection, Sequence
from typing import Any

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession

from app.core import clock
from app.core.pagination import Page, PageQuery, paginate
from app.modules.catalog.api import skus_by_id
from app.modules.flash_sale.errors import SaleNotFound
from app.modules.flash_sale.models import FlashSale, FlashSaleItem, FlashSaleShare, FlashSaleTake
from app.modules.flash_sale.schemas import ItemOut, SaleOut, TakeOut
from app.modules.flash_sale.settings import FlashSaleSettings
from app.modules.flash_sale.states import PUBLISHED


async def running(session: AsyncSession, sku_ids: Collection[int]) -> dict[int, FlashSaleItem]:
    """What is in a sale at this moment, by SKU: of two sales the cheaper one, as long as it has pieces left."""
    now = clock.now()
    statement = (
        sa.select(FlashSaleItem)
        .join(FlashSaleItem.sale)
        .where(FlashSaleItem.sku_id.in_(sku_ids), FlashSale.status == PUBLISHED)
        .where(FlashSale.starts_at <= now, FlashSale.ends_at > now)
        .order_by(FlashSaleItem.taken == FlashSaleItem.stock, FlashSaleItem.price_fen, FlashSaleItem.id)
    )
    found: dict[int, FlashSaleItem] = {}
    for item in await session.scalars(statement, execution_options={"populate_existing": True}):
        found.setdefault(item.sku_id, item)
    return found


async def shares(session: AsyncSession, user_id: int, item_ids: Collection[int]) -> dict[int, int]:
    """How many pieces of each item the customer has already."""
    mine = sa.and_(FlashSaleShare.user_id == user_id, FlashSaleShare.item_id.in_(item_ids))
    rows = await session.execute(sa.select(FlashSaleShare.item_id, FlashSaleShare.pieces).where(mine))
    return dict(rows.all())


async def announced(session: AsyncSession, *, spu_id: int | None = None) -> list[SaleOut]:
    """The sales that customers see, in the order in which they start; of one product only, where that is asked."""
    now = clock.now()
    soon = now + FlashSaleSettings.load().announced_before
    shown = (FlashSale.status == PUBLISHED, FlashSale.ends_at > now, FlashSale.starts_at <= soon)
    statement = sa.select(FlashSale).where(*shown).order_by(FlashSale.starts_at, FlashSale.id)
    sales = await described(session, (await session.scalars(statement)).all(), only_on_sale=True)
    if spu_id is None:
        return [sale for sale in sales if sale.items]
    of_it = [
        sale.model_copy(update={"items": [item for item in sale.items if item.spu_id == spu_id]}) for sale in sales
    ]
    return [sale for sale in of_it if sale.items]


async def described(session: AsyncSession, sales: Sequence[FlashSale], *, only_on_sale: bool = False) -> list[SaleOut]:
    skus = await skus_by_id(session, {item.sku_id for sale in sales for item in sale.items})
    now = clock.now()
    return [
        SaleOut(
            id=sale.id,
            title=sale.title,
            starts_at=sale.starts_at,
            ends_at=sale.ends_at,
            state=sale.state_at(now),
            items=[
                ItemOut(
                    id=item.id,
                    sku_id=item.sku_id,
                    spu_id=(sku := skus[item.sku_id]).spu_id,
                    name=sku.name,
                    specs_text=sku.specs_text,
                    image_url=sku.image_url,
                    price_fen=item.price_fen,
                    usual_fen=sku.price_fen,
                    stock=item.stock,
                    left=item.left,
                    per_user_limit=item.per_user_limit,
                )
                for item in sale.items
                if skus[item.sku_id].on_sale or not only_on_sale
            ],
        )
        for sale in sales
    ]


async def find(session: AsyncSession, sale_id: int) -> FlashSale:
    """Raises SaleNotFound."""
    sale = await session.get(FlashSale, sale_id, populate_existing=True)
    if sale is None:
        raise SaleNotFound
    return sale


async def one(session: AsyncSession, sale_id: int) -> SaleOut:
    """Raises SaleNotFound."""
    return (await described(session, [await find(session, sale_id)]))[0]


async def page_of(session: AsyncSession, page: PageQuery) -> Page[SaleOut]:
    rows, cursor = await paginate(session, sa.select(FlashSale), page, key=[FlashSale.id])
    return Page(items=await described(session, rows), next_cursor=cursor)


async def takes_of(session: AsyncSession, sale_id: int, page: PageQuery) -> Page[TakeOut]:
    """What orders have taken, the latest first. Raises SaleNotFound."""
    await find(session, sale_id)
    statement = sa.select(FlashSaleTake).join(FlashSaleTake.item).where(FlashSaleItem.sale_id == sale_id)
    rows, cursor = await paginate(session, statement, page, key=[FlashSaleTake.id])
    return Page(items=[taken(row) for row in rows], next_cursor=cursor)


def taken(row: FlashSaleTake) -> TakeOut:
    values: dict[str, Any] = {name: getattr(row, name) for name in TakeOut.model_fields.keys() - {"sku_id"}}
    return TakeOut(**values, sku_id=row.item.sku_id)
