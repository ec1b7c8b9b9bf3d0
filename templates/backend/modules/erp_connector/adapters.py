"""The ERP as the rest of this module sees it, whichever it is."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Protocol


@dataclass(frozen=True)
class Outgoing:
    """A document as it is sent. `key` is the same each time."""

    key: str
    kind: str
    number: str
    on: date
    amount_fen: int
    content: Mapping[str, Any]


@dataclass(frozen=True)
class Booked:
    """A document as the ERP has it; `number` is ours."""

    kind: str
    number: str
    erp_number: str
    amount_fen: int


@dataclass(frozen=True)
class Told:
    """The number that the document sent under `key` has got; `of` is where the ERP said so."""

    key: str
    erp_number: str
    of: str


class ErpAway(Exception):
    """It did not answer, or not with what was asked for: it may later. The text is for staff, without values."""


class ErpRefused(Exception):
    """It does not take this document, however often it is sent. The text is for staff, without values."""


class Erp(Protocol):
    async def book(self, document: Outgoing) -> str | None:
        """The ERP's number for it; None where it tells that later. Raises ErpAway, ErpRefused."""
        ...

    async def booked(self, day: date) -> Sequence[Booked]:
        """What counts for the day there. Raises ErpAway."""
        ...

    async def told_later(self) -> Sequence[Told]:
        """Numbers of documents that were sent before. Raises ErpAway."""
        ...

    async def kept(self, told: Sequence[Told]) -> None:
        """They are in the database now, and need not be told again."""
        ...
