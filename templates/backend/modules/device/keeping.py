"""Values as they are kept: the newest of each reading, and numbers as a series."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cache
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.ext.asyncio import AsyncSession

from app.modules.device import rows
from app.modules.device.models import Latest, Point
from app.modules.device.taken import Taken

_SINCE = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True)
class Kept:
    taken: Taken
    wrong_clock: bool


def milliseconds(moment: datetime) -> int:
    """Since 1970, exactly."""
    return (moment - _SINCE) // timedelta(milliseconds=1)


def moment(at_ms: int) -> datetime:
    return _SINCE + timedelta(milliseconds=at_ms)


async def keep_points(session: AsyncSession, kept: Sequence[Kept]) -> None:
    """Told again for the same moment, a number stays what it was."""
    points = [
        (one.taken.device_id, reading, milliseconds(one.taken.at), float(value))
        for one in kept
        for reading, value in one.taken.values.items()
        if not isinstance(value, str)
    ]
    if points:
        await session.execute(_points(session.get_bind().dialect.name), {rows.PARAMETER: json.dumps(points)})


@cache
def _points(dialect: str) -> sa.Insert:
    table = Point.metadata.tables[Point.__tablename__]
    insert = postgresql.insert(table) if dialect == "postgresql" else sqlite.insert(table)
    told = sa.select(*rows.columns(dialect, (sa.Integer, sa.String, sa.BigInteger, sa.Double))).where(sa.true())
    return insert.from_select(["device_id", "reading", "at_ms", "value"], told).on_conflict_do_nothing()


async def keep_latest(session: AsyncSession, kept: Sequence[Kept]) -> None:
    """What comes late is no longer the newest."""
    latest: dict[tuple[int, str], dict[str, Any]] = {}
    for one in kept:
        at_ms = milliseconds(one.taken.at)
        for reading, value in one.taken.values.items():
            key = (one.taken.device_id, reading)
            if key not in latest or latest[key]["at_ms"] <= at_ms:
                latest[key] = {"value": value, "at_ms": at_ms, "wrong_clock": one.wrong_clock}
    if not latest:
        return
    newest = [{"device_id": key[0], "reading": key[1], **latest[key]} for key in sorted(latest)]
    await session.execute(_newer(session.get_bind().dialect.name), newest)


@cache
def _newer(dialect: str) -> sa.Insert:
    table = Latest.metadata.tables[Latest.__tablename__]
    write = postgresql.insert(table) if dialect == "postgresql" else sqlite.insert(table)
    values = {name: write.excluded[name] for name in ("value", "at_ms", "wrong_clock")}
    return write.on_conflict_do_update(
        index_elements=["device_id", "reading"], set_=values, where=table.c.at_ms <= write.excluded.at_ms
    )
