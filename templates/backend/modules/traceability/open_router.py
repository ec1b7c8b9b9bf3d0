"""Batches, for the programs of those who buy them and of those who make them."""

from fastapi import APIRouter
from fastapi.responses import JSONResponse
from sqlalchemy.ext.asyncio import AsyncSession

from app.contracts.open_api import KEYS, CallerOnce, CurrentCaller, allow
from app.core.database import DatabaseDep
from app.core.errors import raises
from app.core.pagination import Page, PageDep
from app.modules.traceability import batches, queries
from app.modules.traceability.errors import BatchNotFound, ChainBusy
from app.modules.traceability.schemas import BatchDetail, BatchOut, EventIn, Kept

router = APIRouter(prefix="/open/batches", tags=["开放接口·溯源"])


def routers() -> tuple[APIRouter, ...]:
    """None where nobody has a key."""
    return (router,) if KEYS.all() else ()


@router.get("", summary="批次", dependencies=[allow("traceability.read")])
async def listed(caller: CurrentCaller, page: PageDep, database: DatabaseDep) -> Page[BatchOut]:
    del caller
    async with database.read() as session:
        return await queries.page_of(session, page)


@router.get("/{number}", summary="批次详情", dependencies=[allow("traceability.read")], responses=raises(BatchNotFound))
async def detail(number: str, caller: CurrentCaller, database: DatabaseDep) -> BatchDetail:
    del caller
    async with database.read() as session:
        return await queries.detail(session, (await batches.by_number(session, number)).id)


@router.post(
    "/{number}/events",
    status_code=201,
    response_model=Kept,
    summary="追溯记录",
    dependencies=[allow("traceability.edit")],
    responses=raises(BatchNotFound, ChainBusy),
)
async def note(
    number: str, body: EventIn, caller: CurrentCaller, once: CallerOnce, database: DatabaseDep
) -> JSONResponse:
    async def work(session: AsyncSession) -> Kept:
        batch = await batches.by_number(session, number)
        return Kept(id=await batches.note(session, caller.actor, batch.id, body))

    return await once.run(database, work, status=201)
