from collections.abc import Sequence

from sqlalchemy.ext.asyncio import AsyncSession

from app.modules.catalog import repository
from app.modules.catalog.models import Category

READ, EDIT = "catalog.read", "catalog.edit"
UPLOAD = "catalog/pictures"


async def in_tree(session: AsyncSession) -> Sequence[tuple[Category, int]]:
    """Every category and its level, each followed by those below it."""
    rows = await repository.categories(session)
    return [
        (row, level)
        for top in rows
        if top.parent_id is None
        for row, level in [(top, 0), *((below, 1) for below in rows if below.parent_id == top.id)]
    ]


async def category_choices(session: AsyncSession) -> Sequence[tuple[int, str]]:
    return [(row.id, "　└ " * level + row.name) for row, level in await in_tree(session)]
