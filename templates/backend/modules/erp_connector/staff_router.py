"""Documents for the ERP and what became of them, for staff."""

from datetime import date
from typing import Annotated, Any

from fastapi import APIRouter, Query, Response

from app.core.database import DatabaseDep
from app.core.errors import raises
from app.core.idempotency import repeatable
from app.core.ids import Id
from app.core.pagination import Page, PageDep
from app.core.staff import CurrentStaff, require
from app.modules.erp_connector import outbox, queries, reconciling
from app.modules.erp_connector.errors import (
    DayNotOver,
    ErpDocumentMoved,
    ErpDocumentNotFound,
    ReconciliationNotFound,
)
from app.modules.erp_connector.schemas import (
    DayIn,
    DocumentDetail,
    DocumentOut,
    ReconciliationDetail,
    ReconciliationOut,
)

router = APIRouter(prefix="/staff/erp", tags=["店员·ERP 对接"])

READ = require("erp_connector.read")
MANAGE = require("erp_connector.manage")
CSV = "text/csv; charset=utf-8"
FILE: dict[int | str, dict[str, Any]] = {200: {"content": {CSV: {}}}}
Filter = Annotated[str | None, Query(max_length=20)]


@router.get("/documents", summary="推送到 ERP 的单据", dependencies=[READ])
async def listed(page: PageDep, database: DatabaseDep, status: Filter = None, kind: Filter = None) -> Page[DocumentOut]:
    async with database.read() as session:
        return await queries.page_of(session, page, status=status, kind=kind)


@router.get("/documents/{document_id}", summary="单据详情", dependencies=[READ], responses=raises(ErpDocumentNotFound))
async def detail(document_id: Id, database: DatabaseDep) -> DocumentDetail:
    async with database.read() as session:
        return await queries.detail(session, document_id)


@router.post(
    "/documents/{document_id}/retry",
    status_code=202,
    summary="重新推送",
    dependencies=[MANAGE],
    responses=raises(ErpDocumentNotFound, ErpDocumentMoved),
    openapi_extra=repeatable("while it is on its way it is refused"),
)
async def retry(document_id: Id, staff: CurrentStaff, database: DatabaseDep) -> DocumentDetail:
    async with database.begin() as session:
        await outbox.retry(session, staff.actor, document_id)
        return await queries.detail(session, document_id)


@router.get("/reconciliations", summary="对账", dependencies=[READ])
async def days(page: PageDep, database: DatabaseDep) -> Page[ReconciliationOut]:
    async with database.read() as session:
        return await queries.reconciliations(session, page)


@router.post(
    "/reconciliations",
    status_code=202,
    summary="对某一天的账",
    dependencies=[MANAGE],
    responses=raises(DayNotOver),
    openapi_extra=repeatable("a day is compared anew each time"),
)
async def again(body: DayIn, staff: CurrentStaff, database: DatabaseDep) -> DayIn:
    async with database.begin() as session:
        await reconciling.again(session, staff.actor, body.day)
    return body


@router.get(
    "/reconciliations/{day}", summary="某一天的差异", dependencies=[READ], responses=raises(ReconciliationNotFound)
)
async def differences(day: date, database: DatabaseDep) -> ReconciliationDetail:
    async with database.read() as session:
        return queries.reconciliation_out(await reconciling.find(session, day))


@router.get(
    "/reconciliations/{day}/export",
    summary="导出某一天的差异",
    dependencies=[READ],
    response_class=Response,
    responses={**raises(ReconciliationNotFound), **FILE},
)
async def export(day: date, database: DatabaseDep) -> Response:
    async with database.read() as session:
        data = reconciling.as_csv(await reconciling.find(session, day))
    shown = {"Content-Disposition": f'attachment; filename="erp-{day.isoformat()}.csv"'}
    return Response(data, media_type=CSV, headers=shown)
