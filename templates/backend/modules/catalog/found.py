"""What the database's own index finds: FTS5's on SQLite, GIN on PostgreSQL. See `terms`."""

import json
from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import ARRAY, TSQUERY
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.functions import FunctionElement

from app.modules.catalog.models import SpuTerms
from app.modules.catalog.terms import BLOCK, Asked

_FTS5 = sa.table("catalog_spu_fts", sa.column("rowid", sa.Integer), sa.column("catalog_spu_fts", sa.Text))
_STEPS = (1, 4, 16)
"""Blocks that PostgreSQL looks at, the newest first, before it looks at all the others."""


class _Meets(FunctionElement[bool]):
    """Of a product's number, and a condition as either database writes it."""

    inherit_cache = True
    type = sa.Boolean()


@compiles(_Meets, "sqlite")
def _on_sqlite(meets: _Meets, compiler: SQLCompiler, **options: Any) -> str:  # noqa: ANN401  # SQLAlchemy's
    number, fts5 = (compiler.process(one, **options) for one in list(meets.clauses)[:2])
    return f"{number} IN (SELECT rowid FROM catalog_spu_fts WHERE catalog_spu_fts MATCH {fts5})"


@compiles(_Meets, "postgresql")
def _on_postgresql(meets: _Meets, compiler: SQLCompiler, **options: Any) -> str:  # noqa: ANN401  # SQLAlchemy's
    number, tsquery = (compiler.process(one, **options) for one in list(meets.clauses)[::2])
    return f"{number} = ANY (ARRAY(SELECT spu_id FROM catalog_spu_terms WHERE terms @@ CAST({tsquery} AS tsquery)))"


def meets(number: sa.ColumnElement[int], asked: Asked) -> sa.ColumnElement[bool]:
    """Whether it is the number of a product that meets the condition: all such numbers are looked up at once."""
    return _Meets(number, sa.literal(asked.fts5, sa.Text), sa.literal(asked.text, sa.Text))


def is_sqlite(session: AsyncSession) -> bool:
    return session.get_bind().dialect.name == "sqlite"


def listed(session: AsyncSession, numbers: Sequence[int]) -> sa.Select[int]:
    """These numbers as rows, of which there may be many: one value of the statement, however many there are."""
    if is_sqlite(session):
        return sa.select(sa.column("value", sa.Integer)).select_from(sa.func.json_each(json.dumps(list(numbers))))
    return sa.select(sa.func.unnest(sa.cast(list(numbers), ARRAY(sa.Integer))))


async def some(session: AsyncSession, asked: Asked, *, on_sale: bool | None, limit: int) -> Sequence[int]:
    """The numbers of products that meet the condition, `limit` at most; whichever are found first."""
    if is_sqlite(session):
        return await newest(session, asked, on_sale=on_sale, limit=limit)
    return (await session.scalars(_of_postgresql(asked, on_sale).limit(limit))).all()


async def newest(
    session: AsyncSession, asked: Asked, *, on_sale: bool | None, limit: int, before: int | None = None
) -> Sequence[int]:
    """The numbers of the newest products that meet the condition, of those `before` a number; the newest first."""
    if is_sqlite(session):
        return (await session.scalars(_of_sqlite(asked, on_sale, before).limit(limit))).all()
    last = before or await session.scalar(sa.select(sa.func.max(SpuTerms.spu_id) + 1)) or 1
    number = SpuTerms.spu_id + 0  # what the index of terms finds is sorted: reading in this order finds little
    found: list[int] = []
    for blocks in _STEPS:
        first = max(0, (last - 1) // BLOCK - blocks + 1)
        asked_now = asked.within("b", range(first, (last - 1) // BLOCK + 1))
        page = _of_postgresql(asked_now, on_sale).where(number < last).order_by(number.desc())
        found += await session.scalars(page.limit(limit - len(found)))
        last = first * BLOCK
        if len(found) == limit or last == 0:
            return found
    page = _of_postgresql(asked, on_sale).where(number < last).order_by(number.desc())
    return [*found, *await session.scalars(page.limit(limit - len(found)))]


def _of_sqlite(asked: Asked, on_sale: bool | None, before: int | None) -> sa.Select[int]:  # noqa: FBT001  # None: both
    """Newest first, as the index is read."""
    statement = sa.select(_FTS5.c.rowid).where(_FTS5.c.catalog_spu_fts.op("MATCH")(asked.fts5))
    if before is not None:
        statement = statement.where(_FTS5.c.rowid < before)
    if on_sale is not None:
        is_it = SpuTerms.on_sale == on_sale
        statement = statement.join(SpuTerms, SpuTerms.spu_id == _FTS5.c.rowid).where(is_it)
    return statement.order_by(_FTS5.c.rowid.desc())


def _of_postgresql(asked: Asked, on_sale: bool | None) -> sa.Select[int]:  # noqa: FBT001  # None: both
    query = sa.cast(sa.literal(asked.text, sa.Text), TSQUERY)
    statement = sa.select(SpuTerms.spu_id).where(SpuTerms.terms.bool_op("@@")(query))
    return statement if on_sale is None else statement.where(SpuTerms.on_sale == on_sale)
