"""Every row of the database, to see whether somebody changed one."""

from collections.abc import Mapping
from typing import Any

import sqlalchemy as sa

from app.core.database import Base, Database

Rows = dict[str, list[tuple[Any, ...]]]
"""By table."""


async def all_rows(database: Database) -> Rows:
    return await _rows(database, {name: sa.select(table) for name, table in Base.metadata.tables.items()})


async def rows_of(database: Database, user_id: int) -> Rows:
    """Those that say that they are this customer's."""
    tables = {name: table for name, table in Base.metadata.tables.items() if "user_id" in table.c}
    return await _rows(database, {name: sa.select(one).where(one.c.user_id == user_id) for name, one in tables.items()})


async def _rows(database: Database, statements: Mapping[str, sa.Select[Any]]) -> Rows:
    async with database.read() as session:
        return {
            name: sorted((tuple(row) for row in await session.execute(statement)), key=repr)
            for name, statement in statements.items()
        }
