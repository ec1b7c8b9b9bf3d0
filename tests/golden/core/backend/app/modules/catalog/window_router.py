"""How the shop is arranged: categories and banners."""

from fastapi import APIRouter
from fastapi.responses import JSONResponse
from sqlalchemy.ext.asyncio import AsyncSession

from app.core.database import DatabaseDep
from app.core.errors import raises
from app.core.idempotency import StaffOnce
from app.core.ids import Id
from app.core.staff import CurrentStaff, require
from app.modules.catalog import banners, categories, repository
from app.modules.catalog.errors import BannerNotFound, CategoryNotFound, CodeTaken, ParentInvalid, SpuNotFound
from app.modules.catalog.schemas import (
    BannerIn,
    CategoryIn,
    NewCategory,
    StaffBanner,
    StaffBanners,
    StaffCategories,
    StaffCategory,
)

router = APIRouter(prefix="/staff", tags=["商品管理"])
READ, EDIT = require("catalog.read"), require("catalog.edit")


@router.get("/categories", summary="全部分类", dependencies=[READ])
async def all_categories(database: DatabaseDep) -> StaffCategories:
    async with database.read() as session:
        rows = await repository.categories(session)
        return StaffCategories(items=[StaffCategory.model_validate(row, from_attributes=True) for row in rows])


@router.post(
    "/categories",
    summary="新建分类",
    status_code=201,
    response_model=StaffCategory,
    dependencies=[EDIT],
    responses=raises(ParentInvalid, CodeTaken),
)
async def create_category(
    body: NewCategory, staff: CurrentStaff, once: StaffOnce, database: DatabaseDep
) -> JSONResponse:
    async def create(session: AsyncSession) -> StaffCategory:
        row = await categories.create_category(session, staff.actor, body)
        return StaffCategory.model_validate(row, from_attributes=True)

    return await once.run(database, create, status=201)


@router.put(
    "/categories/{category_id}", summary="修改分类", dependencies=[EDIT], responses=raises(CategoryNotFound, CodeTaken)
)
async def update_category(
    category_id: Id, body: CategoryIn, staff: CurrentStaff, database: DatabaseDep
) -> StaffCategory:
    async with database.begin() as session:
        row = await categories.update_category(session, staff.actor, category_id, body)
        return StaffCategory.model_validate(row, from_attributes=True)


@router.get("/banners", summary="全部轮播图", dependencies=[READ])
async def all_banners(database: DatabaseDep) -> StaffBanners:
    async with database.read() as session:
        rows = await banners.all_banners(session)
        return StaffBanners(items=[StaffBanner.model_validate(row, from_attributes=True) for row in rows])


@router.post(
    "/banners",
    summary="新建轮播图",
    status_code=201,
    response_model=StaffBanner,
    dependencies=[EDIT],
    responses=raises(SpuNotFound, CategoryNotFound),
)
async def create_banner(body: BannerIn, staff: CurrentStaff, once: StaffOnce, database: DatabaseDep) -> JSONResponse:
    async def create(session: AsyncSession) -> StaffBanner:
        row = await banners.create_banner(session, staff.actor, body)
        return StaffBanner.model_validate(row, from_attributes=True)

    return await once.run(database, create, status=201)


@router.put(
    "/banners/{banner_id}",
    summary="修改轮播图",
    dependencies=[EDIT],
    responses=raises(BannerNotFound, SpuNotFound, CategoryNotFound),
)
async def update_banner(banner_id: Id, body: BannerIn, staff: CurrentStaff, database: DatabaseDep) -> StaffBanner:
    async with database.begin() as session:
        row = await banners.update_banner(session, staff.actor, banner_id, body)
        return StaffBanner.model_validate(row, from_attributes=True)


@router.delete(
    "/banners/{banner_id}",
    summary="删除轮播图",
    status_code=204,
    dependencies=[EDIT],
    responses=raises(BannerNotFound),
)
async def delete_banner(banner_id: Id, staff: CurrentStaff, database: DatabaseDep) -> None:
    async with database.begin() as session:
        await banners.delete_banner(session, staff.actor, banner_id)
