from fastapi import APIRouter, Response
from fastapi.responses import JSONResponse
from sqlalchemy.ext.asyncio import AsyncSession

from app.core.auth import CurrentUser
from app.core.database import DatabaseDep
from app.core.errors import raises
from app.core.idempotency import UserOnce, repeatable
from app.core.ids import Id
from app.core.pagination import Page, PageDep
from app.core.privacy import ConsentRequired
from app.core.rate_limit import limit_user
from app.modules.invoice import queries, requesting
from app.modules.invoice.errors import (
    InvoiceExists,
    InvoiceFileMissing,
    InvoiceNotFound,
    NotForCompanies,
    NotInvoiceable,
    TaxNumberInvalid,
    WrongState,
)
from app.modules.invoice.schemas import InvoiceIn, InvoiceOut, OrderInvoice, Requested
from app.modules.invoice.settings import InvoiceSettings
from app.modules.invoice.states import STANDING
from app.modules.order.api import OrderNotFound
from app.modules.order.api import find as find_order

router = APIRouter(tags=["发票"])

PDF = "application/pdf"


@router.get("/orders/{order_id}/invoice", summary="订单的发票", responses=raises(OrderNotFound))
async def of_order(order_id: Id, user: CurrentUser, database: DatabaseDep) -> OrderInvoice:
    async with database.read() as session:
        return await _of_order(session, order_id, user.id)


@router.post(
    "/orders/{order_id}/invoice",
    status_code=201,
    response_model=InvoiceOut,
    dependencies=[limit_user("30/hour", "invoice.request")],
    responses=raises(
        OrderNotFound,
        InvoiceNotFound,
        ConsentRequired,
        NotForCompanies,
        TaxNumberInvalid,
        NotInvoiceable,
        InvoiceExists,
    ),
    summary="申请发票",
)
async def request(
    order_id: Id, body: InvoiceIn, user: CurrentUser, once: UserOnce, database: DatabaseDep
) -> JSONResponse:
    async with database.begin() as session:
        kept = await once.replay(session)
        if kept is None:
            invoice = await requesting.request(session, user.id, order_id, body)
            kept = await once.save(session, Requested(id=invoice.id), status=201)
        invoice_id = Requested.model_validate_json(bytes(kept.body)).id
        out = queries.shown(await queries.find(session, invoice_id, user_id=user.id))
    return JSONResponse(out.model_dump(mode="json"), kept.status_code)


@router.get("/invoices", summary="我的发票")
async def mine(user: CurrentUser, database: DatabaseDep, page: PageDep) -> Page[InvoiceOut]:
    async with database.read() as session:
        return await queries.mine(session, user.id, page)


@router.get("/invoices/{invoice_id}", summary="发票详情", responses=raises(InvoiceNotFound))
async def detail(invoice_id: Id, user: CurrentUser, database: DatabaseDep) -> InvoiceOut:
    async with database.read() as session:
        return queries.shown(await queries.find(session, invoice_id, user_id=user.id))


@router.post(
    "/invoices/{invoice_id}/cancel",
    summary="取消申请",
    responses=raises(InvoiceNotFound, WrongState),
    openapi_extra=repeatable("leaves one state, once"),
)
async def cancel(invoice_id: Id, user: CurrentUser, database: DatabaseDep) -> InvoiceOut:
    async with database.begin() as session:
        await requesting.cancel(session, user.id, invoice_id)
        return queries.shown(await queries.find(session, invoice_id))


@router.get(
    "/invoices/{invoice_id}/file",
    response_class=Response,
    responses={200: {"content": {PDF: {}}}, **raises(InvoiceNotFound, InvoiceFileMissing)},
    summary="下载发票",
)
async def file(invoice_id: Id, user: CurrentUser, database: DatabaseDep) -> Response:
    async with database.read() as session:
        invoice = await queries.find(session, invoice_id, user_id=user.id)
        data = await queries.file_of(session, invoice)
    headers = {
        "Content-Disposition": f'attachment; filename="{invoice.number}.pdf"',
        "Cache-Control": "private, no-store",
        "X-Content-Type-Options": "nosniff",
    }
    return Response(data, media_type=PDF, headers=headers)


async def _of_order(session: AsyncSession, order_id: int, user_id: int) -> OrderInvoice:
    order = await find_order(session, order_id, user_id=user_id)
    invoice = await queries.latest(session, order_id)
    standing = invoice is not None and invoice.status in STANDING
    return OrderInvoice(
        open=requesting.is_open(order) and not standing,
        amount_fen=requesting.due_fen(order),
        until=requesting.until(order),
        companies=InvoiceSettings.load().companies,
        invoice=invoice and queries.shown(invoice),
    )
