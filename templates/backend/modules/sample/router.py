"""What suppliers' people do with samples."""

from fastapi import APIRouter
from fastapi.responses import JSONResponse
from sqlalchemy.ext.asyncio import AsyncSession

from app.core.database import DatabaseDep
from app.core.errors import raises
from app.core.idempotency import UserOnce, repeatable
from app.core.ids import Id
from app.core.media import PictureInvalid, PictureTooLarge, Upload, media_url, read_upload, store_picture
from app.core.pagination import Page, PageDep
from app.core.rate_limit import limit_user
from app.modules.sample import moves, queries
from app.modules.sample.errors import SampleFollowed, SampleMoved, SampleNotFound, TooManyPhotos
from app.modules.sample.schemas import PhotoOut, SampleBrief, SampleOut, SendIn
from app.modules.supplier.api import CurrentSupplier, SupplierNotActive, SupplierNotFound

router = APIRouter(prefix="/supplier/samples", tags=["供应商·样品"])

SENDING = (SampleNotFound, SampleMoved, SupplierNotFound, SupplierNotActive)


@router.get("", summary="我的样品")
async def page(person: CurrentSupplier, database: DatabaseDep, page: PageDep) -> Page[SampleBrief]:
    async with database.read() as session:
        return await queries.mine_page(session, person.supplier_id, page)


@router.get("/{sample_id}", summary="样品详情", responses=raises(SampleNotFound))
async def detail(sample_id: Id, person: CurrentSupplier, database: DatabaseDep) -> SampleOut:
    async with database.read() as session:
        return await queries.mine(session, person.supplier_id, sample_id)


@router.post(
    "/{sample_id}/send",
    summary="寄样",
    responses=raises(*SENDING),
    openapi_extra=repeatable("leaves one state, once"),
)
async def send(sample_id: Id, body: SendIn, person: CurrentSupplier, database: DatabaseDep) -> SampleOut:
    async with database.begin() as session:
        await moves.send(session, person, sample_id, body)
        return await queries.mine(session, person.supplier_id, sample_id)


@router.post(
    "/{sample_id}/resend",
    status_code=201,
    response_model=SampleOut,
    summary="重新寄样（下一版）",
    responses=raises(*SENDING, SampleFollowed),
)
async def resend(
    sample_id: Id, body: SendIn, person: CurrentSupplier, once: UserOnce, database: DatabaseDep
) -> JSONResponse:
    async def work(session: AsyncSession) -> SampleOut:
        following = await moves.resend(session, person, sample_id, body)
        return await queries.mine(session, person.supplier_id, following.id)

    return await once.run(database, work, status=201)


@router.post(
    "/{sample_id}/photos",
    status_code=201,
    summary="样品照片",
    dependencies=[limit_user("60/hour", "sample_photo")],
    responses=raises(SampleNotFound, SampleMoved, TooManyPhotos, PictureInvalid, PictureTooLarge),
    openapi_extra=repeatable("one more picture, which can be seen"),
)
async def photograph(sample_id: Id, file: Upload, person: CurrentSupplier, database: DatabaseDep) -> PhotoOut:
    async with database.read() as session:  # before anything is kept of it
        sample = await moves.find(session, sample_id, supplier_id=person.supplier_id)
        await moves.check_room(session, sample, by_supplier=True)
    name = await store_picture(await read_upload(file), personal=True)
    async with database.begin() as session:
        photo = await moves.photograph(session, sample_id, name, supplier_id=person.supplier_id)
        return PhotoOut(id=photo.id, url=media_url(name), by_supplier=True)
