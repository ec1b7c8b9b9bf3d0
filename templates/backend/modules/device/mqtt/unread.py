"""What has come and was not read yet, as it came: the broker soon hears that it is there, whatever reading costs."""

from collections.abc import Collection, Sequence
from typing import Any, cast

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession

from app.modules.device.keeping import milliseconds, moment
from app.modules.device.messages import MOST_BYTES, Incoming
from app.modules.device.models import LONGEST_CODE, Unread

_TABLE = Unread.metadata.tables[Unread.__tablename__]
_COLUMNS = ("code", "payload", "received_ms")
_INSERT = f"INSERT INTO {Unread.__tablename__} ({', '.join(_COLUMNS)}) VALUES (?, ?, ?)"  # noqa: S608  # our own names
"""Without SQLAlchemy's look at each value, which takes ten times as long as the rest."""
_KEPT_BYTES = MOST_BYTES + 1
"""Enough to see that it is too much."""


async def keep(session: AsyncSession, messages: Sequence[Incoming]) -> None:
    """Those of somebody whose code no device can have are nobody's, and left out."""
    rows = [
        (one.code, one.payload[:_KEPT_BYTES], milliseconds(one.received_at))
        for one in messages
        if len(one.code) <= LONGEST_CODE
    ]
    if not rows:
        return
    connection = await session.connection()
    if session.get_bind().dialect.name == "postgresql":
        await session.execute(sa.text("SELECT 1"))  # the transaction begins with it, and the copying is inside
        asyncpg = cast("Any", (await connection.get_raw_connection()).driver_connection)
        await asyncpg.copy_records_to_table(Unread.__tablename__, records=rows, columns=_COLUMNS)
    else:
        await connection.exec_driver_sql(_INSERT, rows)


async def oldest(session: AsyncSession, most: int, *, alone: bool) -> Sequence[tuple[int, Incoming]]:
    """In the order in which they came. Whoever else reads `alone` waits until this transaction has ended."""
    statement = sa.select(_TABLE.c.id, *(_TABLE.c[name] for name in _COLUMNS)).order_by(_TABLE.c.id).limit(most)
    found = await session.execute(statement.with_for_update() if alone else statement)
    return [(number, Incoming(code, payload, moment(at_ms))) for number, code, payload, at_ms in found]


async def forget(session: AsyncSession, ids: Collection[int]) -> None:
    await session.execute(sa.delete(_TABLE).where(_TABLE.c.id.in_(ids)))
