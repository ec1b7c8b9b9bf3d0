"""The same order, the same alarm and the same report, by several processes at once."""

import secrets

import httpx
import sqlalchemy as sa

from app.contracts.work_order import WORK_ORDERS
from app.core.context import SYSTEM, Actor
from app.core.database import Database
from app.core.errors import AppError
from app.modules.work_order import moves, reporting
from app.modules.work_order.models import RepairRequest, WorkHistory, WorkOrder
from app.modules.work_order.opening import OpensWorkOrders
from app.modules.work_order.schemas import ApproveIn, RequestIn
from tests.racing import race
from tests.types import AsStaff
from tests.work_order.workshop import EVERYTHING, reported, row

PROCESSES = 3


async def take(database: Database, order_id: int, staff_id: int) -> str:
    """Whether he took it, or the code of the refusal."""
    try:
        async with database.begin() as session:
            order = await session.get_one(WorkOrder, order_id)
            await moves.take(session, order, Actor("staff", staff_id))
    except AppError as refusal:
        return refusal.code
    return "took"


async def accept(database: Database, order_id: int) -> str:
    try:
        async with database.begin() as session:
            await moves.accept(session, await session.get_one(WorkOrder, order_id), SYSTEM)
    except AppError as refusal:
        return f"{refusal.code} {refusal.details['status']}"
    return "accepted"


async def alarm(database: Database, key: str) -> int | None:
    async with database.begin() as session:
        return await OpensWorkOrders().open(session, title="过热", asset="A", priority="high", source_key=key)


async def approve(database: Database, request_id: int) -> str:
    try:
        async with database.begin() as session:
            await reporting.approve(session, SYSTEM, request_id, ApproveIn())
    except AppError as refusal:
        return refusal.code
    return "approved"


async def send(database: Database, attempt: str) -> int:
    async with database.begin() as session:
        body = RequestIn(asset="A", description="漏油", attempt=attempt)
        return (await reporting.report(session, body)).id


async def lines(database: Database, order_id: int, action: str) -> int:
    async with database.read() as session:
        mine = sa.select(sa.func.count()).where(WorkHistory.order_id == order_id, WorkHistory.action == action)
        return await session.scalar(mine) or 0


async def test_two_people_take_one_order(as_staff: AsStaff, database: Database) -> None:
    people = [await as_staff(EVERYTHING) for _ in range(PROCESSES)]
    order_id = await row(database)
    words = await race(database, take, [[(order_id, person.id)] * 3 for person in people])
    assert sorted(words) == ["WORK_ORDER_MOVED"] * (PROCESSES * 3 - 1) + ["took"]
    assert await lines(database, order_id, "take") == 1
    async with database.read() as session:
        assert (await session.get_one(WorkOrder, order_id)).assignee_id in {person.id for person in people}


async def test_accepted_once(as_staff: AsStaff, database: Database) -> None:
    boss = await as_staff(EVERYTHING)
    order_id = await row(database, status="pending_acceptance", staff_id=boss.id)
    words = await race(database, accept, [[(order_id,)] * 3] * PROCESSES)
    assert sorted(words) == ["WORK_ORDER_MOVED closed"] * (PROCESSES * 3 - 1) + ["accepted"]
    assert await lines(database, order_id, "accept") == 1


async def test_one_alarm_makes_one_order(database: Database) -> None:
    assert WORK_ORDERS.all()
    first = await row(database)
    keys = [(f"alert:{number}",) for number in range(4)]
    made = await race(database, alarm, [keys] * PROCESSES)
    assert len(set(made)) == len(keys)
    async with database.read() as session:
        assert set(await session.scalars(sa.select(WorkOrder.id))) == {first, *made}


async def test_one_report_becomes_one_order(client: httpx.AsyncClient, database: Database) -> None:
    await reported(client)
    async with database.read() as session:
        request_id = await session.scalar(sa.select(RepairRequest.id))
    assert request_id is not None
    words = await race(database, approve, [[(request_id,)] * 2] * PROCESSES)
    assert sorted(words) == ["REPAIR_REQUEST_ANSWERED"] * (PROCESSES * 2 - 1) + ["approved"]


async def test_one_attempt_makes_one_report(client: httpx.AsyncClient, database: Database) -> None:
    await reported(client)
    attempt = secrets.token_hex(16)
    assert len(set(await race(database, send, [[(attempt,)] * 3] * PROCESSES))) == 1
