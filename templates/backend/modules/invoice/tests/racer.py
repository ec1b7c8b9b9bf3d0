"""One of several processes that act on invoices: python -m tests.invoice.racer URL request|issue|refund …

Waits for a line on standard input, then acts on all the numbers at once and prints those for which it succeeded.
`request USER_ID ORDER_ID…`: asks for an invoice of each order. `issue INVOICE_ID…`: issues each, for the amount that
it reads just before, under a number of its own. `refund FEN ORDER_ID…`: notes that so much of each order has gone back,
and brings its invoice in line with it, as the event does.
"""

import asyncio
import json
import os
import sys
from collections.abc import Awaitable

import app.registry  # noqa: F401  # with it every table is known
from app.core.context import SYSTEM
from app.core.database import Database
from app.core.privacy import PURPOSES
from app.modules.invoice import following, issuing, requesting
from app.modules.invoice.errors import AmountChanged, InvoiceExists, WrongState
from app.modules.invoice.purposes import INVOICE
from app.modules.invoice.queries import find
from app.modules.invoice.schemas import InvoiceIn, IssueIn
from app.modules.order import moves
from tests.invoice.bought import PERSONAL


async def request(database: Database, user_id: int, order_id: int) -> None:
    async with database.begin() as session:
        await requesting.request(session, user_id, order_id, InvoiceIn.model_validate(PERSONAL))


async def issue(database: Database, invoice_id: int) -> None:
    async with database.read() as session:
        amount_fen = (await find(session, invoice_id)).amount_fen
    number = f"{os.getpid():08d}{invoice_id:08d}"
    async with database.begin() as session:
        await issuing.issue(session, SYSTEM, invoice_id, IssueIn(number=number, amount_fen=amount_fen))


async def refund(database: Database, fen: int, order_id: int) -> None:
    async with database.begin() as session:
        await moves.refunded(session, order_id, fen)
    async with database.begin() as session:
        await following.follow(session, order_id)


async def succeeded(act: Awaitable[None]) -> bool:
    try:
        await act
    except (InvoiceExists, AmountChanged, WrongState):
        return False
    return True


async def main(url: str, what: str, *numbers: int) -> None:
    PURPOSES.provide(INVOICE, owner="invoice")
    database = Database(url)
    sys.stdin.readline()
    acts: dict[int, Awaitable[None]]
    if what == "issue":
        acts = {invoice_id: issue(database, invoice_id) for invoice_id in numbers}
    elif what == "request":
        user_id, *orders = numbers
        acts = {order_id: request(database, user_id, order_id) for order_id in orders}
    else:
        fen, *orders = numbers
        acts = {order_id: refund(database, fen, order_id) for order_id in orders}
    done = await asyncio.gather(*(succeeded(act) for act in acts.values()))
    sys.stdout.write(json.dumps([number for number, mine in zip(acts, done, strict=True) if mine]))
    await database.close()


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1], sys.argv[2], *map(int, sys.argv[3:])))
