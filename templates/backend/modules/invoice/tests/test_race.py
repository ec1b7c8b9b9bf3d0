"""Several processes at once: one invoice for an order, and none that stays issued over more than was kept."""

import asyncio
import json
import sys

import sqlalchemy as sa

from app.core.database import Database
from app.core.settings import BACKEND
from app.modules.invoice.models import Invoice
from app.modules.order.models import Order
from tests.invoice.bought import asked, bought, buyer
from tests.types import AsUser

BACK_FEN = 100


async def race(database: Database, *each: tuple[object, ...]) -> list[list[int]]:
    """What each process succeeded in; `each` holds their arguments."""
    racers = [
        await asyncio.create_subprocess_exec(
            sys.executable, "-m", "tests.invoice.racer", database.url, *map(str, arguments),
            cwd=BACKEND, stdin=asyncio.subprocess.PIPE, stdout=asyncio.subprocess.PIPE,
        )
        for arguments in each
    ]  # fmt: skip
    results = await asyncio.gather(*(racer.communicate(b"go\n") for racer in racers))
    assert [racer.returncode for racer in racers] == [0] * len(each)
    return [json.loads(out) for out, _ in results]


async def test_one_for_an_order_over_what_was_kept(as_user: AsUser, database: Database) -> None:
    """Asked for while money goes back: whichever comes first, the amount is right in the end."""
    person = await buyer(as_user)
    orders = [(await bought(database, person))["id"] for _ in range(4)]
    asks = ("request", person.id, *orders)
    done = await race(database, asks, ("refund", BACK_FEN, *orders), asks)
    assert sorted(done[0] + done[2]) == orders
    async with database.read() as session:
        amounts = {row.order_id: row.amount_fen for row in await session.scalars(sa.select(Invoice))}
        paid = {row.id: row.payable_fen for row in await session.scalars(sa.select(Order))}
    assert amounts == {order_id: paid[order_id] - BACK_FEN for order_id in orders}


async def test_issued_while_money_goes_back(as_user: AsUser, database: Database) -> None:
    person = await buyer(as_user)
    orders = [await bought(database, person) for _ in range(4)]
    invoices = [(await asked(person, order["id"]))["id"] for order in orders]
    issues = ("issue", *invoices)
    refunds = ("refund", BACK_FEN, *(order["id"] for order in orders))
    first, _, second = await race(database, issues, refunds, issues)
    assert set(first).isdisjoint(second)
    async with database.read() as session:
        rows = (await session.scalars(sa.select(Invoice).order_by(Invoice.id))).all()
    for row, order in zip(rows, orders, strict=True):
        kept = order["payable_fen"] - BACK_FEN
        assert (row.status, row.amount_fen) in {
            ("requested", kept),
            ("issued", kept),
            ("red_pending", order["payable_fen"]),
        }
