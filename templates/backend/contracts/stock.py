"""Goods that are counted, without the one who sells knowing who counts them.

A *subject* is what the goods are for ("order", 17). Each call takes effect once for a subject and SKU, however often it
is made, in the caller's transaction: `reserve` when the subject comes to be, then either `commit` (the goods are sold)
or `release` (they are free again); `restore` where what was sold never left the shop, `take_back` for some of it.
"""

from collections.abc import Collection, Mapping
from typing import Protocol, TypedDict

from sqlalchemy.ext.asyncio import AsyncSession

from app.core.errors import AppError
from app.core.ports import Port


class Shortage(TypedDict):
    sku_id: int
    available: int


class OutOfStock(AppError):
    """`lines` says of each SKU that is short how many there are."""

    status, code, message = 409, "OUT_OF_STOCK", "库存不足"

    def __init__(self, lines: list[Shortage]) -> None:
        super().__init__(lines=lines)
        self.lines = lines


class Stock(Protocol):
    async def available(self, session: AsyncSession, sku_ids: Collection[int]) -> dict[int, int | None]:
        """How many pieces of each SKU can be sold now, None for one that nobody counts; every asked id is answered."""
        ...

    async def reserve(
        self, session: AsyncSession, subject: str, subject_id: int, quantities: Mapping[int, int]
    ) -> None:
        """Hold `quantities` (SKU id -> pieces, more than 0) for the subject: all of them or none.

        Raises OutOfStock with every line that is short, and ValueError for a SKU of which the subject held another
        number before, or gave back what it held.
        """
        ...

    async def commit(self, session: AsyncSession, subject: str, subject_id: int) -> None:
        """What was held for the subject is sold and leaves the stock."""
        ...

    async def release(self, session: AsyncSession, subject: str, subject_id: int) -> None:
        """What is still held for the subject can be sold to others again. What was sold stays sold."""
        ...

    async def restore(self, session: AsyncSession, subject: str, subject_id: int) -> None:
        """What was sold to the subject never left the shop and can be sold to others again."""
        ...

    async def take_back(
        self,
        session: AsyncSession,
        subject: str,
        subject_id: int,
        quantities: Mapping[int, int],
        *,
        by: tuple[str, int],
    ) -> None:
        """Some of what was sold to the subject can be sold to others again; `restore` then gives back the rest.

        `by` is what they came back with ("return", 5): it takes effect once for it and each SKU.
        """
        ...


class UnlimitedStock:
    """Nobody counts: everything can be sold, in any number."""

    async def available(self, session: AsyncSession, sku_ids: Collection[int]) -> dict[int, int | None]:
        del session
        return dict.fromkeys(sku_ids)

    async def reserve(
        self, session: AsyncSession, subject: str, subject_id: int, quantities: Mapping[int, int]
    ) -> None:
        """There is always enough."""

    async def commit(self, session: AsyncSession, subject: str, subject_id: int) -> None:
        """There is nothing to count."""

    async def release(self, session: AsyncSession, subject: str, subject_id: int) -> None:
        """There is nothing to give back."""

    async def restore(self, session: AsyncSession, subject: str, subject_id: int) -> None:
        """There is nothing to put back."""

    async def take_back(
        self,
        session: AsyncSession,
        subject: str,
        subject_id: int,
        quantities: Mapping[int, int],
        *,
        by: tuple[str, int],
    ) -> None:
        """There is nothing to put back."""


STOCK: Port[Stock] = Port("stock")
