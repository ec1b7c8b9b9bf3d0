"""Batches that can be traced, for those who know what they are batches of, and for those who want to hear of them."""

from dataclasses import dataclass
from typing import ClassVar, Protocol

from sqlalchemy.ext.asyncio import AsyncSession

from app.core.events import Event
from app.core.ports import Port


class Items(Protocol):
    async def name(self, session: AsyncSession, sku_id: int) -> str | None:
        """What people call the SKU, None for one that is not known."""
        ...


class NoItems:
    """Nobody keeps SKUs."""

    async def name(self, session: AsyncSession, sku_id: int) -> str | None:
        del session, sku_id
        return None


ITEMS: Port[Items] = Port("items")


@dataclass(frozen=True)
class BatchEvent(Event):
    batch_id: int
    number: str
    item: str


@dataclass(frozen=True)
class BatchPublished(BatchEvent):
    """Whoever scans its code sees where it comes from."""

    name: ClassVar[str] = "batch.published"


@dataclass(frozen=True)
class BatchWithdrawn(BatchEvent):
    """Whoever scans its code is told that it was withdrawn."""

    name: ClassVar[str] = "batch.withdrawn"
    reason: str = ""
