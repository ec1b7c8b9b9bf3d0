"""Every row of the database, to see whether somebody changed one."""

from typing import Any

import sqlalchemy as sa

from app.core.database import Base, Database

Rows = dict[str, list[tuple[Any, ...]]]
"""By table."""


async def all_rows(database: Database) -> Rows:
    async with database.read() as session:
        return {
            name: sorted((tuple(row) for row in await session.execute(sa.select(table))), key=repr)
            for name, table in sorted(Base.metadata.tables.items())
        }
