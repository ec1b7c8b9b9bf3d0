"""One of several processes in which the same pieces are asked back:
python -m tests.aftersale.racer URL USER_ID ORDER_ID LINE_ID QUANTITY TRIES ask|refund

Waits for a line on standard input, then asks `TRIES` times, all at once; with `refund` each case that came to be is
paid back in a transaction of its own, and who meets an open case asks again. Prints what each try came to: "asked", or
the code of the refusal.
"""

import asyncio
import json
import sys

import app.registry  # noqa: F401  # with it every table is known
from app.core import jobs
from app.core.context import SYSTEM
from app.core.database import Database
from app.core.errors import AppError
from app.modules.aftersale import applying, refunding
from app.modules.aftersale.errors import AftersaleOpen
from app.modules.aftersale.jobs import due
from app.modules.aftersale.moves import DUE
from app.modules.aftersale.schemas import ApplyIn
from app.modules.aftersale.states import APPLIED


async def once(database: Database, user_id: int, body: ApplyIn, *, refund: bool) -> str:
    while True:
        try:
            async with database.begin() as session:
                case = await applying.apply(session, user_id, body)
        except AppError as error:
            if refund and isinstance(error, AftersaleOpen):
                continue
            return error.code
        if refund:
            async with database.begin() as session:
                await refunding.start(session, case.id, SYSTEM, source=APPLIED)
        return "asked"


async def main(url: str, what: str, *numbers: int) -> None:
    user_id, order_id, line_id, quantity, tries = numbers
    jobs.register(DUE, due)
    database = Database(url)
    lines = [{"line_id": line_id, "quantity": quantity}]
    body = ApplyIn.model_validate(
        {"order_id": order_id, "kind": "refund_only", "reason": "no_longer_wanted", "lines": lines}
    )
    sys.stdin.readline()
    words = await asyncio.gather(*(once(database, user_id, body, refund=what == "refund") for _ in range(tries)))
    await database.close()
    sys.stdout.write(json.dumps(words))


if __name__ == "__main__":
    url, *numbers, what = sys.argv[1:]
    asyncio.run(main(url, what, *map(int, numbers)))
