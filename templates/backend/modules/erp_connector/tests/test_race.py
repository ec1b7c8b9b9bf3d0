"""One document, one number, whoever is first."""

import sqlalchemy as sa

from app.core.context import SYSTEM
from app.core.database import Database
from app.core.errors import AppError
from app.modules.erp_connector import outbox
from app.modules.erp_connector.models import ErpNumber, OutgoingDocument
from tests.erp_connector.erp import EVERYTHING, Invoices, put
from tests.racing import race
from tests.types import AsStaff

PROCESSES = 3


async def put_down(database: Database, entity_id: int) -> bool:
    async with database.begin() as session:
        return await outbox.put(session, Invoices(), entity_id)


async def number(database: Database, entity_id: int, erp_number: str) -> bool:
    async with database.begin() as session:
        return await outbox.keep_number(session, "invoice", entity_id, erp_number)


async def retry(database: Database, document_id: int) -> str:
    try:
        async with database.begin() as session:
            return (await outbox.retry(session, SYSTEM, document_id)).status
    except AppError as refusal:
        return refusal.code


async def test_put_down_once(as_staff: AsStaff, database: Database) -> None:
    await as_staff(EVERYTHING)
    calls = [[(entity_id,) for entity_id in range(1, 6)] for _ in range(PROCESSES)]
    assert sum(await race(database, put_down, calls)) == 5
    async with database.read() as session:
        assert await session.scalar(sa.select(sa.func.count()).select_from(OutgoingDocument)) == 5


async def test_one_number_for_one_document(as_staff: AsStaff, database: Database) -> None:
    await as_staff(EVERYTHING)
    calls = [[(entity_id, "E-1"), (entity_id, f"E-{entity_id}0")] for entity_id in (2, 3, 4)]
    said = await race(database, number, calls)
    async with database.read() as session:
        rows = (await session.scalars(sa.select(ErpNumber))).all()
    assert sum(said) == len(rows)
    assert len({row.erp_number for row in rows}) == len({row.entity_id for row in rows}) == len(rows)


async def test_sent_again_once(as_staff: AsStaff, database: Database) -> None:
    await as_staff(EVERYTHING)
    await put(database, 1)
    async with database.begin() as session:
        await session.execute(sa.update(OutgoingDocument).values(status="failed"))
    words = await race(database, retry, [[(1,)] * 2] * PROCESSES)
    assert sorted(words) == ["ERP_DOCUMENT_MOVED"] * (PROCESSES * 2 - 1) + ["waiting"]
