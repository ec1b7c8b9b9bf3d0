"""What forms of activities have in common at the console: moments, and tables that are typed row by row."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession
from starlette_admin.exceptions import FormValidationError

from app.core.money import fen_from_yuan
from app.modules.catalog.api import sku_ids_by_code


def moment_typed(typed: datetime | None) -> datetime | None:
    """A moment from what staff chose in the shop's time; the console has turned that into UTC and dropped the zone."""
    return typed.replace(tzinfo=UTC) if typed else None


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


@contextmanager
def form_errors(table: str, **places: str) -> Iterator[None]:
    """What is refused inside is said at the form's own fields: `places` by the schema's, else at `table`."""
    try:
        yield
    except FormValidationError as error:
        said = {places.get(str(name), name): _first(words) for name, words in error.errors.items()}
        raise FormValidationError(said) from error
    except ValueError as error:
        raise FormValidationError({table: str(error)}) from error


def _first(words: Any) -> str:  # noqa: ANN401  # words, or words for each part
    """Of a tree of words the first: a field has room for one line."""
    return _first(next(iter(words.values()))) if isinstance(words, dict) else str(words)


def fen_typed(typed: str) -> int:
    """Raises ValueError, with words for staff."""
    try:
        return fen_from_yuan(typed.strip().lstrip("¥"))
    except ValueError:
        raise ValueError(f"{typed} 不是金额，最多两位小数") from None


def count_typed(typed: str) -> int:
    """Raises ValueError, with words for staff."""
    if not typed.isascii() or not typed.isdecimal():
        raise ValueError(f"{typed} 不是整数")
    return int(typed)


def yuan_typed(fen: int) -> str:
    """What a form shows of an amount."""
    return f"{fen // 100}.{fen % 100:02d}"
