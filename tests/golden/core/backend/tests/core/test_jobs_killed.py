"""Workers in processes of their own, killed again and again: every effect once, in order."""

import asyncio
import sys

import pytest
import sqlalchemy as sa

from app.core.audit import AuditEntry
from app.core.database import Database
from app.core.events import emit, on
from app.core.jobs import Job
from app.core.settings import BACKEND
from tests.core.crashing_worker import HANDLER, CupFilled, handle

CUPS, EACH = 3, 6
CHANCE = 0.08


async def work_until_done(url: str) -> int:
    """Start the worker anew whenever it was killed; how often that was."""
    kills = 0
    while True:
        process = await asyncio.create_subprocess_exec(
            sys.executable, "-m", "tests.core.crashing_worker", url, str(CHANCE), cwd=BACKEND
        )
        if await process.wait() == 0:
            return kills
        kills += 1


@pytest.mark.usefixtures("own_handlers")
async def test_every_effect_once_and_in_order(database: Database) -> None:
    on(CupFilled, handle, name=HANDLER)
    async with database.begin() as session:
        for number in range(EACH):
            for cup in range(CUPS):
                await emit(session, CupFilled(cup, number))

    kills = await asyncio.gather(work_until_done(database.url), work_until_done(database.url))

    async with database.read() as session:
        rows = list(await session.execute(sa.select(AuditEntry.entity, AuditEntry.entity_id).order_by(AuditEntry.id)))
        left = await session.scalar(sa.select(sa.func.count()).where(Job.state != "done"))
    by_cup = {f"cup{cup}": [number for entity, number in rows if entity == f"cup{cup}"] for cup in range(CUPS)}
    assert by_cup == {f"cup{cup}": list(range(EACH)) for cup in range(CUPS)}, f"after {sum(kills)} kills"
    assert left == 0
