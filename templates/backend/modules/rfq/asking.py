"""What the buyer does with a request: written, opened, changed, closed, canceled.

Each move is one conditional update. Raises RfqMoved when the request was not in the right state (any more).
"""

import secrets
from collections.abc import Sequence

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession

from app.core import audit, clock, jobs
from app.core.context import SYSTEM, Actor
from app.core.database import changed
from app.core.jobs import Payload
from app.modules.rfq import telling
from app.modules.rfq.errors import RfqIncomplete, RfqMoved, RfqNotFound
from app.modules.rfq.models import Invitation, Rfq, RfqLine
from app.modules.rfq.schemas import LineIn, RfqIn
from app.modules.rfq.states import CANCELED, CLOSED, DRAFT, OPEN, RFQ
from app.modules.supplier.api import check_standing

CLOSE = "rfq.close"


async def find(session: AsyncSession, rfq_id: int, *, lock: bool = False) -> Rfq:
    """Raises RfqNotFound."""
    wanted = sa.select(Rfq).where(Rfq.id == rfq_id)
    if lock:
        wanted = wanted.with_for_update()
    rfq = await session.scalar(wanted, execution_options={"populate_existing": True})
    if rfq is None:
        raise RfqNotFound
    return rfq


async def create(session: AsyncSession, actor: Actor, body: RfqIn) -> Rfq:
    """A draft, which no supplier sees. Raises SupplierNotFound, SupplierNotActive."""
    now = clock.now()
    rfq = Rfq(
        number=f"RFQ{now:%Y%m%d}{secrets.randbelow(10**8):08d}",
        title=body.title,
        note=body.note,
        status=RFQ.initial,
        deadline=body.deadline,
        created_by=actor.id if actor.kind == "staff" else None,
        created_at=now,
    )
    session.add(rfq)
    await session.flush()
    await _write_lines(session, rfq.id, 1, body.lines)
    await _invite(session, rfq.id, body.supplier_ids)
    await audit.record(session, actor, "rfq.create", "rfq", rfq.id)
    return rfq


async def _write_lines(session: AsyncSession, rfq_id: int, revision: int, lines: Sequence[LineIn]) -> None:
    session.add_all(
        RfqLine(rfq_id=rfq_id, revision=revision, position=position, **line.model_dump())
        for position, line in enumerate(lines, 1)
    )
    await session.flush()


async def _invite(session: AsyncSession, rfq_id: int, supplier_ids: Sequence[int]) -> list[int]:
    """Those who were not invited before. Raises SupplierNotFound, SupplierNotActive."""
    asked = set(await session.scalars(sa.select(Invitation.supplier_id).where(Invitation.rfq_id == rfq_id)))
    new = [supplier_id for supplier_id in supplier_ids if supplier_id not in asked]
    for supplier_id in sorted(new):
        await check_standing(session, supplier_id, new=True)
    session.add_all(Invitation(rfq_id=rfq_id, supplier_id=supplier_id) for supplier_id in new)
    await session.flush()
    return new


async def change(session: AsyncSession, actor: Actor, rfq_id: int, body: RfqIn) -> Rfq:
    """A draft is written anew; an open request gets another revision, and everybody is asked again.

    Who is invited to an open request stays invited, others may join. Raises RfqNotFound, RfqMoved, RfqIncomplete,
    SupplierNotFound, SupplierNotActive.
    """
    rfq = await find(session, rfq_id, lock=True)
    if rfq.status not in {DRAFT, OPEN}:
        raise RfqMoved(status=rfq.status)
    values: dict[str, object] = {"title": body.title, "note": body.note, "deadline": body.deadline}
    revision = rfq.revision
    if rfq.status == OPEN:
        if body.deadline <= clock.now():
            raise RfqIncomplete
        revision += 1
        values |= {"revision": revision, "quotes": 0}
    else:
        await session.execute(sa.delete(RfqLine).where(RfqLine.rfq_id == rfq_id))
        left_out = sa.and_(Invitation.rfq_id == rfq_id, Invitation.supplier_id.not_in(body.supplier_ids))
        await session.execute(sa.delete(Invitation).where(left_out))
    as_it_was = sa.and_(Rfq.id == rfq_id, Rfq.status == rfq.status, Rfq.revision == rfq.revision)
    if not await changed(session, sa.update(Rfq).where(as_it_was).values(values)):
        raise RfqMoved(status=rfq.status)
    await _write_lines(session, rfq_id, revision, body.lines)
    await _invite(session, rfq_id, body.supplier_ids)
    await audit.record(session, actor, "rfq.edit", "rfq", rfq_id, revision=revision)
    if rfq.status == OPEN:
        await _ask_everybody(session, rfq_id)
    return await find(session, rfq_id)


async def open_up(session: AsyncSession, actor: Actor, rfq_id: int) -> Rfq:
    """From now on it is quoted. Raises RfqNotFound, RfqMoved, RfqIncomplete."""
    rfq = await find(session, rfq_id, lock=True)
    if rfq.status == DRAFT and not (rfq.lines and rfq.invitations and rfq.deadline > clock.now()):
        raise RfqIncomplete
    await _move(session, rfq, OPEN, opened_at=clock.now())
    await audit.record(session, actor, "rfq.open", "rfq", rfq_id)
    return await _ask_everybody(session, rfq_id)


async def _ask_everybody(session: AsyncSession, rfq_id: int) -> Rfq:
    """Those who are invited are told, and the deadline is set."""
    rfq = await find(session, rfq_id)
    key = f"{rfq_id}:{rfq.revision}"
    await jobs.schedule(session, CLOSE, key=key, run_at=rfq.deadline, payload={"rfq_id": rfq_id})
    for invitation in rfq.invitations:
        await telling.invited(session, rfq, invitation.supplier_id)
    return rfq


async def close(session: AsyncSession, actor: Actor, rfq_id: int) -> Rfq:
    """No quotes are taken any more. Raises RfqNotFound, RfqMoved."""
    rfq = await find(session, rfq_id)
    await _move(session, rfq, CLOSED, closed_at=clock.now())
    await audit.record(session, actor, "rfq.close", "rfq", rfq_id)
    return await find(session, rfq_id)


async def close_due(session: AsyncSession, payload: Payload) -> None:
    """The deadline is there; one that was put off since then is another job's matter."""
    rfq_id, now = payload["rfq_id"], clock.now()
    due = sa.and_(Rfq.id == rfq_id, Rfq.status == OPEN, Rfq.deadline <= now)
    if await changed(session, sa.update(Rfq).where(due).values(status=CLOSED, closed_at=now)):
        await audit.record(session, SYSTEM, "rfq.close", "rfq", rfq_id)


async def cancel(session: AsyncSession, actor: Actor, rfq_id: int, reason: str) -> Rfq:
    """Raises RfqNotFound, RfqMoved."""
    rfq = await find(session, rfq_id)
    await _move(session, rfq, CANCELED, reason=reason)
    await audit.record(session, actor, "rfq.cancel", "rfq", rfq_id, reason=reason)
    return await find(session, rfq_id)


async def _move(session: AsyncSession, rfq: Rfq, to: str, **values: object) -> None:
    """Raises RfqMoved."""
    if not await RFQ.move(session, Rfq, rfq.id, source=None, to=to, **values):
        await session.refresh(rfq, ["status"])
        raise RfqMoved(status=rfq.status)
