"""What forms of activities have in common at the console: times of the shop, and tables that are typed row by row."""

from collections.abc import Sequence
from datetime import datetime

from app.core.admin.fields import ZONE
from app.core.money import fen_from_yuan


def shop_time(typed: datetime | None) -> datetime | None:
    """A moment from what staff chose, which is the shop's own time."""
    return typed.replace(tzinfo=ZONE) if typed else None


def as_typed(moment: datetime) -> datetime:
    """What a form shows of a moment."""
    return moment.astimezone(ZONE).replace(tzinfo=None)


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
