"""Deliveries, invoices and reports of one order, by several processes at once."""

import sqlalchemy as sa

from app.core.context import SYSTEM
from app.core.database import Database
from app.core.errors import AppError
from app.modules.purchase_order import ordering, receiving, reporting
from app.modules.purchase_order.models import Milestone, PurchaseOrder, PurchaseOrderLine, ReceiptRow
from app.modules.purchase_order.schemas import InvoiceIn, MilestoneIn, ReceiptIn, ReceivedIn
from app.modules.supplier.api import SupplierPerson, first_contact
from tests.purchase_order.ordered import EVERYTHING, LINES, placed, sees, seller
from tests.racing import race
from tests.types import AsStaff, AsUser

PROCESSES = 3


async def receive(database: Database, order_id: int, line_id: int, quantity: int) -> str:
    """Whether it was taken in, or the code of the refusal."""
    body = ReceiptIn(lines=[ReceivedIn(line_id=line_id, quantity=quantity)])
    try:
        async with database.begin() as session:
            await receiving.receive(session, SYSTEM, order_id, body)
    except AppError as refusal:
        return refusal.code
    return "received"


async def bill(database: Database, order_id: int, number: str, amount_fen: int) -> str:
    body = InvoiceIn.model_validate({"number": number, "amount_fen": amount_fen, "dated_on": "2026-11-22"})
    try:
        async with database.begin() as session:
            await receiving.bill(session, SYSTEM, order_id, body)
    except AppError as refusal:
        return refusal.code
    return "billed"


async def confirm(database: Database, person: SupplierPerson, order_id: int) -> str:
    body = MilestoneIn.model_validate({"kind": "confirmed", "happened_on": "2026-11-22"})
    try:
        async with database.begin() as session:
            await reporting.report(session, person, order_id, body)
    except AppError as refusal:
        return refusal.code
    return "confirmed"


async def receive_or_cancel(database: Database, order_id: int, line_id: int) -> str:
    """A delivery (a line) or the end of it (0)."""
    if line_id:
        return await receive(database, order_id, line_id, 1)
    try:
        async with database.begin() as session:
            await ordering.cancel(session, SYSTEM, order_id, "不要了")
    except AppError as refusal:
        return refusal.code
    return "cancelled"


async def test_never_beyond_the_allowance(as_staff: AsStaff, as_user: AsUser, database: Database) -> None:
    """20 and one more for the allowance, four at a time: five deliveries fit, whoever comes first."""
    boss, (supplier_id, _) = await as_staff(EVERYTHING), await seller(as_user, database)
    order_id = await placed(boss, supplier_id, lines=[{**LINES[0], "quantity": 20}])
    line_id = (await sees(boss, order_id))["lines"][0]["id"]
    words = await race(database, receive, [[(order_id, line_id, 4)] * 3] * PROCESSES)
    assert sorted(words) == ["OVER_RECEIPT"] * 4 + ["received"] * 5
    async with database.read() as session:
        assert await session.scalar(sa.select(PurchaseOrderLine.received)) == 20
        assert await session.scalar(sa.select(PurchaseOrder.status)) == "to_bill"
        assert await session.scalar(sa.select(sa.func.count()).select_from(ReceiptRow)) == 5


async def test_never_billed_beyond_it(as_staff: AsStaff, as_user: AsUser, database: Database) -> None:
    boss, (supplier_id, _) = await as_staff(EVERYTHING), await seller(as_user, database)
    order_id = await placed(boss, supplier_id, lines=[{**LINES[0], "quantity": 10, "price_fen": 100}])
    calls = [[(order_id, f"{process}-{call}", 400) for call in range(2)] for process in range(PROCESSES)]
    words = await race(database, bill, calls)
    assert sorted(words) == ["OVER_BILLING"] * 4 + ["billed"] * 2
    async with database.read() as session:
        assert await session.scalar(sa.select(PurchaseOrder.billed_fen)) == 800


async def test_one_invoice_once(as_staff: AsStaff, as_user: AsUser, database: Database) -> None:
    boss, (supplier_id, _) = await as_staff(EVERYTHING), await seller(as_user, database)
    order_id = await placed(boss, supplier_id)
    words = await race(database, bill, [[(order_id, "25332000001", 100)] * 2] * PROCESSES)
    assert sorted(words) == ["SUPPLIER_INVOICE_EXISTS"] * (PROCESSES * 2 - 1) + ["billed"]
    async with database.read() as session:
        assert await session.scalar(sa.select(PurchaseOrder.billed_fen)) == 100


async def test_confirmed_once(as_staff: AsStaff, as_user: AsUser, database: Database) -> None:
    boss, (supplier_id, person) = await as_staff(EVERYTHING), await seller(as_user, database)
    order_id = await placed(boss, supplier_id)
    async with database.read() as session:
        he = SupplierPerson(supplier_id, await first_contact(session, supplier_id), person.id)
    words = await race(database, confirm, [[(he, order_id)] * 2] * PROCESSES)
    assert sorted(words) == ["MILESTONE_OUT_OF_TURN"] * (PROCESSES * 2 - 1) + ["confirmed"]
    async with database.read() as session:
        assert await session.scalar(sa.select(sa.func.count()).select_from(Milestone)) == 1


async def test_received_or_cancelled(as_staff: AsStaff, as_user: AsUser, database: Database) -> None:
    """One of both: nothing comes in for what is cancelled, and nothing is cancelled of which something came."""
    boss, (supplier_id, _) = await as_staff(EVERYTHING), await seller(as_user, database)
    order_id = await placed(boss, supplier_id)
    line_id = (await sees(boss, order_id))["lines"][0]["id"]
    calls = [[(order_id, line_id)], [(order_id, 0)], [(order_id, line_id)]]
    words = await race(database, receive_or_cancel, calls)
    async with database.read() as session:
        status = await session.scalar(sa.select(PurchaseOrder.status))
        kept = await session.scalar(sa.select(sa.func.count()).select_from(ReceiptRow))
    assert (status, kept, sorted(words)) in [
        ("cancelled", 0, ["PURCHASE_ORDER_MOVED", "PURCHASE_ORDER_MOVED", "cancelled"]),
        ("to_receive_and_bill", 2, ["PURCHASE_ORDER_MOVED", "received", "received"]),
    ]
