"""Goods that are counted, without the one who sells knowing who counts them.

A *subject* is what the goods are for ("order", 17). Each call takes effect once for a subject and SKU, however often it
is made, in the caller's transaction: `reserve` when the subject comes to be, then either `commit` (the goods are sold)
or `release` (they are free again); `restore` where what was sold never left the shop, `take_back` for some of it.

Goods lie in the warehouse (`location_id` None), and where a module keeps places (`LOCATIONS`) also there.
"""

from collections.abc import Collection, Mapping
from typing import Protocol, TypedDict

from sqlalchemy.ext.asyncio import AsyncSession

from app.core.errors import AppError
from app.core.ports import Port
from app.core.staff import Staff


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
    async def available(
        self, session: AsyncSession, sku_ids: Collection[int], location_id: int | None = None
    ) -> dict[int, int | None]:
        """How many pieces of each SKU can be sold now, None for one that nobody counts; every asked id is answered."""
        ...

    async def reserve(
        self,
        session: AsyncSession,
        subject: str,
        subject_id: int,
        quantities: Mapping[int, int],
        location_id: int | None = None,
    ) -> None:
        """Hold `quantities` (SKU id -> pieces, more than 0) for the subject, all of them or none, at one location.

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

    async def restore(
        self, session: AsyncSession, subject: str, subject_id: int, *, gone: Mapping[int, int] | None = None
    ) -> None:
        """What was sold to the subject never left the shop and can be sold to others again.

        Except for what is `gone` (SKU id -> pieces): that stays sold.
        """
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
        """Some of what was sold to the subject can be sold again where it lay; `restore` then gives back the rest.

        `by` is what they came back with ("return", 5): it takes effect once for it and each SKU.
        """
        ...

    async def receive(
        self,
        session: AsyncSession,
        quantities: Mapping[int, int],
        *,
        by: tuple[str, int],
        location_id: int | None = None,
    ) -> None:
        """Pieces that have come in from outside can be sold at one location; what nobody counts stays uncounted.

        `by` is what they came in with ("purchase_receipt", 5): it takes effect once for it and each SKU.
        """
        ...


class UnlimitedStock:
    """Nobody counts: everything can be sold, in any number."""

    async def available(
        self, session: AsyncSession, sku_ids: Collection[int], location_id: int | None = None
    ) -> dict[int, int | None]:
        del session, location_id
        return dict.fromkeys(sku_ids)

    async def reserve(
        self,
        session: AsyncSession,
        subject: str,
        subject_id: int,
        quantities: Mapping[int, int],
        location_id: int | None = None,
    ) -> None:
        """There is always enough."""

    async def commit(self, session: AsyncSession, subject: str, subject_id: int) -> None:
        """There is nothing to count."""

    async def release(self, session: AsyncSession, subject: str, subject_id: int) -> None:
        """There is nothing to give back."""

    async def restore(
        self, session: AsyncSession, subject: str, subject_id: int, *, gone: Mapping[int, int] | None = None
    ) -> None:
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

    async def receive(
        self,
        session: AsyncSession,
        quantities: Mapping[int, int],
        *,
        by: tuple[str, int],
        location_id: int | None = None,
    ) -> None:
        """There is nothing to count."""


STOCK: Port[Stock] = Port("stock")


class Locations(Protocol):
    """Places beside the warehouse where goods lie, kept by the module that knows them (its stores)."""

    async def names(self, session: AsyncSession) -> dict[int, str]:
        """Every place by its id."""
        ...

    async def within_reach(self, session: AsyncSession, staff_id: int) -> frozenset[int]:
        """The places of a member of staff whose permissions end at his store's door."""
        ...


class OnlyTheWarehouse:
    """There is no other place."""

    async def names(self, session: AsyncSession) -> dict[int, str]:
        del session
        return {}

    async def within_reach(self, session: AsyncSession, staff_id: int) -> frozenset[int]:
        del session, staff_id
        return frozenset()


LOCATIONS: Port[Locations] = Port("locations")


async def within_reach(session: AsyncSession, staff: Staff, permission: str) -> frozenset[int] | None:
    """The places that a permission of somebody's goes to; None: to all, the warehouse included."""
    if staff.scope(permission) == "all":
        return None
    return await LOCATIONS.one(OnlyTheWarehouse()).within_reach(session, staff.id)
