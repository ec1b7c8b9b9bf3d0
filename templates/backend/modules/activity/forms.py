"""What forms of activities have in common at the console: tables that are typed row by row."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

from app.modules.catalog.api import sku_ids_by_code


def rows_of(typed: str | None, columns: Sequence[str]) -> list[list[str]]:
    """The cells of each line; blanks or commas stand between them.

    Raises ValueError, with words for staff, for a line that has not one cell for each of `columns`.
    """
    rows = [line.replace("，", " ").replace(",", " ").split() for line in (typed or "").splitlines()]
    rows = [row for row in rows if row]
    for number, row in enumerate(rows, start=1):
        if len(row) != len(columns):
            raise ValueError(f"第 {number} 行要写 {len(columns)} 项：{'、'.join(columns)}")
    if not rows:
        raise ValueError("请至少填写一行")
    return rows


async def skus_typed(session: AsyncSession, typed: str | None, columns: Sequence[str]) -> list[tuple[Any, ...]]:
    """The rows of a table whose first column is an SKU's code, with its id instead.

    Raises ValueError, with words for staff.
    """
    rows = rows_of(typed, columns)
    ids = await sku_ids_by_code(session, [code for code, *_ in rows])
    if unknown := [code for code, *_ in rows if code not in ids]:
        raise ValueError(f"没有这个规格编码：{unknown[0]}")
    return [(ids[code], *cells) for code, *cells in rows]


def count_typed(typed: str) -> int:
    """Raises ValueError, with words for staff."""
    if not typed.isascii() or not typed.isdecimal():
        raise ValueError(f"{typed} 不是整数")
    return int(typed)
