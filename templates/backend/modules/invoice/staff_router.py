"""What staff do with requests for invoices."""

from typing import Annotated

from fastapi import APIRouter, File, Query, UploadFile
from sqlalchemy.ext.asyncio import AsyncSession

from app.core.database import DatabaseDep
from app.core.errors import raises
from app.core.idempotency import repeatable
from app.core.ids import Id
from app.core.pagination import Page, PageDep
from app.core.staff import CurrentStaff, Staff, require
from app.modules.invoice import issuing, queries
from app.modules.invoice.errors import AmountChanged, FileInvalid, InvoiceNotFound, NumberTaken, WrongState
from app.modules.invoice.schemas import IssueIn, RedFlushIn, RejectIn, StaffInvoice, Status

router = APIRouter(prefix="/staff/invoices", tags=["店员·发票"])

OfStatus = Annotated[Status | None, Query(alias="status")]
Pdf = Annotated[UploadFile, File(description="PDF, at most 2 MB")]


@router.get("", summary="发票申请列表", dependencies=[require("invoice.read")])
async def page(
    staff: CurrentStaff, database: DatabaseDep, page: PageDep, status: OfStatus = None
) -> Page[StaffInvoice]:
    async with database.read() as session:
        return await queries.staff_page(session, staff, status, page)


@router.get(
    "/{invoice_id}",
    summary="发票申请",
    dependencies=[require("invoice.read")],
    responses=raises(InvoiceNotFound),
)
async def detail(invoice_id: Id, staff: CurrentStaff, database: DatabaseDep) -> StaffInvoice:
    async with database.begin() as session:
        return await queries.staff_detail(session, staff, invoice_id)


@router.post(
    "/{invoice_id}/issue",
    summary="登记已开具",
    dependencies=[require("invoice.issue")],
    responses=raises(InvoiceNotFound, AmountChanged, NumberTaken, WrongState),
    openapi_extra=repeatable("leaves one state, once"),
)
async def issue(invoice_id: Id, body: IssueIn, staff: CurrentStaff, database: DatabaseDep) -> StaffInvoice:
    async with database.begin() as session:
        await issuing.issue(session, staff.actor, invoice_id, body)
        return await _after(session, staff, invoice_id)


@router.put(
    "/{invoice_id}/file",
    summary="上传发票文件",
    dependencies=[require("invoice.issue")],
    responses=raises(InvoiceNotFound, FileInvalid, WrongState),
)
async def attach(invoice_id: Id, file: Pdf, staff: CurrentStaff, database: DatabaseDep) -> StaffInvoice:
    data = await file.read(issuing.LARGEST + 1)
    async with database.begin() as session:
        await issuing.attach(session, staff.actor, invoice_id, data)
        return await _after(session, staff, invoice_id)


@router.post(
    "/{invoice_id}/reject",
    summary="驳回申请",
    dependencies=[require("invoice.issue")],
    responses=raises(InvoiceNotFound, WrongState),
    openapi_extra=repeatable("leaves one state, once"),
)
async def reject(invoice_id: Id, body: RejectIn, staff: CurrentStaff, database: DatabaseDep) -> StaffInvoice:
    async with database.begin() as session:
        await issuing.reject(session, staff.actor, invoice_id, body.reason)
        return await _after(session, staff, invoice_id)


@router.post(
    "/{invoice_id}/red-flush",
    summary="登记已红冲",
    dependencies=[require("invoice.issue")],
    responses=raises(InvoiceNotFound, NumberTaken, WrongState),
    openapi_extra=repeatable("leaves one state, once"),
)
async def red_flush(invoice_id: Id, body: RedFlushIn, staff: CurrentStaff, database: DatabaseDep) -> StaffInvoice:
    async with database.begin() as session:
        await issuing.red_flush(session, staff.actor, invoice_id, body.number)
        return await _after(session, staff, invoice_id)


async def _after(session: AsyncSession, staff: Staff, invoice_id: int) -> StaffInvoice:
    return queries.for_staff(await queries.find(session, invoice_id), staff, masked=True)
