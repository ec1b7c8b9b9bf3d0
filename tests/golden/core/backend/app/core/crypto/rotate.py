"""Re-encryption of every sealed column under the newest key, while the shop is open."""

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession

from app.core.crypto.cipher import Cipher
from app.core.crypto.fields import SEALED, context_of
from app.core.database import Base, Database, changed

BATCH = 200


def sealed_columns() -> list[sa.Column[str]]:
    return [column for table in Base.metadata.sorted_tables for column in table.columns if column.info.get(SEALED)]


async def reencrypt(database: Database, cipher: Cipher) -> int:
    """Move every value under another key to `cipher.active`, in small transactions.

    A value that changes meanwhile is left alone: it is written with the newest key anyway.
    Returns how many were moved. Raises KeyMissing, Tampered.
    """
    moved = 0
    for column in sealed_columns():
        after = 0
        while rows := await _batch(database, column, cipher.active, after):
            async with database.begin() as session:
                for row_id, value in rows:
                    moved += await _move(session, column, row_id, value, cipher)
            after = rows[-1][0]
    return moved


async def _batch(database: Database, column: sa.Column[str], active: str, after: int) -> list[tuple[int, str]]:
    table = column.table
    statement = (
        sa.select(table.c.id, column)
        .where(table.c.id > after, column.is_not(None), column != "", ~column.startswith(f"{active}.", autoescape=True))
        .order_by(table.c.id)
        .limit(BATCH)
    )
    async with database.read() as session:
        return [(row_id, value) for row_id, value in await session.execute(statement)]


async def _move(session: AsyncSession, column: sa.Column[str], row_id: int, value: str, cipher: Cipher) -> int:
    context = context_of(str(column.table.name), column.name, row_id)
    fresh = cipher.encrypt(cipher.decrypt(value, context), context)
    statement = sa.update(column.table).where(column.table.c.id == row_id, column == value).values({column: fresh})
    return await changed(session, statement)
