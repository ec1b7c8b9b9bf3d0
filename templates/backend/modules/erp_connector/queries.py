"""Reading documents and reconciliations, for staff."""

from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession

from app.contracts.erp_connector import ERP_SOURCES
from app.core.pagination import Page, PageQuery, paginate
from app.modules.erp_connector import outbox
from app.modules.erp_connector.models import ErpNumber, OutgoingDocument, Reconciliation
from app.modules.erp_connector.schemas import (
    DifferenceOut,
    DocumentDetail,
    DocumentOut,
    ReconciliationDetail,
    ReconciliationOut,
)
from app.modules.erp_connector.states import DIFFERENCES, LABELS


def kinds() -> dict[str, str]:
    """What staff call each kind of document."""
    return {source.kind: source.label for source in ERP_SOURCES.all()}


async def numbers(session: AsyncSession, rows: Sequence[OutgoingDocument]) -> dict[tuple[str, int], str]:
    """What the ERP calls them, as far as it has said."""
    ids = [row.entity_id for row in rows]
    found = await session.scalars(sa.select(ErpNumber).where(ErpNumber.entity_id.in_(ids)))
    return {(one.kind, one.entity_id): one.erp_number for one in found}


def _told(row: OutgoingDocument, erp_number: str) -> dict[str, Any]:
    same = DocumentOut.model_fields.keys() - {"kind_label", "status_label", "erp_number"}
    return {
        **{name: getattr(row, name) for name in same},
        "kind_label": kinds().get(row.kind, row.kind),
        "status_label": LABELS[row.status],
        "erp_number": erp_number,
    }


async def page_of(
    session: AsyncSession, page: PageQuery, *, status: str | None = None, kind: str | None = None
) -> Page[DocumentOut]:
    """Newest first. Raises CursorInvalid."""
    statement = sa.select(OutgoingDocument)
    if status is not None:
        statement = statement.where(OutgoingDocument.status == status)
    if kind is not None:
        statement = statement.where(OutgoingDocument.kind == kind)
    rows, cursor = await paginate(session, statement, page, key=[OutgoingDocument.id])
    known = await numbers(session, rows)
    items = [DocumentOut.model_validate(_told(row, known.get((row.kind, row.entity_id), ""))) for row in rows]
    return Page(items=items, next_cursor=cursor)


async def detail(session: AsyncSession, document_id: int) -> DocumentDetail:
    """Raises ErpDocumentNotFound."""
    row = await outbox.find(session, document_id)
    known = await numbers(session, [row])
    return DocumentDetail(**_told(row, known.get((row.kind, row.entity_id), "")), content=row.content)


async def reconciliations(session: AsyncSession, page: PageQuery) -> Page[ReconciliationOut]:
    """The newest day first. Raises CursorInvalid."""
    rows, cursor = await paginate(session, sa.select(Reconciliation), page, key=[Reconciliation.id])
    same = ReconciliationOut.model_fields.keys() - {"differences"}
    items = [
        ReconciliationOut.model_validate(
            {**{name: getattr(row, name) for name in same}, "differences": len(row.differences)}
        )
        for row in rows
    ]
    return Page(items=items, next_cursor=cursor)


def reconciliation_out(found: Reconciliation) -> ReconciliationDetail:
    same = ReconciliationDetail.model_fields.keys() - {"differences"}
    rows = [
        DifferenceOut(
            kind=row.kind,
            number=row.number,
            what=row.what,
            what_label=DIFFERENCES[row.what],
            ours_fen=row.ours_fen,
            theirs_fen=row.theirs_fen,
        )
        for row in found.differences
    ]
    return ReconciliationDetail.model_validate({**{name: getattr(found, name) for name in same}, "differences": rows})
