"""What is worth a place on the wall, without the wall knowing what it is."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal, Protocol

from sqlalchemy.ext.asyncio import AsyncSession

from app.core.ports import Port

Kind = Literal["good", "moves", "waits", "bad", "over"]
"""How it looks: all is well, something goes on, somebody is waited for, something is wrong, it does not matter."""


@dataclass(frozen=True)
class Figure:
    label: str
    value: int
    kind: Kind


@dataclass(frozen=True)
class Row:
    """`since` is shown as how long ago that is."""

    text: str
    note: str
    kind: Kind
    since: datetime | None = None


@dataclass(frozen=True)
class Panel:
    """`empty` stands where there are no rows; `more` rows are there besides."""

    title: str
    figures: tuple[Figure, ...]
    rows: tuple[Row, ...]
    empty: str
    more: int = 0


class PanelSource(Protocol):
    async def panel(self, session: AsyncSession, most_rows: int) -> Panel: ...


PANELS: Port[PanelSource] = Port("wallboard panels")
