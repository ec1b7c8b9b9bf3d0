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
_RECENT = 4
"""Blocks that PostgreSQL looks at before it looks at all the others: it finds all there are, and then sorts them."""


class _Numbers(FunctionElement[int]):
    """Of all products that meet a condition, as either database writes it."""

    inherit_cache = True
    type = sa.Integer()


@compiles(_Numbers, "sqlite")
def _on_sqlite(numbers: _Numbers, compiler: SQLCompiler, **options: Any) -> str:  # noqa: ANN401  # SQLAlchemy's
    fts5, _ = numbers.clauses
    condition = f"catalog_spu_fts MATCH {compiler.process(fts5, **options)}"
    return f"(SELECT rowid FROM catalog_spu_fts WHERE {condition})"  # noqa: S608  # a parameter is in it


@compiles(_Numbers, "postgresql")
def _on_postgresql(numbers: _Numbers, compiler: SQLCompiler, **options: Any) -> str:  # noqa: ANN401  # SQLAlchemy's
    """As an array, which is made first: how many there are is guessed too badly for anything else."""
    _, tsquery = numbers.clauses
    condition = f"terms @@ CAST({compiler.process(tsquery, **options)} AS tsquery)"
    return f"(SELECT unnest(ARRAY(SELECT spu_id FROM catalog_spu_terms WHERE {condition})))"  # noqa: S608  # likewise


def meets(number: sa.SQLColumnExpression[int], asked: Asked) -> sa.ColumnElement[bool]:
    """Whether it is the number of a product that meets the condition: all such numbers are looked up at once."""
    return number.bool_op("IN")(_Numbers(sa.literal(asked.fts5, sa.Text), sa.literal(asked.text, sa.Text)))


def each_meets(number: sa.SQLColumnExpression[int], asked: Asked) -> sa.ColumnElement[bool]:
    """The same on PostgreSQL, asked of one product after the other."""
    this = sa.select(SpuTerms.terms.bool_op("@@")(_tsquery(asked))).where(SpuTerms.spu_id == number)
    return this.scalar_subquery().is_(sa.true())


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
        return (await session.scalars(_of_sqlite(asked, on_sale, None).limit(limit))).all()
    return (await session.scalars(_of_postgresql(asked, on_sale).limit(limit))).all()


async def end(session: AsyncSession) -> int:
    """A number that no product has yet: all are before it."""
    return await session.scalar(sa.select(sa.func.max(SpuTerms.spu_id) + 1)) or 1


async def newest(
    session: AsyncSession, parts: Sequence[Asked], *, on_sale: bool | None, before: int, limit: int
) -> Sequence[int]:
    """The numbers of the newest products that meet the first condition, then of those that meet the next, and so on.

    Only of those before a number; and `limit` at most: whatever is not needed for that is not looked for.
    """
    if is_sqlite(session):
        pages = [_of_sqlite(asked, on_sale, before) for asked in parts]
    else:
        pages = [page for asked in parts for page in _newest_of_postgresql(asked, on_sale, before)]
    rows = [sa.select(page.limit(limit).subquery()) for page in pages]
    return (await session.scalars(sa.union_all(*rows).limit(limit))).all()


def _newest_of_postgresql(asked: Asked, on_sale: bool | None, before: int) -> Sequence[sa.Select[int]]:  # noqa: FBT001  # None: both
    block = max(0, before - 1) // BLOCK
    recent = range(max(0, block - _RECENT + 1), block + 1)
    number = SpuTerms.spu_id + 0  # to be sorted: reading in the order of numbers, PostgreSQL would look at each product
    pages = [_of_postgresql(asked.within("b", recent), on_sale).where(number < before)]
    if recent[0] > 0:
        pages.append(_of_postgresql(asked, on_sale).where(number < recent[0] * BLOCK))
    return [page.order_by(number.desc()) for page in pages]


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
    statement = sa.select(SpuTerms.spu_id).where(SpuTerms.terms.bool_op("@@")(_tsquery(asked)))
    return statement if on_sale is None else statement.where(SpuTerms.on_sale == on_sale)


def _tsquery(asked: Asked) -> sa.ColumnElement[Any]:
    return sa.cast(sa.literal(asked.text, sa.Text), TSQUERY)
