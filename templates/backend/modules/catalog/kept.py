"""Products that another module keeps: a course's, say, whose prices are set where the course is."""

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession

from app.core.context import Actor
from app.modules.catalog import categories, editing, repository
from app.modules.catalog.models import Category, Spu
from app.modules.catalog.schemas import NewCategory, SpuEdit, SpuIn


async def keep_category(session: AsyncSession, actor: Actor, code: str, name: str) -> int:
    """The id of the category with this code, made where there is none; staff may have renamed it. Raises CodeTaken."""
    known = await session.scalar(sa.select(Category.id).where(Category.code == code))
    return known or (await categories.create_category(session, actor, NewCategory(code=code, name=name))).id


async def keep_product(session: AsyncSession, actor: Actor, body: SpuIn, *, on_sale: bool) -> dict[str, int]:
    """The product with the code of `body` says this from now on, and is on sale or not.

    The ids of its SKUs, by their codes. Raises CategoryNotFound, CodeTaken.
    """
    spu = await session.scalar(sa.select(Spu).where(Spu.code == body.code).with_for_update())
    if spu is None:
        spu = await editing.create_spu(session, actor, body)
    else:
        spu = await editing.update_spu(session, actor, spu.id, SpuEdit(**body.model_dump(), version=spu.version))
    await editing.set_on_sale(session, actor, spu.id, on_sale=on_sale)
    return {sku.code: sku.id for sku in await repository.active_skus(session, [spu.id])}


async def show_product(session: AsyncSession, actor: Actor, code: str, *, on_sale: bool) -> None:
    """Put it on sale or take it off; nothing for a code that no product has."""
    spu_id = await session.scalar(sa.select(Spu.id).where(Spu.code == code))
    if spu_id is not None:
        await editing.set_on_sale(session, actor, spu_id, on_sale=on_sale)
