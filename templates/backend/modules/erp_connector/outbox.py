"""Documents on their way to the ERP: put down once, sent until they are taken, under one key."""

import secrets
from datetime import timedelta
from functools import partial

import sqlalchemy as sa
import structlog
from sqlalchemy.ext.asyncio import AsyncSession

from app.contracts.erp_connector import ERP_SOURCES, ErpSource
from app.core import audit, clock, jobs
from app.core.context import Actor
from app.core.database import changed, upsert
from app.core.events import Event, on
from app.core.jobs import JobContext, Payload, RetryLater
from app.modules.erp_connector.adapters import ErpAway, ErpRefused, Outgoing, Told
from app.modules.erp_connector.connecting import open_erp
from app.modules.erp_connector.errors import ErpDocumentMoved, ErpDocumentNotFound
from app.modules.erp_connector.models import ErpNumber, OutgoingDocument
from app.modules.erp_connector.settings import ErpConnectorSettings, connected
from app.modules.erp_connector.states import DOCUMENT, FAILED, SENT, WAITING

SEND, COLLECT = "erp_connector.send", "erp_connector.collect_now"
UNCONNECTED = timedelta(minutes=5)
FIRST_DELAY = timedelta(seconds=10)
LONGEST_DELAY = timedelta(hours=2)
TAKEN = "ERP 的编号已属于另一张单据"

log = structlog.get_logger(__name__)


def handlers() -> dict[str, str]:
    """What each source is heard by, and what staff call that."""
    return {
        f"erp_connector.{source.kind}.{kind.name}": f"{source.label}送入 ERP 待推送"
        for source in ERP_SOURCES.all()
        for kind in source.events
    }


def listen() -> None:
    """Hear of every fact that makes a document."""
    for source in ERP_SOURCES.all():
        for kind in source.events:
            on(kind, partial(hear, source), name=f"erp_connector.{source.kind}.{kind.name}")


async def hear(source: ErpSource, session: AsyncSession, event: Event) -> None:
    entity_id = int(event.stream.rpartition(":")[2])
    await put(session, source, entity_id)


async def put(session: AsyncSession, source: ErpSource, entity_id: int) -> bool:
    """Whether there is a new document for the entity; there is never a second one."""
    document = await source.document(session, entity_id)
    if document is None:
        return False
    now = clock.now()
    row = {
        "kind": source.kind,
        "entity_id": entity_id,
        "number": document.number,
        "on": document.on,
        "amount_fen": document.amount_fen,
        "content": dict(document.content),
        "key": secrets.token_hex(16),
        "status": DOCUMENT.initial,
        "created_at": now,
        "next_at": now,
    }
    insert = upsert(session, OutgoingDocument).values(row).on_conflict_do_nothing(index_elements=["kind", "entity_id"])
    made = await session.scalar(insert.returning(OutgoingDocument.id))
    if made is None:
        return False
    await _ask(session, await session.get_one(OutgoingDocument, made))
    return True


async def retry(session: AsyncSession, actor: Actor, document_id: int) -> OutgoingDocument:
    """Send what failed once more, under the same key. Raises ErpDocumentNotFound, ErpDocumentMoved."""
    values = {"round": OutgoingDocument.round + 1, "attempts": 0, "next_at": clock.now()}
    moved = await DOCUMENT.move(session, OutgoingDocument, document_id, source=FAILED, to=WAITING, **values)
    document = await find(session, document_id)
    if not moved:
        raise ErpDocumentMoved(status=document.status)
    await _ask(session, document)
    await audit.record(session, actor, "erp_document.retry", "erp_document", document_id, number=document.number)
    return document


async def find(session: AsyncSession, document_id: int) -> OutgoingDocument:
    """Raises ErpDocumentNotFound."""
    document = await session.get(OutgoingDocument, document_id, populate_existing=True)
    if document is None:
        raise ErpDocumentNotFound
    return document


