"""Which orders a member of staff reaches, and what he may do with one."""

from collections.abc import Mapping, Sequence

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession

from app.core.staff import Staff
from app.core.staff.model import StaffAccount
from app.core.staff.principal import Forbidden
from app.core.staff.roles import scope_of
from app.modules.work_order.errors import AssigneeUnknown, WorkOrderNotFound, WorkOrderNotYours
from app.modules.work_order.models import WorkOrder
from app.modules.work_order.states import (
    ASSIGNED,
    CLOSED,
    DONE,
    GIVEN,
    IN_PROGRESS,
    ON_HOLD,
    OPEN,
    PENDING_ACCEPTANCE,
    RUNNING,
)

READ, WORK, MANAGE, ACCEPT = "work_order.read", "work_order.work", "work_order.manage", "work_order.accept"

PERMISSIONS: Mapping[str, str] = {
    "assign": MANAGE,
    "take": WORK,
    "start": WORK,
    "hold": WORK,
    "resume": WORK,
    "complete": WORK,
    "accept": ACCEPT,
    "reject": ACCEPT,
    "cancel": MANAGE,
    "archive": MANAGE,
    "record": "work_order.record",
}
"""What staff need for each action."""

WHEN: Mapping[str, frozenset[str]] = {
    "assign": GIVEN | {OPEN},
    "take": frozenset({OPEN}),
    "start": frozenset({ASSIGNED}),
    "hold": frozenset({IN_PROGRESS}),
    "resume": frozenset({ON_HOLD}),
    "complete": frozenset({IN_PROGRESS}),
    "accept": frozenset({PENDING_ACCEPTANCE}),
    "reject": frozenset({PENDING_ACCEPTANCE}),
    "cancel": RUNNING,
    "archive": frozenset({CLOSED}),
    "record": DONE,
}
"""In which states each is legal."""

HIS = frozenset({"start", "hold", "resume", "complete"})
"""What the one does who has the order in hand; others only when they manage orders."""


JUDGES = frozenset({"accept", "reject"})
"""What the one may also do who asked for the order."""


def within_reach(staff: Staff) -> sa.ColumnElement[bool]:
    """Who is kept to his own sees what he does and asked for, and what he might take."""
    if staff.scope(READ) == "self":
        his = (WorkOrder.assignee_id == staff.id, WorkOrder.opened_by == staff.id)
        return sa.or_(*his, WorkOrder.status == OPEN)
    return sa.true()


async def find(session: AsyncSession, staff: Staff, order_id: int, *, lock: bool = False) -> WorkOrder:
    """Raises WorkOrderNotFound, also for what he does not reach."""
    wanted = sa.select(WorkOrder).where(WorkOrder.id == order_id, within_reach(staff))
    if lock:
        wanted = wanted.with_for_update(of=WorkOrder)
    order = await session.scalar(wanted, execution_options={"populate_existing": True})
    if order is None:
        raise WorkOrderNotFound
    return order


def in_hand(order: WorkOrder, staff: Staff) -> bool:
    return order.assignee_id == staff.id or staff.can(MANAGE)


def check_may(order: WorkOrder, staff: Staff, action: str) -> None:
    """Raises Forbidden, WorkOrderNotYours."""
    if not _allowed(order, staff, action):
        raise Forbidden(permission=PERMISSIONS[action])
    if action in HIS and not in_hand(order, staff):
        raise WorkOrderNotYours


def _allowed(order: WorkOrder, staff: Staff, action: str) -> bool:
    return staff.can(PERMISSIONS[action]) or (action in JUDGES and order.opened_by == staff.id)


async def in_his_hand(session: AsyncSession, staff: Staff, order_id: int) -> WorkOrder:
    """The order, locked, for the one who works on it. Raises WorkOrderNotFound, WorkOrderNotYours."""
    order = await find(session, staff, order_id, lock=True)
    if not in_hand(order, staff):
        raise WorkOrderNotYours
    return order


def staff_can(order: WorkOrder, staff: Staff) -> list[str]:
    """The actions that the order's state, its worker and the reader's permissions leave."""
    return [
        action
        for action, states in WHEN.items()
        if order.status in states and _allowed(order, staff, action) and (action not in HIS or in_hand(order, staff))
    ]


async def workers(session: AsyncSession) -> Sequence[StaffAccount]:
    """Whoever may be given an order."""
    active = sa.select(StaffAccount).where(StaffAccount.active).order_by(StaffAccount.id)
    return [account for account in await session.scalars(active) if _may_work(account)]


async def worker(session: AsyncSession, staff_id: int) -> StaffAccount:
    """Raises AssigneeUnknown."""
    account = await session.get(StaffAccount, staff_id)
    if account is None or not account.active or not _may_work(account):
        raise AssigneeUnknown
    return account


def _may_work(account: StaffAccount) -> bool:
    return scope_of([held.role for held in account.roles], WORK) is not None


async def names(session: AsyncSession) -> dict[int, str]:
    """What each member of staff is called."""
    return dict((await session.execute(sa.select(StaffAccount.id, StaffAccount.name))).all())
