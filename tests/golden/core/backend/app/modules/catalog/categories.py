"""What staff do to categories."""

import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncSession

from app.core import audit
from app.core.context import Actor
from app.modules.catalog import repository, search
from app.modules.catalog.errors import CategoryNotFound, CodeTaken, ParentInvalid
from app.modules.catalog.models import Category, Spu
from app.modules.catalog.schemas import CategoryIn, NewCategory


async def create_category(session: AsyncSession, actor: Actor, body: NewCategory) -> Category:
    """Raises ParentInvalid when the parent is not there or has a parent itself, and CodeTaken."""
    if body.parent_id is not None:
        parent = await session.get(Category, body.parent_id)
        if parent is None or parent.parent_id is not None:
            raise ParentInvalid
    category = Category(**body.model_dump())
    session.add(category)
    await _flush(session, body.code)
    await audit.record(session, actor, "category.create", "category", category.id, name=body.name)
    return category


async def update_category(session: AsyncSession, actor: Actor, category_id: int, body: CategoryIn) -> Category:
    """Rename it, give it another picture or place. Raises CategoryNotFound, CodeTaken."""
    category = await session.get(Category, category_id, with_for_update={"key_share": True})
    if category is None:
        raise CategoryNotFound
    was = category.name
    for name, value in body.model_dump().items():
        setattr(category, name, value)
    await _flush(session, body.code)
    await audit.record(session, actor, "category.edit", "category", category_id, name=[was, body.name])
    if was != body.name:
        await _index_again(session, category)
    return category


async def _index_again(session: AsyncSession, renamed: Category) -> None:
    """Products are found by the names of their categories as well."""
    rows = await repository.categories(session)
    by_id = {row.id: row for row in rows}
    below = [row for row in rows if renamed.id in (row.id, row.parent_id)]
    theirs = sa.select(Spu).where(Spu.category_id.in_([row.id for row in below])).order_by(Spu.id)
    for spu in await session.scalars(theirs.with_for_update(), execution_options={"populate_existing": True}):
        category = by_id[spu.category_id]
        above = [by_id[category.parent_id].name] if category.parent_id else []
        codes = [sku.code for sku in await repository.active_skus(session, [spu.id])]
        search.fill(spu, [*above, category.name], codes)
        await search.index(session, spu)


async def _flush(session: AsyncSession, code: str | None) -> None:
    try:
        await session.flush()
    except IntegrityError:
        raise CodeTaken(code=code) from None