async def _ask(session: AsyncSession, document: OutgoingDocument) -> None:
    """For the next attempt, when its time has come."""
    key = f"{document.id}:{document.round}:{document.attempts}"
    payload = {"document_id": document.id, "round": document.round, "attempts": document.attempts}
    await jobs.schedule(session, SEND, key=key, run_at=document.next_at, payload=payload)


def delay_after(attempts: int) -> timedelta:
    """10 s, 20 s, 40 s, … up to two hours."""
    return min(FIRST_DELAY * (1 << min(attempts - 1, 20)), LONGEST_DELAY)


async def send(job: JobContext, payload: Payload) -> None:
    """One attempt. Whatever comes of it, the next one has the same key: what was booked is not booked again."""
    if not connected():
        raise RetryLater(UNCONNECTED)
    async with job.read() as session:
        row = await session.get(OutgoingDocument, int(payload["document_id"]))
    if row is None or (row.status, row.round, row.attempts) != (WAITING, payload["round"], payload["attempts"]):
        return
    outgoing = Outgoing(row.key, row.kind, row.number, row.on, row.amount_fen, row.content)
    number, problem, final = None, "", False
    try:
        async with open_erp() as erp:
            number = await erp.book(outgoing)
    except (ErpAway, ErpRefused) as error:
        problem, final = str(error), isinstance(error, ErpRefused)
        log.warning("erp_did_not_take", document_id=row.id, final=final)
    async with job.commit() as session:
        if not problem and number and not await keep_number(session, row.kind, row.entity_id, number):
            problem, final = TAKEN, True
        await _note(session, row, problem, final=final)


async def _note(session: AsyncSession, row: OutgoingDocument, problem: str, *, final: bool) -> None:
    now, attempts = clock.now(), row.attempts + 1
    mine = sa.and_(
        OutgoingDocument.id == row.id,
        OutgoingDocument.status == WAITING,
        OutgoingDocument.round == row.round,
        OutgoingDocument.attempts == row.attempts,
    )
    values: dict[str, object] = {"attempts": attempts, "answer": problem, "next_at": None}
    if not problem:
        values |= {"status": SENT, "sent_at": now}
    elif final or attempts >= ErpConnectorSettings.load().attempts:
        values["status"] = FAILED
    else:
        values["next_at"] = now + delay_after(attempts)
    if await changed(session, sa.update(OutgoingDocument).where(mine).values(values)) and values["next_at"]:
        await _ask(session, await find(session, row.id))


async def keep_number(session: AsyncSession, kind: str, entity_id: int, number: str) -> bool:
    """Whether the number is this document's, from now on or already."""
    row = {"kind": kind, "entity_id": entity_id, "erp_number": number, "at": clock.now()}
    await session.execute(upsert(session, ErpNumber).values(row).on_conflict_do_nothing())
    known = await session.get(ErpNumber, (kind, entity_id), populate_existing=True)
    return known is not None and known.erp_number == number


async def ask_for_numbers(session: AsyncSession, _: Payload) -> None:
    """Where the ERP tells numbers later."""
    if ErpConnectorSettings.load().adapter == "csv" and connected():
        await jobs.schedule(session, COLLECT, stream="erp_connector:numbers")


async def collect(job: JobContext, _: Payload) -> None:
    """Keep the numbers that the ERP has told since."""
    try:
        async with open_erp() as erp:
            told = await erp.told_later()
            async with job.commit() as session:
                for one in told:
                    await _numbered(session, one)
            await erp.kept(told)
    except ErpAway:
        log.warning("erp_numbers_not_read")


async def _numbered(session: AsyncSession, told: Told) -> None:
    row = await session.scalar(sa.select(OutgoingDocument).where(OutgoingDocument.key == told.key))
    if row is None or not told.erp_number or len(told.erp_number) > 60:
        log.warning("erp_number_of_nothing", file=told.of)
    elif not await keep_number(session, row.kind, row.entity_id, told.erp_number):
        await session.execute(sa.update(OutgoingDocument).where(OutgoingDocument.id == row.id).values(answer=TAKEN))
