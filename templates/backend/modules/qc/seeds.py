"""Demo data: who inspects, and inspections of the batches that there are."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

from app.core import clock
from app.core.context import SYSTEM, Actor
from app.core.module import SeedData
from app.core.staff.model import StaffAccount, StaffRole
from app.core.staff.passwords import hash_password, one_time_password
from app.modules.qc import inspecting, opening
from app.modules.qc.schemas import ResultIn
from app.modules.traceability.api import by_number


async def seed(session: AsyncSession, data: SeedData) -> None:
    """Write `staff` (`username`, `name`, `role`; nobody knows their passwords) and `inspections`: `batch`, `plan`,
    and where there are any `results`, in order, numbers or true and false. With all of them it is judged.
    """
    he = SYSTEM
    for row in data.rows.get("staff", []):
        he = await _hire(session, row)
    for row in data.rows.get("inspections", []):
        batch = await by_number(session, row["batch"])
        opened = await opening.open_for_batch(session, he, row["plan"], batch.id)
        for position, said in enumerate(row.get("results", []), 1):
            body = ResultIn(good=said) if isinstance(said, bool) else ResultIn(value=said)
            await inspecting.record(session, opened, position, body)
        if row.get("results"):
            await inspecting.judge(session, he, opened)


async def _hire(session: AsyncSession, row: Mapping[str, Any]) -> Actor:
    account = StaffAccount(
        username=row["username"],
        name=row["name"],
        password_hash=await hash_password(one_time_password()),
        must_change_password=True,
        created_at=clock.now(),
        roles=[StaffRole(role=row["role"])],
    )
    session.add(account)
    await session.flush()
    return Actor("staff", account.id)
