from collections.abc import Collection, Sequence
from typing import Literal

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import InstrumentedAttribute

from app.core.pagination import PageQuery, paginate
from app.modules.catalog.models import Category, Sku, Spu

Order = Literal["position", "newest", "sales", "price_asc", "price_desc"]

ORDERS: dict[Order, tuple[Sequence[InstrumentedAttribute[int]], bool]] = {
    "position": ((Spu.position, Spu.id), False),
    "newest": ((Spu.id,), True),
    "sales": ((Spu.sold_count, Spu.id), True),
    "price_asc": ((Spu.price_fen, Spu.id), False),
    "price_desc": ((Spu.price_fen, Spu.id), True),
}


async def categories(session: AsyncSession) -> Sequence[Category]:
    return (await session.scalars(sa.select(Category).order_by(Category.position, Category.id))).all()


def spus(*, category_id: int | None, on_sale: bool | None) -> sa.Select[Spu]:
    """The products of a category and of those below it."""
    statement = sa.select(Spu)
    if on_sale is not None:
        statement = statement.where(Spu.on_sale == on_sale)
    if category_id is not None:
        statement = statement.where(Spu.category_id.in_(_with_those_below(category_id)))
    return statement


def _with_those_below(category_id: int) -> sa.Select[int]:
    return sa.select(Category.id).where(sa.or_(Category.id == category_id, Category.parent_id == category_id))


async def in_order(
    session: AsyncSession, page: PageQuery, order: Order, *, category_id: int | None, on_sale: bool | None
) -> tuple[Sequence[Spu], str | None]:
    """A page of what `spus` selects. Raises CursorInvalid."""
    key, descending = ORDERS[order]
    found = () if category_id is None else (await session.scalars(_with_those_below(category_id))).all()
    if category_id is not None and not found:
        return [], None
    parts = [Spu.category_id == number for number in found]
    statement = spus(category_id=None, on_sale=on_sale)
    return await paginate(session, statement, page, key=key, descending=descending, parts=parts)


async def active_skus(session: AsyncSession, spu_ids: Collection[int]) -> Sequence[Sku]:
    statement = sa.select(Sku).where(Sku.spu_id.in_(spu_ids), Sku.active).order_by(Sku.position, Sku.id)
    return (await session.scalars(statement, execution_options={"populate_existing": True})).all()


async def skus_with_spus(session: AsyncSession, sku_ids: Collection[int]) -> Sequence[tuple[Sku, Spu]]:
    statement = sa.select(Sku, Spu).join(Spu, Spu.id == Sku.spu_id).where(Sku.id.in_(sku_ids))
    return (await session.execute(statement)).all()
