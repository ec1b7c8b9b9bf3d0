"""Comparing a day's documents with what the ERP has of it."""

import csv
import io
from collections.abc import Sequence
from datetime import date, timedelta

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession

from app.core import audit, clock, jobs
from app.core.clock import ZONE
from app.core.context import Actor
from app.core.database import upsert
from app.core.jobs import JobContext, Payload
from app.core.money import yuan_text
from app.modules.erp_connector.adapters import Booked
from app.modules.erp_connector.connecting import open_erp
from app.modules.erp_connector.errors import DayNotOver, ReconciliationNotFound
from app.modules.erp_connector.models import Difference, OutgoingDocument, Reconciliation
from app.modules.erp_connector.settings import connected
from app.modules.erp_connector.states import DIFFERENCES, ONLY_OURS, ONLY_THEIRS, UNEQUAL

COMPARE = "erp_connector.compare"


def today() -> date:
    """Where the business is."""
    return clock.now().astimezone(ZONE).date()


async def every_day(session: AsyncSession, _: Payload) -> None:
    """Yesterday, once it is over."""
    if connected():
        await _ask(session, today() - timedelta(days=1))


async def again(session: AsyncSession, actor: Actor, day: date) -> None:
    """Raises DayNotOver."""
    if day >= today():
        raise DayNotOver
    await _ask(session, day)
    await audit.record(session, actor, "erp.reconcile", "reconciliation", None, day=day.isoformat())


async def _ask(session: AsyncSession, day: date) -> None:
    await jobs.schedule(session, COMPARE, payload={"day": day.isoformat()}, stream=f"erp_connector:{day}")


async def compare(job: JobContext, payload: Payload) -> None:
    """Raises ErpAway: the job is tried again."""
    day = date.fromisoformat(payload["day"])
    async with open_erp() as erp:
        theirs = await erp.booked(day)
    async with job.commit() as session:
        await keep(session, day, theirs)


async def keep(session: AsyncSession, day: date, theirs: Sequence[Booked]) -> None:
    """What the day came to, in the place of what was found before."""
    rows = (await session.scalars(sa.select(OutgoingDocument).where(OutgoingDocument.on == day))).all()
    here = {(row.kind, row.number): row.amount_fen for row in rows}
    there: dict[tuple[str, str], int] = {}
    for booked in theirs:  # booked twice is more than it should be
        one = (booked.kind, booked.number)
        there[one] = there.get(one, 0) + booked.amount_fen
    row = {
        "day": day,
        "ours": len(rows),
        "ours_fen": sum(here.values()),
        "theirs": len(theirs),
        "theirs_fen": sum(there.values()),
        "at": clock.now(),
    }
    insert = upsert(session, Reconciliation).values(row)
    insert = insert.on_conflict_do_update(index_elements=["day"], set_=row)
    number = (await session.scalars(insert.returning(Reconciliation.id))).one()
    await session.execute(sa.delete(Difference).where(Difference.day_id == number))
    session.add_all(
        Difference(
            day_id=number,
            kind=one[0],
            number=one[1],
            what=what,
            ours_fen=here.get(one),
            theirs_fen=there.get(one),
        )
        for one in sorted(here.keys() | there.keys())
        if (what := _difference(here.get(one), there.get(one)))
    )
    await session.flush()


def _difference(ours: int | None, theirs: int | None) -> str:
    if theirs is None:
        return ONLY_OURS
    if ours is None:
        return ONLY_THEIRS
    return UNEQUAL if ours != theirs else ""


async def find(session: AsyncSession, day: date) -> Reconciliation:
    """Raises ReconciliationNotFound."""
    found = await session.scalar(
        sa.select(Reconciliation).where(Reconciliation.day == day), execution_options={"populate_existing": True}
    )
    if found is None:
        raise ReconciliationNotFound
    return found


def as_csv(found: Reconciliation) -> bytes:
    """The differences, for a spreadsheet: UTF-8 with the mark that it looks for."""
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(("日期", "单据", "单号", "差异", "我方金额", "ERP 金额"))
    for row in found.differences:
        amounts = ["" if fen is None else yuan_text(fen) for fen in (row.ours_fen, row.theirs_fen)]
        writer.writerow((found.day.isoformat(), row.kind, _plain(row.number), DIFFERENCES[row.what], *amounts))
    return text.getvalue().encode("utf-8-sig")


def _plain(text: str) -> str:
    """A spreadsheet must not take what the ERP said for a formula."""
    return f"'{text}" if text[:1] in ("=", "+", "-", "@", "\t", "\r") else text
