"""Work orders, for those who find that something has to be repaired, and for those who know the machines."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import ClassVar, Literal, Protocol

from sqlalchemy.ext.asyncio import AsyncSession

from app.core.events import Event
from app.core.ports import Port

Priority = Literal["urgent", "high", "normal"]


@dataclass(frozen=True)
class OpenedOrder:
    """An order that was opened for something, as staff see it."""

    id: int
    number: str
    status: str
    status_label: str


class WorkOrders(Protocol):
    async def open(
        self, session: AsyncSession, *, title: str, asset: str, priority: Priority, source_key: str, note: str = ""
    ) -> int | None:
        """The id of the order for `source_key` ("alert:17"), opened in the caller's transaction.

        However often it is asked for, one `source_key` makes one order. `asset` is the code of what has to be
        repaired, "" for none. None where nobody keeps work orders.
        """
        ...

    async def opened_for(self, session: AsyncSession, source_keys: Collection[str]) -> Mapping[str, OpenedOrder]:
        """The order of each `source_key` that has one."""
        ...

    def label(self, asset: str) -> bytes:
        """A QR code to print (PNG): whoever scans it reports that something is wrong with the machine. Empty where
        nobody keeps work orders.
        """
        ...


class NoWorkOrders:
    """Nobody keeps work orders."""

    async def open(
        self, session: AsyncSession, *, title: str, asset: str, priority: Priority, source_key: str, note: str = ""
    ) -> int | None:
        del session, title, asset, priority, source_key, note
        return None

    async def opened_for(self, session: AsyncSession, source_keys: Collection[str]) -> Mapping[str, OpenedOrder]:
        del session, source_keys
        return {}

    def label(self, asset: str) -> bytes:
        del asset
        return b""


WORK_ORDERS: Port[WorkOrders] = Port("work_orders")


class Assets(Protocol):
    async def name(self, session: AsyncSession, code: str) -> str | None:
        """What people call the machine with this code, None for one that is not known."""
        ...


class UnnamedAssets:
    """Machines go by their codes."""

    async def name(self, session: AsyncSession, code: str) -> str | None:
        del session, code
        return None


ASSETS: Port[Assets] = Port("assets")


@dataclass(frozen=True)
class WorkOrderEvent(Event):
    """`source` is staff, request, alert, plan or other; `source_key` what it was opened for, "" for nothing of the
    kind.
    """

    order_id: int
    number: str
    asset: str
    priority: str
    source: str
    source_key: str
    assignee_id: int | None


@dataclass(frozen=True)
class WorkOrderOpened(WorkOrderEvent):
    name: ClassVar[str] = "work_order.opened"


@dataclass(frozen=True)
class WorkOrderAssigned(WorkOrderEvent):
    name: ClassVar[str] = "work_order.assigned"


@dataclass(frozen=True)
class WorkOrderCompleted(WorkOrderEvent):
    """It waits to be accepted."""

    name: ClassVar[str] = "work_order.completed"


@dataclass(frozen=True)
class WorkOrderRejected(WorkOrderEvent):
    """It was not accepted, and goes on."""

    name: ClassVar[str] = "work_order.rejected"


@dataclass(frozen=True)
class WorkOrderClosed(WorkOrderEvent):
    name: ClassVar[str] = "work_order.closed"


@dataclass(frozen=True)
class WorkOrderCanceled(WorkOrderEvent):
    name: ClassVar[str] = "work_order.canceled"
