"""Price tags, for staff."""

from typing import Annotated

from fastapi import APIRouter, Query
from fastapi.responses import JSONResponse
from sqlalchemy.ext.asyncio import AsyncSession

from app.core.database import DatabaseDep
from app.core.errors import raises
from app.core.idempotency import StaffOnce, repeatable
from app.core.ids import Id
from app.core.pagination import Page, PageDep
from app.core.staff import CurrentStaff, require
from app.modules.catalog.api import SkuNotFound
from app.modules.device.api import DeviceNotFound
from app.modules.price_tag import binding, queries
from app.modules.price_tag.errors import NoTag, TagNotFound, TagTaken
from app.modules.price_tag.models import PriceTag
from app.modules.price_tag.queries import Which
from app.modules.price_tag.schemas import TagIn, TagOut

router = APIRouter(prefix="/staff/price-tags", tags=["店员·电子价签"])

READ, EDIT = "price_tag.read", "price_tag.edit"
UNFIT = (DeviceNotFound, NoTag, SkuNotFound, TagTaken)


@router.get("", summary="价签", dependencies=[require(READ)])
async def listed(
    page: PageDep,
    database: DatabaseDep,
    which: Annotated[Which | None, Query(description="All where left out")] = None,
) -> Page[TagOut]:
    async with database.read() as session:
        return await queries.listed(session, page, which)


@router.post(
    "",
    status_code=201,
    response_model=TagOut,
    summary="绑定价签",
    dependencies=[require(EDIT)],
    responses=raises(*UNFIT),
)
async def bind(body: TagIn, staff: CurrentStaff, once: StaffOnce, database: DatabaseDep) -> JSONResponse:
    async def work(session: AsyncSession) -> TagOut:
        return await _out(session, await binding.bind(session, staff.actor, body))

    return await once.run(database, work, status=201)


@router.put("/{tag_id}", summary="改绑价签", dependencies=[require(EDIT)], responses=raises(TagNotFound, *UNFIT))
async def change(tag_id: Id, body: TagIn, staff: CurrentStaff, database: DatabaseDep) -> TagOut:
    async with database.begin() as session:
        return await _out(session, await binding.change(session, staff.actor, tag_id, body))


@router.delete(
    "/{tag_id}", status_code=204, summary="解绑价签", dependencies=[require(EDIT)], responses=raises(TagNotFound)
)
async def unbind(tag_id: Id, staff: CurrentStaff, database: DatabaseDep) -> None:
    async with database.begin() as session:
        await binding.unbind(session, staff.actor, tag_id)


@router.post(
    "/{tag_id}/send",
    summary="再次发送",
    dependencies=[require(EDIT)],
    responses=raises(TagNotFound),
    openapi_extra=repeatable("the tag shows the same, and the last command is the one that counts"),
)
async def send(tag_id: Id, staff: CurrentStaff, database: DatabaseDep) -> TagOut:
    async with database.begin() as session:
        return await _out(session, await binding.send(session, staff.actor, tag_id))


async def _out(session: AsyncSession, tag: PriceTag) -> TagOut:
    return (await queries.outs(session, [tag]))[0]
