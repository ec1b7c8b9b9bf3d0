"""What has come and was not read yet, as it came: the broker soon hears that it is there, whatever reading costs.

What came together is one row: a row for each message costs several times as much, by `COPY` as well.
"""

import json
from collections.abc import Collection, Sequence
from itertools import accumulate

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession

from app.modules.device.keeping import milliseconds, moment
from app.modules.device.messages import MOST_BYTES, Incoming
from app.modules.device.models import Unread

_TABLE = Unread.metadata.tables[Unread.__tablename__]
_KEPT_BYTES = MOST_BYTES + 1
"""Enough to see that it is too much."""
_BYTES = "latin-1"
"""A payload may be anything: each byte is a character."""


async def keep(session: AsyncSession, messages: Sequence[Incoming]) -> None:
    rows = [(one.code, one.payload[:_KEPT_BYTES].decode(_BYTES), milliseconds(one.received_at)) for one in messages]
    packed = json.dumps(rows, separators=(",", ":")).encode()
    await session.execute(sa.insert(_TABLE), {"number": len(rows), "messages": packed})


async def oldest(session: AsyncSession, about: int) -> tuple[Collection[int], Sequence[Incoming]]:
    """Rows and what is in them, in the order in which they came: whole rows, until there are `about` as many messages.

    Whoever else wants them waits until this transaction has ended.
    """
    found = list(await session.execute(sa.select(_TABLE.c.id, _TABLE.c.number).order_by(_TABLE.c.id).limit(about)))
    before = accumulate((number for _, number in found), initial=0)
    ids = [id_ for (id_, _), earlier in zip(found, before, strict=False) if earlier < about]
    wanted = sa.select(_TABLE.c.id, _TABLE.c.messages).where(_TABLE.c.id.in_(ids)).order_by(_TABLE.c.id)
    rows = list(await session.execute(wanted.with_for_update()))
    messages = [
        Incoming(code, payload.encode(_BYTES), moment(at_ms))
        for row in rows
        for code, payload, at_ms in json.loads(row.messages)
    ]
    return [row.id for row in rows], messages


async def forget(session: AsyncSession, ids: Collection[int]) -> None:
    await session.execute(sa.delete(_TABLE).where(_TABLE.c.id.in_(ids)))
