"""Rows that go along with a statement, or come back, as one JSON text: one by one they take longer than the work."""

from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import InstrumentedAttribute

Column = type[sa.types.TypeEngine[Any]]
PARAMETER = "rows"


def columns(dialect: str, kinds: Sequence[Column]) -> list[sa.ColumnElement[Any]]:
    """Those of `[[1, "a"], …]`, which is given as the parameter `rows` when the statement is executed."""
    rows = sa.bindparam(PARAMETER, type_=sa.String)
    if dialect == "postgresql":
        row = sa.func.jsonb_array_elements(sa.cast(rows, JSONB)).table_valued("value").c.value
        return [sa.cast(row.op("->>")(number), kind) for number, kind in enumerate(kinds)]
    row = sa.func.json_each(rows).table_valued("value").c.value
    return [sa.cast(sa.func.json_extract(row, f"$[{number}]"), kind) for number, kind in enumerate(kinds)]


def together(dialect: str, columns: Sequence[InstrumentedAttribute[Any]]) -> sa.Select[tuple[str | None]]:
    """`[[1, "a"], …]`; None or `[]` where there is no row."""
    if dialect == "postgresql":
        return sa.select(sa.cast(sa.func.json_agg(sa.func.json_build_array(*columns)), sa.Text))
    values = (sa.func.json(column) if isinstance(column.type, sa.JSON) else column for column in columns)
    return sa.select(sa.type_coerce(sa.func.json_group_array(sa.func.json_array(*values)), sa.Text))
