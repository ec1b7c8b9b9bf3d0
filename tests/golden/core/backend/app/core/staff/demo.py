"""Members of staff for demo data."""

from collections.abc import Iterable, Mapping
from typing import Any

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession

from app.core import clock
from app.core.staff.model import StaffAccount, StaffRole
from app.core.staff.passwords import hash_password, one_time_password


async def hire(session: AsyncSession, rows: Iterable[Mapping[str, Any]]) -> None:
    """Rows of `username`, `name`, `role`. Nobody knows their passwords; who is there already stays as he is."""
    there = set(await session.scalars(sa.select(StaffAccount.username)))
    for row in rows:
        if row["username"] in there:
            continue
        there.add(row["username"])
        session.add(
            StaffAccount(
                username=row["username"],
                name=row["name"],
                password_hash=await hash_password(one_time_password()),
                must_change_password=True,
                created_at=clock.now(),
                roles=[StaffRole(role=row["role"])],
            )
        )
    await session.flush()
