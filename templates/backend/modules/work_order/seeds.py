"""Demo data: the people of the workshop, what was reported, and orders in each state."""

import secrets
from collections.abc import Mapping
from datetime import timedelta
from typing import Any

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession

from app.core import clock
from app.core.context import SYSTEM, Actor
from app.core.module import SeedData
from app.core.staff.demo import hire
from app.core.staff.model import StaffAccount
from app.modules.work_order import moves, reporting, working
from app.modules.work_order.models import WorkCheck, WorkOrder
from app.modules.work_order.opening import Wish, open_order
from app.modules.work_order.schemas import EntryIn, RequestIn

WAY = ("assigned", "in_progress", "on_hold", "pending_acceptance", "closed", "archived")


async def seed(session: AsyncSession, data: SeedData) -> None:
    """Write `staff` (`username`, `name`, `role`; nobody knows their passwords), `requests` (`asset`, `description`)
    and `orders`: `title`, and where given `asset`, `priority`, `description`, `status`, `worker` (a user name),
    `result`, `entries`, `days_ago`.

    Raises KeyError for a worker who is not there, ValueError for a state that nothing leads to.
    """
    await hire(session, data.rows.get("staff", []))
    for row in data.rows.get("requests", []):
        await reporting.report(session, RequestIn(attempt=secrets.token_hex(16), **row))
    for row in data.rows.get("orders", []):
        await _order(session, row)


async def _order(session: AsyncSession, row: Mapping[str, Any]) -> None:
    wish = Wish(
        title=row["title"],
        asset=row.get("asset", ""),
        priority=row.get("priority", "normal"),
        source="staff",
        description=row.get("description", ""),
    )
    order_id = await open_order(session, SYSTEM, wish)
    order = await session.get_one(WorkOrder, order_id)
    if days := row.get("days_ago"):
        ago = timedelta(days=days)
        earlier = {"created_at": order.created_at - ago, "due_at": order.due_at - ago}
        await session.execute(sa.update(WorkOrder).where(WorkOrder.id == order_id).values(earlier))
    await _walk(session, order, row)


async def _walk(session: AsyncSession, order: WorkOrder, row: Mapping[str, Any]) -> None:
    """Raises KeyError, ValueError."""
    status = row.get("status", "open")
    if status == "open":
        return
    if status not in WAY:
        raise ValueError(f"{status} ≠ open, {', '.join(WAY)}")
    worker = await session.scalar(sa.select(StaffAccount).where(StaffAccount.username == row["worker"]))
    if worker is None:
        raise KeyError(row["worker"])
    he = Actor("staff", worker.id)
    order = await moves.assign(session, order, SYSTEM, worker.id, worker.name)
    if status == "assigned":
        return
    order = await moves.start(session, order, he)
    for entry in row.get("entries", []):
        await working.add_entry(session, order, he, EntryIn.model_validate(entry))
    if status == "on_hold":
        await moves.hold(session, order, he, "parts", row.get("note", ""))
    if status in {"in_progress", "on_hold"}:
        return
    now = clock.now()
    await session.execute(sa.update(WorkCheck).where(WorkCheck.order_id == order.id).values(done_by=he.id, done_at=now))
    signed = {"signed_by": worker.name, "signed_at": now}
    await session.execute(sa.update(WorkOrder).where(WorkOrder.id == order.id).values(signed))
    order = await session.get_one(WorkOrder, order.id, populate_existing=True)
    order = await moves.complete(session, order, he, row.get("result", "已修复"))
    if status in {"closed", "archived"}:
        order = await moves.accept(session, order, SYSTEM)
    if status == "archived":
        await moves.archive(session, order, SYSTEM)
