"""What others may know of requests for quotation: who was awarded what, at which price."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import ClassVar, Protocol

from sqlalchemy.ext.asyncio import AsyncSession

from app.core.events import Event
from app.core.ports import Port


@dataclass(frozen=True)
class RfqAwarded(Event):
    """`award_ids`: one for each supplier that got something."""

    name: ClassVar[str] = "rfq.awarded"

    rfq_id: int
    award_ids: list[int]


@dataclass(frozen=True)
class AwardedLine:
    """`quantity` in `unit`; `price_fen` for one of them."""

    item: str
    spec: str
    quantity: int
    unit: str
    price_fen: int
    wanted_on: date | None
    sku_id: int | None


@dataclass(frozen=True)
class Award:
    """What one supplier got of one request."""

    id: int
    number: str
    """The request's."""
    title: str
    supplier_id: int
    lines: Sequence[AwardedLine]


class Awards(Protocol):
    async def award(self, session: AsyncSession, award_id: int) -> Award | None:
        """None for one that there is not."""
        ...

    async def recent(self, session: AsyncSession) -> Sequence[tuple[int, str]]:
        """The last ones, the latest first: the id and what people call it."""
        ...


class NoAwards:
    """Nobody asks for quotes."""

    async def award(self, session: AsyncSession, award_id: int) -> Award | None:
        del session, award_id
        return None

    async def recent(self, session: AsyncSession) -> Sequence[tuple[int, str]]:
        del session
        return []


AWARDS: Port[Awards] = Port("awards")
