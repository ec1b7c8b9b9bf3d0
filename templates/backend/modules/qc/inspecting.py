"""Inspecting: writing down results, judging by them, and what follows for the batch.

What failed is held, so that its page cannot be public, until it is conceded or an inspection that repeats it passes.
"""

from typing import Any

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession

from app.contracts.qc import InspectionJudged
from app.core import audit, clock
from app.core.context import Actor
from app.core.events import emit
from app.modules.qc.errors import (
    InspectionIncomplete,
    InspectionMoved,
    ResultMismatch,
    ResultNotFound,
    TooManyPhotos,
)
from app.modules.qc.finding import find, in_hand, missing
from app.modules.qc.models import Inspection, InspectionPicture, InspectionResult
from app.modules.qc.schemas import ResultIn
from app.modules.qc.states import CANCELED, CONCEDED, FAILED, INSPECTION, KINDS, LABELS, MEASURE, PASSED
from app.modules.traceability.api import Link, append, hold, release
from app.modules.traceability.api import find as find_batch

MOST = 20
"""Photos of one inspection."""


def hold_key(inspection_id: int) -> str:
    """What a failed inspection holds its batch by."""
    return f"qc:{inspection_id}"


async def record(session: AsyncSession, inspection_id: int, position: int, body: ResultIn) -> None:
    """Raises InspectionNotFound, InspectionMoved, ResultNotFound, ResultMismatch."""
    inspection = await in_hand(session, inspection_id)
    result = next((one for one in inspection.results if one.position == position), None)
    if result is None:
        raise ResultNotFound
    if (result.kind == MEASURE) != (body.value is not None) or (result.kind != MEASURE) != (body.good is not None):
        raise ResultMismatch(kind=result.kind)
    good = body.good if body.value is None else within(body.value, result)
    values = {"value": body.value, "good": good, "note": body.note}
    await session.execute(sa.update(InspectionResult).where(InspectionResult.id == result.id).values(values))


def within(value: float, check: InspectionResult) -> bool:
    """Both limits are good."""
    low = check.minimum is None or value >= check.minimum
    return low and (check.maximum is None or value <= check.maximum)


async def photograph(session: AsyncSession, actor: Actor, inspection_id: int, name: str) -> None:
    """Raises InspectionNotFound, InspectionMoved, TooManyPhotos."""
    inspection = await in_hand(session, inspection_id)
    if len(inspection.pictures) >= MOST:
        raise TooManyPhotos(limit=MOST)
    session.add(InspectionPicture(inspection_id=inspection_id, name=name, added_by=actor.id, at=clock.now()))
    await session.flush()


async def judge(session: AsyncSession, actor: Actor, inspection_id: int, note: str = "") -> Inspection:
    """By its results: one that is not good is enough to fail. Raises InspectionNotFound, InspectionMoved,
    InspectionIncomplete.
    """
    inspection = await in_hand(session, inspection_id)
    if undone := missing(inspection):
        raise InspectionIncomplete(missing=undone)
    bad = [result.text for result in inspection.results if result.good is False]
    to = FAILED if bad else PASSED
    inspector = actor.id if actor.kind == "staff" else None
    inspection = await _move(session, inspection_id, to, note=note, inspector_id=inspector, judged_at=clock.now())
    if inspection.batch_id is not None:
        await _told(session, actor, inspection, "、".join(bad))
        if bad:
            why = f"{inspection.plan_label}不合格：{'、'.join(bad)}"
            await hold(session, actor, inspection.batch_id, hold_key(inspection_id), why)
        else:
            await _released(session, actor, inspection, "复检合格")
    await audit.record(session, actor, "inspection.judge", "inspection", inspection_id, status=LABELS[to])
    return inspection


async def concede(session: AsyncSession, actor: Actor, inspection_id: int, reason: str) -> Inspection:
    """It is used although it failed. Raises InspectionNotFound, InspectionMoved."""
    await find(session, inspection_id, lock=True)
    inspection = await _move(session, inspection_id, CONCEDED, reason=reason, conceded_by=actor.id)
    if inspection.batch_id is not None:
        await _told(session, actor, inspection, reason)
        await _released(session, actor, inspection, f"让步接收：{reason}")
    await audit.record(session, actor, "inspection.concede", "inspection", inspection_id, reason=reason)
    return inspection


async def cancel(session: AsyncSession, actor: Actor, inspection_id: int, reason: str) -> Inspection:
    """It is not done. Raises InspectionNotFound, InspectionMoved."""
    await find(session, inspection_id, lock=True)
    moved = await INSPECTION.move(session, Inspection, inspection_id, to=CANCELED, reason=reason)
    found = await find(session, inspection_id)
    if not moved:
        raise InspectionMoved(status=found.status)
    await audit.record(session, actor, "inspection.cancel", "inspection", inspection_id, reason=reason)
    return found


async def _move(session: AsyncSession, inspection_id: int, to: str, **values: Any) -> Inspection:  # noqa: ANN401  # columns
    """Raises InspectionMoved."""
    moved = await INSPECTION.move(session, Inspection, inspection_id, to=to, **values)
    inspection = await find(session, inspection_id)
    if not moved:
        raise InspectionMoved(status=inspection.status)
    subject = (inspection.batch_id, inspection.receipt_id, inspection.receipt_line_id)
    await emit(session, InspectionJudged(inspection.id, inspection.number, inspection.kind, to, *subject))
    return inspection


async def _told(session: AsyncSession, actor: Actor, inspection: Inspection, more: str) -> None:
    """A link in the batch's chain; its page tells of what passed."""
    assert inspection.batch_id is not None  # noqa: S101  # the caller's
    batch = await find_batch(session, inspection.batch_id, lock=True)
    words = f"{KINDS[inspection.kind]} {inspection.plan_label}：{LABELS[inspection.status]}"
    text = f"{words}（{more}）" if more else words
    await append(session, batch, actor, Link("inspected", text, public=inspection.status == PASSED))


async def _released(session: AsyncSession, actor: Actor, inspection: Inspection, why: str) -> None:
    """What it, and those that it repeats, held."""
    assert inspection.batch_id is not None  # noqa: S101  # the caller's
    now: Inspection | None = inspection
    while now is not None:
        await release(session, actor, inspection.batch_id, hold_key(now.id), why)
        now = await find(session, now.repeats_id) if now.repeats_id else None
