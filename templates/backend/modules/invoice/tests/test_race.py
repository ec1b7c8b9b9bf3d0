"""Several processes at once: one invoice for an order, and none that stays issued over more than was kept."""

import os
from collections.abc import Awaitable

import sqlalchemy as sa

from app.core.context import SYSTEM
from app.core.database import Database
from app.modules.invoice import following, issuing, requesting
from app.modules.invoice.errors import AmountChanged, InvoiceExists, WrongState
from app.modules.invoice.models import Invoice
from app.modules.invoice.queries import find
from app.modules.invoice.schemas import InvoiceIn, IssueIn
from app.modules.order import moves
from app.modules.order.models import Order
from tests.invoice.bought import PERSONAL, asked, bought, buyer
from tests.racing import race
from tests.types import AsUser

BACK_FEN = 100


async def succeeded(act: Awaitable[None]) -> bool:
    try:
        await act
    except (InvoiceExists, AmountChanged, WrongState):
        return False
    return True


async def act(database: Database, what: str, number: int) -> tuple[str, int] | None:
    """What was done to which order or invoice; None if it could not be."""
    done = await succeeded({"ask": ask, "issue": issue, "refund": refund}[what](database, number))
    return (what, number) if done else None


async def ask(database: Database, order_id: int) -> None:
    async with database.begin() as session:
        user_id = (await session.get_one(Order, order_id)).user_id
        await requesting.request(session, user_id, order_id, InvoiceIn.model_validate(PERSONAL))


async def issue(database: Database, invoice_id: int) -> None:
    """For the amount that it reads just before, under a number of its own."""
    async with database.read() as session:
        amount_fen = (await find(session, invoice_id)).amount_fen
    number = f"{os.getpid():08d}{invoice_id:08d}"
    async with database.begin() as session:
        await issuing.issue(session, SYSTEM, invoice_id, IssueIn(number=number, amount_fen=amount_fen))


async def refund(database: Database, order_id: int) -> None:
    """Notes that money has gone back, and brings the invoice in line with it, as the event does."""
    async with database.begin() as session:
        await moves.refunded(session, order_id, BACK_FEN)
    async with database.begin() as session:
        await following.follow(session, order_id)


async def test_one_for_an_order_over_what_was_kept(as_user: AsUser, database: Database) -> None:
    """Asked for while money goes back: whichever comes first, the amount is right in the end."""
    person = await buyer(as_user)
    orders = [(await bought(database, person))["id"] for _ in range(4)]
    asks = [("ask", order_id) for order_id in orders]
    done = await race(database, act, [asks, [("refund", order_id) for order_id in orders], asks])
    assert sorted(one for one in done if one and one[0] == "ask") == asks
    async with database.read() as session:
        amounts = {row.order_id: row.amount_fen for row in await session.scalars(sa.select(Invoice))}
        paid = {row.id: row.payable_fen for row in await session.scalars(sa.select(Order))}
    assert amounts == {order_id: paid[order_id] - BACK_FEN for order_id in orders}


async def test_issued_while_money_goes_back(as_user: AsUser, database: Database) -> None:
    person = await buyer(as_user)
    orders = [await bought(database, person) for _ in range(4)]
    invoices = [(await asked(person, order["id"]))["id"] for order in orders]
    issues = [("issue", invoice_id) for invoice_id in invoices]
    done = await race(database, act, [issues, [("refund", order["id"]) for order in orders], issues])
    issued = [one for one in done if one and one[0] == "issue"]
    assert len(issued) == len(set(issued))
    async with database.read() as session:
        rows = (await session.scalars(sa.select(Invoice).order_by(Invoice.id))).all()
    for row, order in zip(rows, orders, strict=True):
        kept = order["payable_fen"] - BACK_FEN
        assert (row.status, row.amount_fen) in {
            ("requested", kept),
            ("issued", kept),
            ("red_pending", order["payable_fen"]),
        }
