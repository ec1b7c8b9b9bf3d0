"""What waits for a supplier's people, told by each module that has something for them to do."""

from dataclasses import dataclass
from typing import Protocol

from sqlalchemy.ext.asyncio import AsyncSession

from app.core.ports import Port


@dataclass(frozen=True)
class Waiting:
    """`page` is the mini-program's page that lists them ("rfq.list"); `count` how many of them want an answer."""

    page: str
    label: str
    count: int


class SupplierWork(Protocol):
    async def waiting(self, session: AsyncSession, supplier_id: int) -> Waiting:
        """How much of it there is for one supplier; 0 is told as well, so that the page can be found."""
        ...


SUPPLIER_WORK: Port[SupplierWork] = Port("supplier_work")
