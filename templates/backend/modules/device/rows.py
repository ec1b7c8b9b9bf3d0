"""Rows that come along with a statement as one JSON text: thousands of parameters would take longer than the work."""

from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import JSONB

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
