from typing import Annotated

from fastapi import APIRouter, Query

from app.core.auth import public
from app.core.database import DatabaseDep
from app.core.errors import raises
from app.core.ids import Id
from app.core.pagination import Page, PageDep
from app.modules.catalog import service
from app.modules.catalog.errors import SpuNotFound
from app.modules.catalog.schemas import CategoriesOut, SortBy, SpuCard, SpuOut

router = APIRouter(tags=["商品"], dependencies=[public])


@router.get("/categories", summary="商品分类")
async def categories(database: DatabaseDep) -> CategoriesOut:
    async with database.read() as session:
        return CategoriesOut(items=await service.categories(session))


@router.get("/spus", summary="商品列表与搜索")
async def spus(
    database: DatabaseDep,
    page: PageDep,
    category_id: Annotated[Id | None, Query(description="With the categories below it")] = None,
    q: Annotated[str, Query(max_length=40, description="What to search for")] = "",
    sort: SortBy = "default",
) -> Page[SpuCard]:
    async with database.read() as session:
        return await service.spu_page(session, page, category_id=category_id, q=q, sort=sort)


@router.get("/spus/{spu_id}", summary="商品详情", responses=raises(SpuNotFound))
async def spu(spu_id: Id, database: DatabaseDep) -> SpuOut:
    async with database.read() as session:
        return await service.spu_detail(session, spu_id)
