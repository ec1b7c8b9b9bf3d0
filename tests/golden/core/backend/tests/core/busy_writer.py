"""Counts up in the database, one transaction a step: `python -m tests.core.busy_writer URL STEPS`."""

import asyncio
import sys

import sqlalchemy as sa

from app.core import audit
from app.core.audit import AuditEntry
from app.core.context import SYSTEM
from app.core.database import Database


async def main(url: str, steps: int) -> None:
    database = Database(url)
    for _ in range(steps):
        async with database.begin() as session:
            if database.url.startswith("postgresql"):
                await session.execute(sa.select(sa.func.pg_advisory_xact_lock(1)))  # what SQLite does by itself
            last = await session.scalar(sa.select(sa.func.max(AuditEntry.entity_id)))
            await audit.record(session, SYSTEM, "test.step", "test", (last or 0) + 1)
    await database.close()


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1], int(sys.argv[2])))
