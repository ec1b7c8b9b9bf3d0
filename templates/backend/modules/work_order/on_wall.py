"""Work orders on the wall: how old they have become, and the oldest of them."""

from datetime import timedelta

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession

from app.contracts.wallboard import Figure, Kind, Panel, Row
from app.core import clock
from app.core.database import count_by
from app.core.staff.model import StaffAccount
from app.modules.work_order.models import WorkOrder
from app.modules.work_order.states import LABELS, PENDING_ACCEPTANCE, RUNNING

UNFINISHED = sorted({*RUNNING, PENDING_ACCEPTANCE})
AGES: tuple[tuple[str, timedelta, Kind], ...] = (
    ("一天以内", timedelta(0), "good"),
    ("一到三天", timedelta(days=1), "moves"),
    ("三到七天", timedelta(days=3), "waits"),
    ("超过七天", timedelta(days=7), "bad"),
)
"""Each with the age from which on it counts, the youngest first."""


class OrdersOnWall:
    async def panel(self, session: AsyncSession, most_rows: int) -> Panel:
        now, unfinished = clock.now(), WorkOrder.status.in_(UNFINISHED)
        place = sa.case(
            *((WorkOrder.created_at <= now - age, index) for index, (_, age, _) in reversed([*enumerate(AGES)])),
            else_=0,
        ).label("place")
        numbers = await count_by(session, place, unfinished)
        oldest = (
            sa.select(WorkOrder, StaffAccount.name)
            .outerjoin(StaffAccount, StaffAccount.id == WorkOrder.assignee_id)
            .where(unfinished)
            .order_by(WorkOrder.created_at, WorkOrder.id)
            .limit(most_rows)
        )
        rows = [
            Row(
                order.title,
                " · ".join(filter(None, (LABELS[order.status], worker))),
                "bad" if order.status in RUNNING and order.due_at < now else "moves",
                order.created_at,
            )
            for order, worker in await session.execute(oldest)
        ]
        return Panel(
            title="在修的工单",
            figures=tuple(Figure(label, numbers[index], kind) for index, (label, _, kind) in enumerate(AGES)),
            rows=tuple(rows),
            empty="没有在修的工单",
            more=numbers.total() - len(rows),
        )
