from collections.abc import Sequence
from typing import Annotated

from fastapi import APIRouter, Query
from fastapi.responses import JSONResponse
from sqlalchemy.ext.asyncio import AsyncSession

from app.core.database import DatabaseDep
from app.core.errors import raises
from app.core.idempotency import StaffOnce, repeatable
from app.core.ids import Id
from app.core.media import PictureInvalid, PictureTooLarge, Upload, media_url, read_upload, store_picture
from app.core.pagination import Page, PageDep
from app.core.staff import CurrentStaff, require
from app.modules.catalog import editing, repository, search, searching
from app.modules.catalog.errors import CategoryNotFound, CodeTaken, EditedMeanwhile, SkuNotFound, SpuNotFound
from app.modules.catalog.models import Sku, Spu
from app.modules.catalog.schemas import OnSaleIn, PictureOut, PriceIn, SpuEdit, SpuIn, StaffSku, StaffSpu
from app.modules.catalog.searching import Wanted

router = APIRouter(prefix="/staff", tags=["商品管理"])
READ, EDIT = require("catalog.read"), require("catalog.edit")


@router.get("/spus", summary="全部商品", dependencies=[READ])
async def spus(
    database: DatabaseDep,
    page: PageDep,
    category_id: Annotated[Id | None, Query()] = None,
    q: Annotated[str, Query(max_length=40)] = "",
    on_sale: Annotated[bool | None, Query()] = None,
) -> Page[StaffSpu]:
    query = search.pieces(q)
    async with database.read() as session:
        if query:
            rows, cursor = await searching.by_relevance(session, Wanted(query, category_id, on_sale), page)
        else:
            rows, cursor = await repository.in_order(session, page, "newest", category_id=category_id, on_sale=on_sale)
        skus = await repository.active_skus(session, [spu.id for spu in rows])
        items = [_spu(row, [sku for sku in skus if sku.spu_id == row.id]) for row in rows]
        return Page(items=items, next_cursor=cursor)


@router.get("/spus/{spu_id}", summary="商品", dependencies=[READ], responses=raises(SpuNotFound))
async def spu(spu_id: Id, database: DatabaseDep) -> StaffSpu:
    async with database.read() as session:
        row = await session.get(Spu, spu_id)
        if row is None:
            raise SpuNotFound
        return await _with_skus(session, row)


@router.post(
    "/spus",
    summary="新建商品",
    status_code=201,
    response_model=StaffSpu,
    dependencies=[EDIT],
    responses=raises(CategoryNotFound, CodeTaken),
)
async def create_spu(body: SpuIn, staff: CurrentStaff, once: StaffOnce, database: DatabaseDep) -> JSONResponse:
    async def create(session: AsyncSession) -> StaffSpu:
        return await _with_skus(session, await editing.create_spu(session, staff.actor, body))

    return await once.run(database, create, status=201)


@router.put(
    "/spus/{spu_id}",
    summary="修改商品",
    dependencies=[EDIT],
    responses=raises(SpuNotFound, CategoryNotFound, CodeTaken, EditedMeanwhile),
)
async def update_spu(spu_id: Id, body: SpuEdit, staff: CurrentStaff, database: DatabaseDep) -> StaffSpu:
    async with database.begin() as session:
        return await _with_skus(session, await editing.update_spu(session, staff.actor, spu_id, body))


@router.put("/spus/{spu_id}/on-sale", summary="上架或下架", dependencies=[EDIT], responses=raises(SpuNotFound))
async def set_on_sale(spu_id: Id, body: OnSaleIn, staff: CurrentStaff, database: DatabaseDep) -> StaffSpu:
    async with database.begin() as session:
        row = await editing.set_on_sale(session, staff.actor, spu_id, on_sale=body.on_sale)
        return await _with_skus(session, row)


@router.put("/skus/{sku_id}/price", summary="改价", dependencies=[EDIT], responses=raises(SkuNotFound))
async def reprice(sku_id: Id, body: PriceIn, staff: CurrentStaff, database: DatabaseDep) -> StaffSpu:
    async with database.begin() as session:
        return await _with_skus(session, await editing.reprice(session, staff.actor, sku_id, body))


@router.post(
    "/pictures",
    summary="上传商品图片",
    status_code=201,
    dependencies=[EDIT],
    responses=raises(PictureInvalid, PictureTooLarge),
    openapi_extra=repeatable("a picture that nothing shows yet"),
)
async def upload_picture(file: Upload) -> PictureOut:
    name = await store_picture(await read_upload(file))
    return PictureOut(picture=name, url=media_url(name))


async def _with_skus(session: AsyncSession, row: Spu) -> StaffSpu:
    return _spu(row, await repository.active_skus(session, [row.id]))


def _spu(row: Spu, skus: Sequence[Sku]) -> StaffSpu:
    shown = [StaffSku.model_validate(sku, from_attributes=True) for sku in skus]
    plain = {name: getattr(row, name) for name in StaffSpu.model_fields if name != "skus"}
    return StaffSpu(**plain, skus=shown)
