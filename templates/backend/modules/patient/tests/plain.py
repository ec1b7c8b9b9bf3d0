"""What can be read by whoever gets hold of the database or the logs."""

import json
from collections.abc import Iterable, Sequence
from pathlib import Path

import sqlalchemy as sa

from app.core.database import Database


async def told_by(database: Database) -> bytes:
    """All that the database holds: the bytes of its files, or every row of every table as text."""
    if database.url.startswith("sqlite"):
        file = Path(sa.make_url(database.url).database or "")
        return b"".join(part.read_bytes() for part in sorted(file.parent.glob(f"{file.name}*")))
    async with database.read() as session:
        tables = await session.scalars(sa.text("SELECT tablename FROM pg_tables WHERE schemaname = 'public'"))
        rows: list[str] = []
        for table in tables.all():
            found = await session.scalars(sa.text(f'SELECT t::text FROM "{table}" t'))  # noqa: S608  # the catalogue's
            rows += [text for text in found if text is not None]
        return "\n".join(rows).encode()


def found_in(told: bytes | str, texts: Iterable[str]) -> Sequence[str]:
    """Those of `texts` that stand in it, as they are or as JSON writes them."""
    data = told.encode() if isinstance(told, str) else told
    return [text for text in texts if text.encode() in data or json.dumps(text)[1:-1].encode() in data]
