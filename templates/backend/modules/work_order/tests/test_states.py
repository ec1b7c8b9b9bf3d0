"""The table of moves, walked: every function, from every state."""

from collections.abc import Awaitable, Callable

import pytest
import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncSession

from app.core.context import SYSTEM, Actor
from app.core.database import Database
from app.modules.work_order import finding, moves
from app.modules.work_order.errors import WorkOrderMoved
from app.modules.work_order.models import WorkHistory, WorkOrder
from app.modules.work_order.states import (
    ACTIONS,
    GIVEN,
    LABELS,
    REQUEST,
    REQUEST_LABELS,
    WORK_ORDER,
)
from tests.types import AsStaff
from tests.work_order.workshop import row

Move = Callable[[AsyncSession, WorkOrder, Actor], Awaitable[WorkOrder]]

FUNCTIONS: dict[str, Move] = {
    "assign": lambda s, o, a: moves.assign(s, o, a, a.id or 0, "王强"),
    "take": moves.take,
    "start": moves.start,
    "hold": lambda s, o, a: moves.hold(s, o, a, "parts"),
    "resume": moves.resume,
    "complete": lambda s, o, a: moves.complete(s, o, a, "换了轴承"),
    "accept": moves.accept,
    "reject": lambda s, o, a: moves.reject(s, o, a, "还在响"),
    "cancel": lambda s, o, a: moves.cancel(s, o, a, "重复"),
    "archive": moves.archive,
}


class Undone(Exception):
    """Rolls a transaction back."""


async def tried(database: Database, order_id: int, status: str, move: Move, staff_id: int) -> tuple[str, str] | None:
    """Where `move` leads from `status`, and what its line of history says; None when nowhere. Nothing of it stays."""
    found: tuple[str, str] | None = None
    refusals: list[WorkOrderMoved] = []
    try:
        async with database.begin() as session:
            order = sa.update(WorkOrder).where(WorkOrder.id == order_id)
            await session.execute(order.values(status=status, assignee_id=staff_id))
            read = await session.get_one(WorkOrder, order_id, populate_existing=True)
            moved = await move(session, read, Actor("staff", staff_id))
            last = (
                sa.select(WorkHistory.action)
                .where(WorkHistory.order_id == order_id)
                .order_by(WorkHistory.id.desc())
                .limit(1)
            )
            found = moved.status, await session.scalar(last) or ""
            raise Undone  # noqa: TRY301  # the way out of the block
    except WorkOrderMoved as refusal:
        refusals.append(refusal)
    except Undone:
        return found
    assert [refusal.details for refusal in refusals] == [{"status": status}]
    return None


async def test_every_function_from_every_state(as_staff: AsStaff, database: Database) -> None:
    worker = await as_staff("work_order.*")
    order_id = await row(database)
    walked: dict[str, set[str]] = {status: set() for status in WORK_ORDER.states}
    for status in sorted(WORK_ORDER.states):
        for name, move in FUNCTIONS.items():
            to = await tried(database, order_id, status, move, worker.id)
            assert (to is not None) == (status in finding.WHEN[name]), (status, name)
            if to is not None:
                assert to[1] == name
                walked[status].add(to[0])
    stays = {status: {status} for status in GIVEN}  # given to somebody else, it stays what it is
    expected = {status: set(follow) | stays.get(status, set()) for status, follow in WORK_ORDER.moves.items()}
    assert walked == expected


async def test_10_an_open_order_cannot_be_closed(as_staff: AsStaff, database: Database) -> None:
    boss = await as_staff("work_order.*")
    order_id = await row(database)
    answer = await boss.client.post(f"/staff/work-orders/{order_id}/accept", json={})
    assert (answer.status_code, answer.json()["code"]) == (409, "WORK_ORDER_MOVED")
    assert answer.json()["details"] == {"status": "open"}


async def test_an_order_that_is_given_has_a_worker(as_staff: AsStaff, database: Database) -> None:
    """The database says so as well: no move can forget it."""
    await as_staff("work_order.*")
    order_id = await row(database)
    begun = sa.update(WorkOrder).where(WorkOrder.id == order_id).values(status="in_progress")
    with pytest.raises(IntegrityError, match="ck_work_order_order_assignee"):
        async with database.begin() as session:
            await session.execute(begun)


def test_everything_has_a_word() -> None:
    assert set(LABELS) == WORK_ORDER.states
    assert set(REQUEST_LABELS) == REQUEST.states
    assert set(FUNCTIONS) | {"open"} == set(ACTIONS)
    assert set(FUNCTIONS) | {"record"} == set(finding.WHEN) == set(finding.PERMISSIONS)


async def test_history_is_written_by_whoever_acts(as_staff: AsStaff, database: Database) -> None:
    worker = await as_staff("work_order.*")
    order_id = await row(database)
    async with database.begin() as session:
        order = await session.get_one(WorkOrder, order_id)
        order = await moves.take(session, order, Actor("staff", worker.id))
        await moves.cancel(session, order, SYSTEM, "重复")
        lines = sa.select(WorkHistory.action, WorkHistory.actor, WorkHistory.note).order_by(WorkHistory.id)
        told = [tuple(line) for line in await session.execute(lines)]
    assert told == [("open", "system", ""), ("take", f"staff:{worker.id}", ""), ("cancel", "system", "重复")]
