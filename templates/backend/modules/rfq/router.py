"""What suppliers' people read and offer."""

from fastapi import APIRouter, Response
from fastapi.responses import JSONResponse
from sqlalchemy.ext.asyncio import AsyncSession

from app.core.database import DatabaseDep
from app.core.errors import raises
from app.core.idempotency import UserOnce
from app.core.ids import Id
from app.core.pagination import Page, PageDep
from app.core.rate_limit import limit_user
from app.modules.rfq import files, queries, quoting
from app.modules.rfq.errors import FileNotFound, QuoteExists, QuoteWrong, RfqClosed, RfqNotFound, RfqRevised
from app.modules.rfq.schemas import AskedBrief, AskedDetail, QuoteIn
from app.modules.supplier.api import CurrentSupplier, SupplierNotActive, SupplierNotFound

router = APIRouter(prefix="/supplier/rfqs", tags=["供应商·询价"])

QUOTING = raises(RfqNotFound, SupplierNotFound, SupplierNotActive, RfqClosed, RfqRevised, QuoteWrong, QuoteExists)


@router.get("", summary="邀请我报价的询价")
async def page(person: CurrentSupplier, database: DatabaseDep, page: PageDep) -> Page[AskedBrief]:
    async with database.read() as session:
        return await queries.asked_page(session, person.supplier_id, page)


@router.get("/{rfq_id}", summary="询价详情与我的报价", responses=raises(RfqNotFound))
async def asked(rfq_id: Id, person: CurrentSupplier, database: DatabaseDep) -> AskedDetail:
    async with database.read() as session:
        return await queries.asked(session, person.supplier_id, rfq_id)


@router.get(
    "/{rfq_id}/files/{file_id}",
    summary="询价附件",
    response_class=Response,
    responses=raises(RfqNotFound, FileNotFound),
)
async def file(rfq_id: Id, file_id: Id, person: CurrentSupplier, database: DatabaseDep) -> Response:
    async with database.read() as session:
        await quoting.find_asked(session, person.supplier_id, rfq_id)
        found = await files.get(session, rfq_id, file_id)
    return Response(found.data, media_type=found.kind, headers={"X-Content-Type-Options": "nosniff"})


@router.put("/{rfq_id}/quote", summary="保存报价草稿", responses=QUOTING)
async def save(rfq_id: Id, body: QuoteIn, person: CurrentSupplier, database: DatabaseDep) -> AskedDetail:
    async with database.begin() as session:
        await quoting.save(session, person, rfq_id, body)
        return await queries.asked(session, person.supplier_id, rfq_id)


@router.post(
    "/{rfq_id}/quote",
    status_code=201,
    response_model=AskedDetail,
    summary="提交报价",
    dependencies=[limit_user("60/hour", "rfq_quote")],
    responses=QUOTING,
)
async def submit(
    rfq_id: Id, body: QuoteIn, person: CurrentSupplier, once: UserOnce, database: DatabaseDep
) -> JSONResponse:
    async def work(session: AsyncSession) -> AskedDetail:
        await quoting.submit(session, person, rfq_id, body)
        return await queries.asked(session, person.supplier_id, rfq_id)

    return await once.run(database, work, status=201)
