"""One of several processes that send the same order: python -m tests.delivery.racer URL ORDER_ID LINE_ID TRIES NAME

Waits for a line on standard input, then packs a piece of the line and sends it, `TRIES` times. Prints how many left.
"""

import asyncio
import sys

import app.registry  # noqa: F401  # with it every table is known
from app.core.context import SYSTEM
from app.core.database import Database
from app.core.errors import AppError
from app.modules.delivery import shipping
from app.registry import MODULES


async def main(url: str, order_id: int, line_id: int, tries: int, name: str) -> None:
    for module in MODULES:
        module.setup()
    database = Database(url)
    sys.stdin.readline()
    left = 0
    for number in range(tries):
        try:
            async with database.begin() as session:
                shipment = await shipping.pack(session, SYSTEM, order_id, {line_id: 1})
                await shipping.send(session, SYSTEM, shipment.id, "SF", f"SF{name}{number:06}")
        except AppError:
            continue
        left += 1
    await database.close()
    sys.stdout.write(str(left))


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]), int(sys.argv[4]), sys.argv[5]))
