"""What series come to over spans of time, asked for many at once: one statement for each function."""

import json
from collections.abc import Collection
from dataclasses import dataclass
from functools import cache
from itertools import groupby
from typing import Any, Literal

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession

from app.modules.device import rows
from app.modules.device.models import Point

Function = Literal["min", "max", "avg", "rate"]
KINDS = (sa.Integer, sa.Integer, sa.String, sa.BigInteger, sa.BigInteger)


@dataclass(frozen=True, slots=True)
class Look:
    """After `since_ms`, up to and with `until_ms`. `rate` is the change per second, from the first to the last."""

    function: Function
    device_id: int
    reading: str
    since_ms: int
    until_ms: int


async def look(session: AsyncSession, looks: Collection[Look]) -> dict[Look, float | None]:
    """None where there is too little of a series."""
    found: dict[Look, float | None] = {}
    for function, group in groupby(sorted(set(looks), key=_by_function), key=_by_function):
        asked = list(group)
        told = [[n, one.device_id, one.reading, one.since_ms, one.until_ms] for n, one in enumerate(asked)]
        statement = _statement(session.get_bind().dialect.name, function)
        for number, *values in await session.execute(statement, {rows.PARAMETER: json.dumps(told)}):
            found[asked[number]] = _rate(*values) if function == "rate" else values[0]
    return found


def _by_function(one: Look) -> str:
    return one.function


def _rate(first_ms: int | None, first: float | None, last_ms: int | None, last: float | None) -> float | None:
    if first_ms is None or last_ms is None or first is None or last is None or first_ms == last_ms:
        return None
    return (last - first) * 1000 / (last_ms - first_ms)


@cache
def _statement(dialect: str, function: str) -> sa.Select[Any]:
    number, device_id, reading, since, until = rows.columns(dialect, KINDS)
    inside = (
        Point.device_id == device_id,
        Point.reading == reading,
        Point.at_ms > since,
        Point.at_ms <= until,
    )
    if function != "rate":
        value = sa.select(getattr(sa.func, function)(Point.value)).where(*inside).scalar_subquery()
        return sa.select(number, value)
    ends = (
        sa.select(column).where(*inside).order_by(order).limit(1).scalar_subquery()
        for order in (Point.at_ms.asc(), Point.at_ms.desc())
        for column in (Point.at_ms, Point.value)
    )
    return sa.select(number, *ends)
