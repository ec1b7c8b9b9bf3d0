"""Pages of a list by cursor: stable while rows come and go, and as quick on page 1000 as on page 1."""

import base64
import binascii
import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Annotated, Any, Generic, TypeVar

import sqlalchemy as sa
from fastapi import Depends, Query
from pydantic import BaseModel
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import InstrumentedAttribute

from app.core.errors import AppError, refuses

T = TypeVar("T")

MAX_LIMIT = 100


class CursorInvalid(AppError):
    status, code, message = 422, "CURSOR_INVALID", "翻页位置无效，请从第一页开始"


class Page(BaseModel, Generic[T]):
    items: list[T]
    next_cursor: str | None


@dataclass(frozen=True)
class PageQuery:
    cursor: str | None
    limit: int


@refuses(CursorInvalid)
def _query(
    cursor: Annotated[str | None, Query(max_length=400, description="`next_cursor` of the page before")] = None,
    limit: Annotated[int, Query(ge=1, le=MAX_LIMIT)] = 20,
) -> PageQuery:
    return PageQuery(cursor, limit)


PageDep = Annotated[PageQuery, Depends(_query)]


async def paginate(
    session: AsyncSession,
    statement: sa.Select[T],
    page: PageQuery,
    *,
    key: Sequence[InstrumentedAttribute[Any]],
    descending: bool = True,
    parts: Sequence[sa.ColumnElement[bool]] = (),
) -> tuple[list[T], str | None]:
    """One page of entities ordered by `key`, and the cursor of the next page or None.

    `key` are columns of the selected entity, not null, the last one unique. `parts` are conditions of which a row meets
    one: where each has an index in the order of `key`, a page of each is read, and not everything that meets any of
    them. Raises CursorInvalid.
    """
    columns = [sa.desc(column) if descending else sa.asc(column) for column in key]
    statement = statement.order_by(None).order_by(*columns).limit(page.limit + 1)
    if page.cursor is not None:
        here = sa.tuple_(*key)
        last = sa.tuple_(*(sa.literal(v, c.type) for v, c in zip(_decode(page.cursor, key), key, strict=True)))
        statement = statement.where(here < last if descending else here > last)
    if parts:
        pages = [statement.with_only_columns(key[-1]).where(part).subquery() for part in parts]
        ids = sa.union_all(*(sa.select(one) for one in pages))
        entity = statement.column_descriptions[0]["entity"]
        statement = sa.select(entity).where(key[-1].in_(ids)).order_by(*columns).limit(page.limit + 1)
    rows = list(await session.scalars(statement))
    if len(rows) <= page.limit:
        return rows, None
    rows = rows[: page.limit]
    return rows, _encode([getattr(rows[-1], column.key) for column in key])


def _encode(values: Sequence[object]) -> str:
    plain = [value.isoformat() if isinstance(value, datetime) else value for value in values]
    return base64.urlsafe_b64encode(json.dumps(plain, separators=(",", ":")).encode()).decode().rstrip("=")


def _decode(cursor: str, key: Sequence[InstrumentedAttribute[Any]]) -> list[Any]:
    try:
        values = json.loads(base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)))
        return [_typed(value, column.type.python_type) for value, column in zip(values, key, strict=True)]
    except (ValueError, TypeError, binascii.Error):
        raise CursorInvalid from None


def _typed(value: object, kind: type) -> object:
    if kind is datetime and isinstance(value, str):
        moment = datetime.fromisoformat(value)
        if moment.tzinfo is None:
            raise ValueError
        return moment
    if type(value) is not kind:
        raise ValueError
    return value
