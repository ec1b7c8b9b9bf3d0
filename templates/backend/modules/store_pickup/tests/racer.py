"""One of several counters that verify one code at once: python -m tests.store_pickup.racer URL CODE STAFF_ID

Waits for a line on standard input. Prints "picked", or the code of the refusal.
"""

import asyncio
import sys

import app.registry  # noqa: F401  # with it every table is known
from app.core.database import Database
from app.core.errors import AppError
from app.core.staff import Staff
from app.modules.store_pickup import picking
from app.registry import MODULES


async def main(url: str, code: str, staff_id: int) -> None:
    for module in MODULES:
        module.setup()
    database = Database(url)
    staff = Staff(staff_id, "clerk", "店员", ("owner",), must_change_password=False)
    sys.stdin.readline()
    try:
        async with database.begin() as session:
            await picking.verify(session, staff, code)
        told = "picked"
    except AppError as refusal:
        told = refusal.code
    await database.close()
    sys.stdout.write(told)


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1], sys.argv[2], int(sys.argv[3])))
