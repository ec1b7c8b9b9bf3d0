"""Sealed columns of models."""

from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import mapped_column
from sqlalchemy.orm.properties import MappedColumn

from app.core.crypto.cipher import cipher
from app.core.database import Base

SEALED = "sealed"


def sealed(*, nullable: bool = False) -> MappedColumn[Any]:
    """A text column that holds encrypted values; empty until `seal` was called."""
    return mapped_column(sa.Text, nullable=nullable, default=None if nullable else "", info={SEALED: True})


def context_of(table: str, column: str, row_id: int) -> str:
    return f"{table}:{column}:{row_id}"


def _context(row: Base, column: str) -> str:
    row_id = getattr(row, "id", None)
    if row_id is None:
        raise ValueError("flush the row first: its id is part of what is authenticated")
    return context_of(row.__tablename__, column, row_id)


def seal(row: Base, column: str, plain: str | None) -> None:
    """Encrypt `plain` into the column. The row must have its id."""
    setattr(row, column, None if plain is None else cipher().encrypt(plain, _context(row, column)))


def unseal(row: Base, column: str) -> str | None:
    """What `seal` was given; None when nothing is stored. Raises KeyMissing, Tampered."""
    value = getattr(row, column)
    return cipher().decrypt(value, _context(row, column)) if value else None


def blind_index(column: sa.orm.InstrumentedAttribute[Any], plain: str) -> str:
    """What the index column holds for `plain`.

    `where(User.phone_index == blind_index(User.phone_index, phone))` finds the row.
    """
    return cipher().index(plain, f"{column.class_.__tablename__}:{column.key}")
